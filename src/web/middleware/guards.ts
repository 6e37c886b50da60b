/** What a request must be before a route looks at it. */

import { isIP } from 'node:net'
import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware } from 'koa'
import { randomToken, sha256 } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'
import type { Db } from '../../store/db.ts'
import { commit, newWork, runWork } from '../../store/unit-of-work.ts'

/** One id from the outside in to the ledger; a well-formed one of the balancer is kept. */
export const requestId: Middleware = async (ctx, next) => {
  const given = ctx.get('X-Request-Id')
  ctx.state['requestId'] = /^[\w.:-]{8,64}$/.test(given) ? given : randomToken(96)
  ctx.set('X-Request-Id', ctx.state['requestId'])
  await next()
}

/** What one request cost: round trips that read, that wrote, and commits. */
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
  /** The name of the cookie by which a browser is known again. */
  readonly deviceCookie: string
}

/** One request, one unit of work, committed before the answer is sent. */
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
 * What is no address (a socket without a peer, an odd proxy) is not recorded as one. The zone of a
 * link-local address means something to this machine alone.
 */
function networkOf(ip: string): string | null {
  const address = ip.replace(/%.*$/, '')
  return isIP(address) === 0 ? null : address
}

/** A cookie that is not of our making is none. */
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
  // The library merges by place: the first one stands where its own first one stood.
  extendTypes: { json: ['application/json', 'application/merge-patch+json'] },
  jsonLimit: mostBytes,
})

/**
 * Forms are posted from our own pages alone. The cookies are SameSite=Lax; this refuses what a
 * sibling site on the same registrable domain could still send. As our pages give no referrer,
 * browsers send `Origin: null` with their forms, and Sec-Fetch-Site tells that they are ours.
 */
export function sameOrigin(issuer: string): Middleware {
  const { origin } = new URL(issuer)
  return async (ctx, next) => {
    const from = ctx.get('Origin')
    const site = ctx.get('Sec-Fetch-Site')
    const isNameless = from === '' || (from === 'null' && site === 'same-origin')
    if ((!isNameless && from !== origin) || !['', 'none', 'same-origin'].includes(site)) {
      throw new DomainError('forbidden', 'this form was sent from another site')
    }
    await next()
  }
}

/** A field of a posted form: exactly one text, or empty. */
export function field(ctx: Context, name: string): string {
  const body: unknown = ctx.request.body
  if (typeof body !== 'object' || body === null) return ''
  const value: unknown = Reflect.get(body, name)
  if (value !== undefined && typeof value !== 'string') {
    throw new DomainError('request_invalid', `${name}: sent more than once`)
  }
  return value ?? ''
}
