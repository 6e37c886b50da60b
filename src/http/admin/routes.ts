/** The admin API: which operations there are, each guarded by the scope that the contract names. */

import { Readable } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import type { Passwords } from '../../accounts/passwords.ts'
import { DomainError } from '../../base/errors.ts'
import type { Store } from '../../store/database.ts'
import { jsonBody } from '../guards.ts'
import { accountLifecycle } from './account-lifecycle.ts'
import { accountOperations } from './accounts.ts'
import { type AuditOptions, auditOperations } from './audit-events.ts'
import { type BearerOptions, callerOf } from './bearer.ts'
import { clientLifecycle } from './client-lifecycle.ts'
import { clientOperations } from './clients.ts'
import { type Described, openContract } from './contract.ts'
import { cursorsUnder } from './cursors.ts'
import { feedOperations } from './feed.ts'
import { noticeOperations } from './notices.ts'
import type { Operation, Reply } from './operation.ts'
import { policyOperations } from './policies.ts'
import { revocationOperations } from './revocations.ts'
import { sessionOperations } from './sessions.ts'

export type AdminOptions = BearerOptions & {
  readonly store: Store
  readonly passwords: Passwords
  readonly auditWatch: AuditOptions['watch']
  /** The key under which cursors are signed. */
  readonly cursorKey: Uint8Array
}

export function adminRoutes(router: Router, options: AdminOptions): void {
  const { issuer, store, passwords } = options
  const contract = openContract()
  const paging = { issuer, cursors: cursorsUnder(options.cursorKey) }
  const operations = [
    ...sessionOperations({ ...paging, db: store }),
    ...clientOperations({ ...paging, store }),
    ...clientLifecycle(store),
    ...accountOperations({ ...paging, store, passwords }),
    ...accountLifecycle(store),
    ...revocationOperations({ ...paging, db: store }),
    ...feedOperations(store),
    ...noticeOperations({ ...paging, db: store }),
    ...policyOperations({ store, clients: options.clients }),
    ...auditOperations({ ...paging, db: store, watch: options.auditWatch }),
  ]
  for (const one of operations)
    route(router, { one, described: contract(one.operationId) }, options)
}

function route(
  router: Router,
  { one, described }: { one: Operation; described: Described },
  options: BearerOptions,
): void {
  const { path, method, scope } = described
  const run = one.bind(described)
  router.register(path.replaceAll(/\{(\w+)\}/g, ':$1'), [method], async (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    const caller = await callerOf(ctx, options, scope)
    await readBody(ctx, described)
    answer(ctx, await run(ctx, caller))
  })
}

async function readBody(ctx: Context, { takesBody }: Described): Promise<void> {
  if (takesBody) {
    if (!ctx.is('application/json')) {
      throw new DomainError('media_type_unsupported', 'send application/json')
    }
    await jsonBody(ctx, async () => undefined)
  } else if (hasBody(ctx)) {
    throw new DomainError('request_invalid', 'body: this operation takes none')
  }
}

function hasBody({ request, req }: Context): boolean {
  return (request.length ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined
}

/** A stream that is destroyed leaves no answer that looks whole, nor one that hangs. */
function breakOffWith({ res }: Context, body: Readable): void {
  body.once('close', () => {
    if (!res.writableEnded) res.destroy()
  })
}

function answer(ctx: Context, { status, body, type, headers = {} }: Reply): void {
  ctx.status = status
  ctx.set(headers)
  if (type !== undefined) ctx.type = type
  if (body instanceof Readable) breakOffWith(ctx, body)
  if (body !== undefined) ctx.body = body
}
