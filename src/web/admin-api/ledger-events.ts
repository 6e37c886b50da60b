/** Events of the ledger in the admin API: a page of a search, its export as lines, the live tail, one event. */

import { isIP } from 'node:net'
import { Readable } from 'node:stream'
import type { JWK } from 'jose'
import { now } from '../../base/clock.ts'
import { DomainError } from '../../base/errors.ts'
import { openSeats } from '../../base/seats.ts'
import { toSealedEvent } from '../../contract/event.ts'
import { sealOpener } from '../../ledger/keys.ts'
import { findEventSeal } from '../../ledger/proof.ts'
import { type Reading, recordReading } from '../../ledger/record-reading.ts'
import { type EventSearch, findShownEvent, searchEvents } from '../../ledger/search.ts'
import type { LedgerWatch } from '../../ledger/watch.ts'
import type { EventType } from '../../model/event.ts'
import type { Severity } from '../../model/event-catalogue.ts'
import { toEvent } from '../../model/event-document.ts'
import { type EventFormat, lineOf } from '../../model/event-format.ts'
import {
  type EventFilter,
  faultOfNetwork,
  faultOfPeriod,
  type Period,
  readPlace,
  typesAsked,
  writePlace,
} from '../../model/event-search.ts'
import type { Db } from '../../store/db.ts'
import { outsideWork } from '../../store/unit-of-work.ts'
import { callerName } from './bearer.ts'
import { openTail } from './ledger-tail.ts'
import {
  type Caller,
  type CheckedRequest,
  type Operation,
  operation,
  type Reply,
} from './operation.ts'
import { type Pager, type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & {
  readonly type?: readonly EventType[]
  readonly severity?: readonly Severity[]
  readonly outcome?: 'success' | 'failure'
  readonly actor?: string
  readonly account?: string
  readonly session?: string
  readonly client?: string
  readonly device?: string
  readonly network?: string
  readonly from?: string
  readonly to?: string
  readonly format?: EventFormat
}

export type LedgerOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Db
  readonly watch: LedgerWatch
  /** The public keys that sign blocks, including retired ones. */
  readonly ledgerKeys: () => Promise<readonly JWK[]>
}

type Tools = LedgerOptions & { readonly pager: Pager<Search>; readonly exportEvents: Exporter }

export function eventOperations(options: LedgerOptions): readonly Operation[] {
  const { db } = options
  const pager = pagerOf<Search>({ ...options, path: '/admin/v1/audit-events' })
  const tools = { ...options, pager, exportEvents: exporterOf(db) }
  return [
    operation('listAuditEvents', (request, caller) => {
      switch (modeOf(request)) {
        case 'tail':
          return tail(tools, request, caller)
        case 'export':
          return exportAll(tools, request, caller)
        case 'search':
          return search(tools, request, caller)
      }
    }),
    operation('getAuditEvent', async ({ params: { id } }, caller) => {
      const found = await readOnRecord(
        db,
        { by: caller.by, how: 'event', filter: {}, eventId: id },
        (tx) => findShownEvent(tx, id),
      )
      if (found === null) throw new DomainError('not_found', 'no event has this id')
      const openSeal = sealOpener(await options.ledgerKeys())
      const seal = await findEventSeal(db, { id, openSeal })
      return { status: 200, body: toSealedEvent(found, seal) }
    }),
  ]
}

const stream = 'text/event-stream'
const lines = 'application/x-ndjson'

/** Every `format` is a format of lines, so naming one asks for an export. */
function modeOf({ params, preferred }: ListRequest): 'search' | 'export' | 'tail' {
  const type = preferred('application/json', stream, lines)
  if (type === stream) return 'tail'
  return type === lines || params.format !== undefined ? 'export' : 'search'
}

/** Reads and records the reading in one transaction: nobody sees events without a record of it. */
function readOnRecord<T>(db: Db, reading: Reading, read: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const found = await read(tx)
    await recordReading(tx, reading)
    return found
  })
}

type ListRequest = CheckedRequest<Search, undefined>

async function search(
  { db, pager }: Tools,
  { params }: ListRequest,
  caller: Caller,
): Promise<Reply> {
  const [filter, period, before] = [filterOf(params), periodOf(params), placeOf(pager, params)]
  const reading = { by: caller.by, how: 'search', filter, period } as const
  const { events, next } = await readOnRecord(db, reading, (tx) =>
    searchEvents(tx, { ...filter, period, before, most: params.limit }),
  )
  return pager.replyTo(params, events.map(toEvent), next && writePlace(next))
}

async function exportAll(
  { db, pager, exportEvents }: Tools,
  { params }: ListRequest,
  caller: Caller,
): Promise<Reply> {
  const { format = 'jsonl' } = params
  const [filter, period, before] = [filterOf(params), periodOf(params), placeOf(pager, params)]
  await recordReading(db, { by: caller.by, how: 'export', filter, period })
  const search = { ...filter, period, before }
  const { expiresAt } = caller
  const eventExport = { search, format, expiresAt, caller: callerName(caller) }
  const type = format === 'cef' ? 'text/plain; charset=utf-8' : lines
  return { status: 200, type, body: exportEvents(eventExport) }
}

/** Refuses filters of a period: a tail has neither an end nor pages. */
async function tail(tools: Tools, { params, header }: ListRequest, caller: Caller): Promise<Reply> {
  for (const name of ['cursor', 'from', 'to'] as const) {
    if (params[name] !== undefined) {
      throw new DomainError('request_invalid', `${name}: not for an event stream`)
    }
  }
  const filter = filterOf(params)
  const { format = 'jsonl' } = params
  const lastEventId = header('Last-Event-ID') ?? ''
  const { expiresAt } = caller
  await recordReading(tools.db, { by: caller.by, how: 'tail', filter })
  const following = { filter, format, lastEventId, expiresAt }
  const body = await openTail(tools, { ...following, caller: callerName(caller) })
  return { status: 200, type: stream, body, headers: { 'X-Accel-Buffering': 'no' } }
}

function filterOf(params: Search): EventFilter {
  return {
    types: typesAsked(params.type, params.severity),
    outcome: params.outcome ?? null,
    actorId: params.actor ?? null,
    accountId: params.account?.toLowerCase() ?? null,
    sessionId: params.session?.toLowerCase() ?? null,
    clientId: params.client ?? null,
    deviceId: params.device?.toLowerCase() ?? null,
    network: params.network === undefined ? null : checkedNetwork(params.network),
  }
}

function checkedNetwork(network: string): string {
  const version = isIP(network.split('/')[0] ?? '')
  const fault = faultOfNetwork(network, version === 4 || version === 6 ? version : null)
  if (fault === null) return network
  throw new DomainError('request_invalid', fault)
}

function periodOf({ from, to }: Search): Period {
  const period = { from: momentOf(from), to: momentOf(to) }
  const fault = faultOfPeriod(period)
  if (fault !== null) throw new DomainError('request_invalid', fault)
  return period
}

function momentOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text)
}

function placeOf(pager: Pager<Search>, params: Search) {
  const start = pager.startOf(params)
  return start === null ? null : readPlace(start)
}

type EventExport = {
  readonly caller: string
  readonly search: Omit<EventSearch, 'most'>
  readonly format: EventFormat
  /** Seconds since 1970. */
  readonly expiresAt: number
}

const mostPerPage = 500
const mostAtOnce = 8
const mostOfCaller = 4

type Exporter = (eventExport: EventExport) => Readable

/**
 * Reads each page only when the client has taken the one before. When the token ends or the database
 * fails, the connection breaks off, so that nobody takes the export for complete. Throws `too_busy`.
 */
function exporterOf(db: Db): Exporter {
  const seats = openSeats()
  return (eventExport) => {
    const standUp = seats.take([
      { name: `caller ${eventExport.caller}`, most: mostOfCaller },
      { name: 'node', most: mostAtOnce },
    ])
    const stream = Readable.from(linesOf(db, eventExport), { objectMode: false })
    const milliseconds = eventExport.expiresAt * 1000 - now().getTime()
    const end = setTimeout(() => stream.destroy(new Error('the token ended')), milliseconds).unref()
    stream.once('close', () => {
      standUp()
      clearTimeout(end)
    })
    return stream
  }
}

async function* linesOf(db: Db, { search, format }: EventExport): AsyncGenerator<string> {
  let before = search.before
  do {
    const query = { ...search, before, most: mostPerPage }
    const page = await outsideWork(() => searchEvents(db, query))
    if (page.events.length > 0) {
      yield page.events.map((event) => `${lineOf(toEvent(event), format)}\n`).join('')
    }
    before = page.next
  } while (before !== null)
}
