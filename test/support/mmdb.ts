/** Writes small MaxMind databases (format 2.0), as far as a test of places needs them. */

export type Entry = { readonly network: string; readonly found: object }

export type MmdbOptions = {
  readonly type: string
  readonly version: 4 | 6
  readonly entries: readonly Entry[]
}

type Node = [Branch, Branch]
type Branch = Node | number | null

const marker = Buffer.from('ABCDEF4D61784D696E642E636F6D', 'hex')

export function writeMmdb({ type, version, entries }: MmdbOptions): Buffer {
  const data: Buffer[] = []
  let length = 0
  const root: Node = [null, null]
  for (const { network, found } of entries) {
    plant(root, bitsOf(network, version), length)
    const encoded = encode(found)
    data.push(encoded)
    length += encoded.length
  }
  const nodes = numbered(root)
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_764_000_000,
    database_type: type,
    description: { en: 'for tests' },
    ip_version: version,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  })
  return Buffer.concat([treeOf(nodes), Buffer.alloc(16), ...data, marker, metadata])
}

/** Leaves are offsets into the data. */
function plant(root: Node, bits: readonly (0 | 1)[], leaf: number): void {
  let node = root
  bits.forEach((bit, depth) => {
    if (depth === bits.length - 1) {
      node[bit] = leaf
      return
    }
    const next = node[bit]
    const inner: Node = Array.isArray(next) ? next : [null, null]
    node[bit] = inner
    node = inner
  })
}

function numbered(root: Node): readonly Node[] {
  const nodes = [root]
  for (const node of nodes) for (const branch of node) if (Array.isArray(branch)) nodes.push(branch)
  return nodes
}

function treeOf(nodes: readonly Node[]): Buffer {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const records = nodes.flatMap((node) =>
    node.map((branch) => {
      if (Array.isArray(branch)) return place.get(branch) ?? 0
      return branch === null ? nodes.length : nodes.length + 16 + branch
    }),
  )
  const tree = Buffer.alloc(records.length * 3)
  records.forEach((record, i) => void tree.writeUIntBE(record, i * 3, 3))
  return tree
}

/** `network` is an IPv4 one, or an IPv6 one with all of its eight groups. */
function bitsOf(network: string, version: 4 | 6): readonly (0 | 1)[] {
  const [address = '', length = ''] = network.split('/')
  const isV4 = address.includes('.')
  const parts = isV4
    ? address.split('.').map((part) => Number(part).toString(2).padStart(8, '0'))
    : address.split(':').map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0'))
  const own = parts.join('').slice(0, Number(length))
  const text = isV4 && version === 6 ? '0'.repeat(96) + own : own
  return [...text].map((bit) => (bit === '1' ? 1 : 0))
}

function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value)
    return Buffer.concat([control(2, bytes.length), bytes])
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return Buffer.concat([control(6, 4), bytes])
  }
  if (Array.isArray(value)) {
    return Buffer.concat([Buffer.from([value.length, 4]), ...value.map(encode)])
  }
  const pairs = Object.entries(value ?? {})
  return Buffer.concat([control(7, pairs.length), ...pairs.flat().map(encode)])
}

function control(type: number, size: number): Buffer {
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29])
}
