/**
 * A position in the revocation feed. Ids are assigned before the commit, so a row number cannot say
 * what a follower has seen. The reader's snapshot can, whatever the order of commits.
 */

/** The transactions that a Postgres reader sees: those below `end`, except the ones still `open`. */
export type Snapshot = { readonly end: bigint; readonly open: readonly bigint[] }

export type FeedPlace = {
  /** The history of the database it belongs to: a restore starts a new one. */
  readonly history: string
  /** Everything visible in this snapshot has been sent. */
  readonly seen: Snapshot
  /** While several pages are read: the snapshot of the whole reading, and the last row sent. */
  readonly reading: Reading | null
}

export type Reading = { readonly snapshot: Snapshot; readonly xid: bigint; readonly id: bigint }

export const nothingSeen: Snapshot = { end: 0n, open: [] }

/** Parses a `pg_snapshot`: `xmin:xmax:xip,xip`. */
export function readSnapshot(text: string): Snapshot {
  const [, end = '', open = ''] = text.split(':')
  return { end: BigInt(end), open: open.split(',').filter(Boolean).map(BigInt) }
}

/** Adds the reader's own transaction, which counts once it commits; all between is still open. */
export function withOwn({ end, open }: Snapshot, own: bigint): Snapshot {
  if (own < end) return { end, open: open.filter((xid) => xid !== own) }
  const between = Array.from({ length: Number(own - end) }, (_, i) => end + BigInt(i))
  return { end: own + 1n, open: [...open, ...between] }
}

export function writeSnapshot({ end, open }: Snapshot): string {
  const sorted = open.toSorted((a, b) => (a < b ? -1 : 1))
  return `${sorted[0] ?? end}:${end}:${sorted.join(',')}`
}

/** Bounds the length of a position in a URL, however many transactions are open. */
const mostOpen = 256

/** Shows at most what `snapshot` shows: entries it leaves out are sent again, never skipped. */
export function shortened(snapshot: Snapshot): Snapshot {
  const sorted = snapshot.open.toSorted((a, b) => (a < b ? -1 : 1))
  const end = sorted[mostOpen] ?? snapshot.end
  return { end, open: sorted.slice(0, mostOpen) }
}

/** Uses only characters that a URL takes unescaped. */
export function writePlace({ history, seen, reading }: FeedPlace): string {
  const parts = [history, short(seen)]
  if (reading) parts.push(short(reading.snapshot), `${reading.xid}`, `${reading.id}`)
  return parts.join('.')
}

/** Writes open transactions as their distance to the end, which is short. */
function short({ end, open }: Snapshot): string {
  return [end, ...open.map((xid) => end - xid)].join('-')
}

const number = String.raw`\d{1,19}`
const snapshotShape = `${number}(?:-${number}){0,${mostOpen}}`
const shape = new RegExp(
  `^([\\w]{1,40})\\.(${snapshotShape})(?:\\.(${snapshotShape})\\.(${number})\\.(${number}))?$`,
)

/** Null if the text is not a position. */
export function readPlace(text: string): FeedPlace | null {
  const [, history, seen, snapshot, xid, id] = shape.exec(text) ?? []
  if (history === undefined || seen === undefined) return null
  const place = { history, seen: long(seen) }
  if (snapshot === undefined || xid === undefined || id === undefined) {
    return { ...place, reading: null }
  }
  return {
    ...place,
    reading: { snapshot: long(snapshot), xid: BigInt(xid), id: BigInt(id) },
  }
}

function long(text: string): Snapshot {
  const [end = 0n, ...distances] = text.split('-').map(BigInt)
  return { end, open: distances.map((distance) => end - distance).filter((xid) => xid > 0n) }
}
