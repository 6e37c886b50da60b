/** The ledger as server-sent events: what was missed, then what happens, as it happens. */

import { PassThrough } from 'node:stream'
import { now } from '../../base/clock.ts'
import { isBefore, type Position } from '../../ledger/events.ts'
import { matcherOf } from '../../ledger/filter.ts'
import { followEvents, type PlacedEvent, placeNow, requirePlace } from '../../ledger/follow.ts'
import type { LedgerWatch } from '../../ledger/watch.ts'
import { toEventDocument } from '../../model/event-document.ts'
import { type EventFormat, lineOf } from '../../model/event-format.ts'
import type { EventFilter } from '../../model/event-search.ts'
import type { Db } from '../../store/db.ts'
import { outsideWork } from '../../store/unit-of-work.ts'
import { waitForDrain } from '../middleware/drain.ts'
import type { Cursors } from './cursors.ts'

export type TailOptions = {
  readonly db: Db
  readonly watch: LedgerWatch
  readonly cursors: Cursors
}

export type Tail = {
  readonly filter: EventFilter
  readonly format: EventFormat
  /** As it was told before; empty for from now on. */
  readonly lastEventId: string
  /** In seconds since 1970. */
  readonly expiresAt: number
}

/** A place is one in the whole ledger: it is good under any filter. */
const placesOfTails = 'audit-tail'
const heartbeatMilliseconds = 15_000
/** Whoever reads so slowly does not follow. */
const mostUnread = 1024 * 1024

/** Throws `request_invalid` for an id of nobody's, `cursor_unknown` for one of another ledger. */
export async function openTail(options: TailOptions, tail: Tail): Promise<PassThrough> {
  const { db, watch } = options
  const stream = new PassThrough()
  const start = await startOf(options, tail.lastEventId)
  const teller = tellerOf(stream, { ...tail, start, cursors: options.cursors })
  const meanwhile: PlacedEvent[] = []
  let isAtEnd = false
  const leave = await watch.listen((events) => {
    if (events === null) return stream.end()
    if (stream.writableLength > mostUnread || meanwhile.length > mostWaiting) stream.destroy()
    return isAtEnd ? teller.tell(events) : meanwhile.push(...events)
  })
  endWithToken(stream, { expiresAt: tail.expiresAt, leave, beat: teller.beat })
  const caughtUp = outsideWork(() => catchUp(db, stream, { start, teller })).then(() => {
    isAtEnd = true
    teller.tell(meanwhile.splice(0))
  })
  caughtUp.catch(() => stream.destroy())
  return stream
}

/** So many come while a tail reads what it missed, and it begins anew. */
const mostWaiting = 50_000

async function startOf({ db, cursors }: TailOptions, lastEventId: string): Promise<Position> {
  if (lastEventId === '') return placeNow(db)
  const [xid = '', id = ''] = cursors.read(placesOfTails, lastEventId).split('.')
  const place = { xid, id }
  await requirePlace(db, place)
  return place
}

type Teller = {
  readonly tell: (events: readonly PlacedEvent[]) => void
  readonly beat: () => void
}

type Telling = Tail & { readonly start: Position; readonly cursors: Cursors }

/** What was told is not told again: its places only go on. */
function tellerOf(stream: PassThrough, telling: Telling): Teller {
  const { filter, format, start, cursors } = telling
  const matches = matcherOf(filter)
  let seen = start
  const idNow = () => `id: ${cursors.sign(placesOfTails, `${seen.xid}.${seen.id}`)}\n`
  const write = (text: string) => {
    if (stream.writable) stream.write(text)
  }
  return {
    tell: (events) => {
      for (const event of events) {
        if (!isBefore(seen, event)) continue
        seen = event
        if (!matches(event)) continue
        write(`${idNow()}event: audit\ndata: ${lineOf(toEventDocument(event), format)}\n\n`)
      }
    },
    // An id without data tells nothing, and lets a listener resume after what it did not ask for.
    beat: () => write(`${idNow()}\n`),
  }
}

async function catchUp(
  db: Db,
  stream: PassThrough,
  { start, teller }: { start: Position; teller: Teller },
): Promise<void> {
  teller.beat()
  let place = start
  for (let more = true; more && stream.writable; ) {
    const page = await followEvents(db, place)
    teller.tell(page.events)
    await waitForDrain(stream)
    place = page.events.at(-1) ?? place
    more = page.more
  }
}

function endWithToken(
  stream: PassThrough,
  { expiresAt, leave, beat }: { expiresAt: number; leave: () => void; beat: () => void },
): void {
  const end = setTimeout(() => stream.end(), expiresAt * 1000 - now().getTime()).unref()
  const heartbeat = setInterval(beat, heartbeatMilliseconds).unref()
  const stop = () => {
    leave()
    clearTimeout(end)
    clearInterval(heartbeat)
  }
  stream.once('close', stop).once('finish', stop)
}
