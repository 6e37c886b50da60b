/** The ledger in the admin API: a page of what is looked for, all of it, its tail, one event. */

import { isIP } from 'node:net'
import type { JWK } from 'jose'
import { DomainError } from '../../base/errors.ts'
import { sealOpener } from '../../ledger/keys.ts'
import { findEventSeal } from '../../ledger/proof.ts'
import { type Reading, recordReading } from '../../ledger/record-reading.ts'
import { findShownEvent, searchEvents } from '../../ledger/search.ts'
import type { LedgerWatch } from '../../ledger/watch.ts'
import type { EventType } from '../../model/event.ts'
import type { Severity } from '../../model/event-catalogue.ts'
import { toEventDocument } from '../../model/event-document.ts'
import type { EventFormat } from '../../model/event-format.ts'
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
import { type Exporter, exporterOf } from './audit-export.ts'
import { openTail } from './audit-tail.ts'
import { type Asked, type Caller, type Operation, operation, type Reply } from './operation.ts'
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

export type AuditOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Db
  readonly watch: LedgerWatch
  /** The public keys that sign blocks, retired ones too. */
  readonly ledgerKeys: () => Promise<readonly JWK[]>
}

type Tools = AuditOptions & { readonly pager: Pager<Search>; readonly exported: Exporter }

export function auditOperations(options: AuditOptions): readonly Operation[] {
  const { db } = options
  const pager = pagerOf<Search>({ ...options, path: '/admin/v1/audit-events' })
  const tools = { ...options, pager, exported: exporterOf(db) }
  return [
    operation('listAuditEvents', (asked, caller) => {
      switch (wayOf(asked)) {
        case 'tail':
          return tail(tools, asked, caller)
        case 'export':
          return exportAll(tools, asked, caller)
        case 'search':
          return search(tools, asked, caller)
      }
    }),
    operation('getAuditEvent', async ({ params: { id } }, caller) => {
      const found = await told(db, { by: caller.by, how: 'event', filter: {}, eventId: id }, (tx) =>
        findShownEvent(tx, id),
      )
      if (found === null) throw new DomainError('not_found', 'no event has this id')
      const openSeal = sealOpener(await options.ledgerKeys())
      const seal = await findEventSeal(db, { id, openSeal })
      return { status: 200, body: { ...toEventDocument(found), seal } }
    }),
  ]
}

const stream = 'text/event-stream'
const lines = 'application/x-ndjson'

/** A format is one of lines: who names one wants a stream. */
function wayOf({ params, preferred }: Asked<Search, undefined>): 'search' | 'export' | 'tail' {
  const type = preferred('application/json', stream, lines)
  if (type === stream) return 'tail'
  return type === lines || params.format !== undefined ? 'export' : 'search'
}

/** The record of the reading and what is read are one transaction: nothing is shown without it. */
function told<T>(db: Db, reading: Reading, look: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    const found = await look(tx)
    await recordReading(tx, reading)
    return found
  })
}

type Listed = Asked<Search, undefined>

async function search({ db, pager }: Tools, { params }: Listed, caller: Caller): Promise<Reply> {
  const [filter, period, before] = [filterOf(params), periodOf(params), placeOf(pager, params)]
  const reading = { by: caller.by, how: 'search', filter, period } as const
  const { events, next } = await told(db, reading, (tx) =>
    searchEvents(tx, { ...filter, period, before, most: params.limit }),
  )
  return pager.replyTo(params, events.map(toEventDocument), next && writePlace(next))
}

async function exportAll(
  { db, pager, exported }: Tools,
  { params }: Listed,
  caller: Caller,
): Promise<Reply> {
  const { format = 'jsonl' } = params
  const [filter, period, before] = [filterOf(params), periodOf(params), placeOf(pager, params)]
  await recordReading(db, { by: caller.by, how: 'export', filter, period })
  const asked = { search: { ...filter, period, before }, format, expiresAt: caller.expiresAt }
  const type = format === 'cef' ? 'text/plain; charset=utf-8' : lines
  return { status: 200, type, body: exported(asked) }
}

/** A tail has no end and no page. */
async function tail(tools: Tools, { params, header }: Listed, caller: Caller): Promise<Reply> {
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
  const body = await openTail(tools, { filter, format, lastEventId, expiresAt })
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
