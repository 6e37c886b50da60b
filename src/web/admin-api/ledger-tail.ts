/** The live tail of the ledger as server-sent events: first the missed events, then each new one. */

import { PassThrough } from 'node:stream'
import { now } from '../../base/clock.ts'
import { isBefore, type Position } from '../../ledger/events.ts'
import { matcherOf } from '../../ledger/filter.ts'
import { followEvents, type PlacedEvent, placeNow, requirePlace } from '../../ledger/follow.ts'
import type { LedgerWatch } from '../../ledger/watch.ts'
import { toEvent } from '../../model/event-document.ts'
import { type EventFormat, lineOf } from '../../model/event-format.ts'
import type { EventFilter } from '../../model/event-search.ts'
import type { Db } from '../../store/db.ts'
import { outsideWork } from '../../store/unit-of-work.ts'
import { waitForDrain } from '../middleware/drain.ts'
import type { Cursors } from './pages.ts'

export type TailOptions = {
  readonly db: Db
  readonly watch: LedgerWatch
  readonly cursors: Cursors
}

export type Tail = {
  readonly filter: EventFilter
  readonly format: EventFormat
  readonly caller: string
  /** Where the listener left off; empty to begin now. */
  readonly lastEventId: string
  /** Seconds since 1970. */
  readonly expiresAt: number
}

/** An event id names a place in the whole ledger, so it is good under any filter. */
const tailCursors = 'audit-tail'
const heartbeatMilliseconds = 15_000
/** A listener with more unread bytes is too slow, and is disconnected. */
const mostUnreadBytes = 1024 * 1024

/** Throws `request_invalid` for a forged id, `cursor_unknown` for an id of another ledger. */
export async function openTail(options: TailOptions, tail: Tail): Promise<PassThrough> {
  const { db, watch } = options
  const stream = new PassThrough()
  const start = await startOf(options, tail.lastEventId)
  const writer = writerOf(stream, { ...tail, start, cursors: options.cursors })
  const waiting: PlacedEvent[] = []
  let isAtEnd = false
  const leave = await watch.listen((events) => {
    if (events === null) return stream.end()
    if (stream.writableLength > mostUnreadBytes || waiting.length > mostWaiting) stream.destroy()
    return isAtEnd ? writer.write(events) : waiting.push(...events)
  }, tail.caller)
  endWithToken(stream, { expiresAt: tail.expiresAt, leave, beat: writer.beat })
  const caughtUp = outsideWork(() => catchUp(db, stream, { start, writer })).then(() => {
    isAtEnd = true
    writer.write(waiting.splice(0))
  })
  caughtUp.catch(() => stream.destroy())
  return stream
}

/** When more arrive while a tail catches up, it is disconnected and begins again. */
const mostWaiting = 50_000

async function startOf({ db, cursors }: TailOptions, lastEventId: string): Promise<Position> {
  if (lastEventId === '') return placeNow(db)
  const [xid = '', id = ''] = cursors.read(tailCursors, lastEventId).split('.')
  const place = { xid, id }
  await requirePlace(db, place)
  return place
}

type EventWriter = {
  readonly write: (events: readonly PlacedEvent[]) => void
  readonly beat: () => void
}

type WriterOptions = Tail & { readonly start: Position; readonly cursors: Cursors }

/** Writes no event twice: the place only moves forward. */
function writerOf(stream: PassThrough, options: WriterOptions): EventWriter {
  const { filter, format, start, cursors } = options
  const matches = matcherOf(filter)
  let place = start
  const idNow = () => `id: ${cursors.sign(tailCursors, `${place.xid}.${place.id}`)}\n`
  const send = (text: string) => {
    if (stream.writable) stream.write(text)
  }
  return {
    write: (events) => {
      for (const event of events) {
        if (!isBefore(place, event)) continue
        place = event
        if (!matches(event)) continue
        send(`${idNow()}event: audit\ndata: ${lineOf(toEvent(event), format)}\n\n`)
      }
    },
    // An id without data is no event; it lets a listener resume after events that its filter skipped.
    beat: () => send(`${idNow()}\n`),
  }
}

async function catchUp(
  db: Db,
  stream: PassThrough,
  { start, writer }: { start: Position; writer: EventWriter },
): Promise<void> {
  writer.beat()
  let place = start
  for (let more = true; more && stream.writable; ) {
    const page = await followEvents(db, place)
    writer.write(page.events)
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
