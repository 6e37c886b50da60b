/** What a search finds as one stream of lines, the newest first, however much it is. */

import { Readable } from 'node:stream'
import { now } from '../../base/clock.ts'
import { DomainError } from '../../base/errors.ts'
import { type EventSearch, searchEvents } from '../../ledger/search.ts'
import { toEventDocument } from '../../model/event-document.ts'
import { type EventFormat, lineOf } from '../../model/event-format.ts'
import type { Db } from '../../store/db.ts'
import { outsideWork } from '../../store/unit-of-work.ts'

export type ExportAsked = {
  readonly search: Omit<EventSearch, 'most'>
  readonly format: EventFormat
  /** In seconds since 1970. */
  readonly expiresAt: number
}

const mostAPage = 500
const mostAtOnce = 8

export type Exporter = (asked: ExportAsked) => Readable

/**
 * One page at a time, read when the one before was taken. It breaks off, so that nobody takes it
 * for whole, when the token ends or the database goes. Throws `too_busy`.
 */
export function exporterOf(db: Db): Exporter {
  let running = 0
  return (asked) => {
    if (running >= mostAtOnce) throw new DomainError('too_busy', 'too many take events out')
    running += 1
    const stream = Readable.from(linesOf(db, asked), { objectMode: false })
    const milliseconds = asked.expiresAt * 1000 - now().getTime()
    const end = setTimeout(() => stream.destroy(new Error('the token ended')), milliseconds).unref()
    stream.once('close', () => {
      running -= 1
      clearTimeout(end)
    })
    return stream
  }
}

async function* linesOf(db: Db, { search, format }: ExportAsked): AsyncGenerator<string> {
  let before = search.before
  do {
    const asked = { ...search, before, most: mostAPage }
    const page = await outsideWork(() => searchEvents(db, asked))
    if (page.events.length > 0) {
      yield page.events.map((event) => `${lineOf(toEventDocument(event), format)}\n`).join('')
    }
    before = page.next
  } while (before !== null)
}
