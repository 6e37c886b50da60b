/** The checks and the setup that come before a route: request id, unit of work, body, origin. */

import { isIP } from 'node:net'
import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware } from 'koa'
import { randomToken, sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { Db } from '../../store/db.ts'
import { commit, newWork, runWork } from '../../store/unit-of-work.ts'

/** One id from the balancer through to the ledger. A well-formed id from the balancer is kept. */
export const requestId: Middleware = async (ctx, next) => {
  const id = ctx.get('X-Request-Id')
  ctx.state['requestId'] = /^[\w.:-]{8,64}$/.test(id) ? id : randomToken(96)
  ctx.set('X-Request-Id', ctx.state['requestId'])
  await next()
}

/** The round trips of one request to the store: reads, writes and commits. */
export type RequestCost = {
  readonly method: string
  readonly path: string
  readonly reads: number
  readonly writes: number
  readonly commits: number
}

export type Observer = (cost: RequestCost) => void

export type WorkOptions = {
  readonly db: Db
  readonly observe: Observer
  /** The name of the cookie that identifies a device. */
  readonly deviceCookie: string
}

/** Each request is one unit of work, committed before the answer is sent. */
export function unitOfWork({ db, observe, deviceCookie }: WorkOptions): Middleware {
  return (ctx, next) => {
    const work = newWork({
      network: networkOf(ctx.ip),
      userAgent: ctx.get('User-Agent') || null,
      device: deviceOf(ctx, deviceCookie),
      requestId: ctx.state['requestId'],
    })
    return runWork(work, async () => {
      await next()
      if (work.failure) throw work.failure
      await commit(db, work)
      observe({ method: ctx.method, path: ctx.path, ...work.counts })
    })
  }
}

/**
 * Null for anything but an address (a socket without a peer, an odd proxy). The zone of a link-local
 * address is cut off: it means something only on this machine.
 */
function networkOf(ip: string): string | null {
  const address = ip.replace(/%.*$/, '')
  return isIP(address) === 0 ? null : address
}

/** A cookie without our signature is ignored. */
function deviceOf(ctx: Context, name: string): string | null {
  const device = ctx.cookies.get(name, { signed: true })
  return device === undefined ? null : sha256(device).toString('hex')
}

const mostBytes = '64kb'

export const formBody: Middleware = bodyParser({
  enableTypes: ['form'],
  formLimit: mostBytes,
  encoding: 'utf-8',
})

export const jsonBody: Middleware = bodyParser({
  enableTypes: ['json'],
  // The library merges this list into its own by index, so its first entry is repeated here.
  extendTypes: { json: ['application/json', 'application/merge-patch+json'] },
  jsonLimit: mostBytes,
})

/**
 * Only our own pages may post forms. The cookies are SameSite=Lax; this also refuses forms from a
 * sibling site on the same registrable domain. Our pages send no referrer, so browsers send
 * `Origin: null` with their forms, and Sec-Fetch-Site proves that they are ours.
 */
export function sameOrigin(issuer: string): Middleware {
  const { origin } = new URL(issuer)
  return async (ctx, next) => {
    const from = ctx.get('Origin')
    const site = ctx.get('Sec-Fetch-Site')
    const isAnonymous = from === '' || (from === 'null' && site === 'same-origin')
    if ((!isAnonymous && from !== origin) || !['', 'none', 'same-origin'].includes(site)) {
      throw new DomainError('forbidden', 'this form was sent from another site')
    }
    await next()
  }
}

/** A field of a posted form; empty when absent. Throws if it was sent more than once. */
export function field(ctx: Context, name: string): string {
  const body: unknown = ctx.request.body
  if (typeof body !== 'object' || body === null) return ''
  const value: unknown = Reflect.get(body, name)
  if (value !== undefined && typeof value !== 'string') {
    throw new DomainError('request_invalid', `${name}: sent more than once`)
  }
  return value ?? ''
}
