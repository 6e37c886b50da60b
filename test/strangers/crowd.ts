/** Callers from many networks: each request says where it comes from, as a trusted proxy would. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Cluster } from '../support/cluster.ts'
import { checkedFetch } from '../support/contract.ts'
import { authorizationRequest, newPerson, type Person } from '../support/person.ts'
import { sql } from '../support/sql.ts'

/** The settings of a node that believes what the tests say of their addresses. */
export const behindProxy = { PARLEY_TRUSTED_PROXIES: '127.0.0.1' }

export function addressIn(network: number, host = 1): string {
  return `198.${18 + Math.floor(network / 256)}.${network % 256}.${host}`
}

/** A person whose browser is at this address. */
export function personAt(cluster: Cluster, address: string): Person {
  return newPerson(cluster, (url, init = {}) =>
    checkedFetch(url, { ...init, headers: { ...init.headers, 'x-forwarded-for': address } }),
  )
}

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export async function ask(url: string | URL, address: string, init: RequestInit = {}) {
  const headers = { ...init.headers, 'x-forwarded-for': address }
  const response = await fetch(url, { ...init, redirect: 'manual', headers })
  const { status, headers: given } = response
  return { status, headers: given, text: await response.text() } satisfies Answer
}

/** Begins a sign-in that nobody finishes. */
export function begin(
  cluster: Cluster,
  client: RegisteredClient,
  from: { readonly address: string; readonly node?: string | undefined; readonly state?: string },
): Promise<Answer> {
  const over = from.state === undefined ? {} : { state: from.state }
  const { url } = authorizationRequest(cluster, client.clientId, over)
  return ask(new URL(url.pathname + url.search, from.node ?? cluster.issuer), from.address)
}

export async function pendingOf(cluster: Cluster, source: string): Promise<number> {
  const text = `SELECT count(*)::int AS pending FROM artifacts
    WHERE source = $1 AND consumed_at IS NULL AND expires_at > now()`
  const [row] = await sql<{ pending: number }>(cluster, text, [source])
  return row?.pending ?? 0
}

export type Size = { readonly pending: number; readonly bytes: number }

/** What strangers left, in rows and in bytes on disk. */
export async function sizeOf(cluster: Cluster): Promise<Size> {
  const [size] = await sql<Size>(
    cluster,
    `SELECT (SELECT count(*)::int FROM artifacts WHERE source IS NOT NULL) AS pending,
       (SELECT sum(pg_total_relation_size(inhrelid))::float8 FROM pg_inherits
        WHERE inhparent = 'artifacts'::regclass) AS bytes`,
    [],
  )
  if (size === undefined) throw new Error('a count is one row')
  return size
}
