/**
 * A place in the revocation feed. Ids are given before the commit, so no number of a row can say
 * what a follower has seen; what the reader's snapshot showed does, whatever the commit order.
 */

/** What a reader of Postgres sees: whatever began below `end`, but for the still `open`. */
export type Snapshot = { readonly end: bigint; readonly open: readonly bigint[] }

export type FeedPlace = {
  /** Which history of the database it belongs to: after a restore the numbers mean another's. */
  readonly history: string
  /** All that this shows was told. */
  readonly seen: Snapshot
  /** Amid a reading of several pages: what the whole of it shows, and the last row that was told. */
  readonly reading: Reading | null
}

export type Reading = { readonly snapshot: Snapshot; readonly xid: bigint; readonly id: bigint }

export const nothingSeen: Snapshot = { end: 0n, open: [] }

/** As `pg_snapshot` is written: `xmin:xmax:xip,xip`. */
export function readSnapshot(text: string): Snapshot {
  const [, end = '', open = ''] = text.split(':')
  return { end: BigInt(end), open: open.split(',').filter(Boolean).map(BigInt) }
}

/** What a transaction will have left as well when it commits; all between is still open. */
export function withOwn({ end, open }: Snapshot, own: bigint): Snapshot {
  if (own < end) return { end, open: open.filter((xid) => xid !== own) }
  const between = Array.from({ length: Number(own - end) }, (_, i) => end + BigInt(i))
  return { end: own + 1n, open: [...open, ...between] }
}

export function writeSnapshot({ end, open }: Snapshot): string {
  const sorted = open.toSorted((a, b) => (a < b ? -1 : 1))
  return `${sorted[0] ?? end}:${end}:${sorted.join(',')}`
}

/** So that a place fits into an address however many transactions are open. */
const mostOpen = 256

/** Shows no more than `snapshot` does: what is left out is told again, and never skipped. */
export function shortened(snapshot: Snapshot): Snapshot {
  const sorted = snapshot.open.toSorted((a, b) => (a < b ? -1 : 1))
  const end = sorted[mostOpen] ?? snapshot.end
  return { end, open: sorted.slice(0, mostOpen) }
}

/** What an address takes unescaped. */
export function writePlace({ history, seen, reading }: FeedPlace): string {
  const parts = [history, short(seen)]
  if (reading) parts.push(short(reading.snapshot), `${reading.xid}`, `${reading.id}`)
  return parts.join('.')
}

/** The open ones as their distance to the end: short. */
function short({ end, open }: Snapshot): string {
  return [end, ...open.map((xid) => end - xid)].join('-')
}

const number = String.raw`\d{1,19}`
const snapshotShape = `${number}(?:-${number}){0,${mostOpen}}`
const shape = new RegExp(
  `^([\\w]{1,40})\\.(${snapshotShape})(?:\\.(${snapshotShape})\\.(${number})\\.(${number}))?$`,
)

/** Null for what is no place of any feed. */
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
