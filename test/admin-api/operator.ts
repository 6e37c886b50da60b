/** A program of an operator: a client with scopes of the admin API, and its token. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Cluster } from '../support/cluster.ts'
import { type Answer, post, send } from '../support/tokens.ts'

export type Operator = {
  readonly client: RegisteredClient
  readonly token: string
  readonly ask: (method: string, path: string, more?: Asking) => Promise<Answer>
}

export type Asking = {
  readonly base?: string
  readonly body?: unknown
  /** Content type; JSON by default. */
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string>>
}

export const allScopes = [
  'parley:sessions.read',
  'parley:sessions.end',
  'parley:clients.read',
  'parley:clients.write',
  'parley:accounts.read',
  'parley:accounts.write',
  'parley:accounts.help',
  'parley:policies.read',
  'parley:policies.write',
  'parley:revocations.list',
  'parley:revocations.make',
  'parley:notices.read',
  'parley:notices.resend',
  'parley:api_keys.read',
  'parley:api_keys.write',
  'parley:audit.read',
  'parley:operators.read',
  'parley:operators.write',
  'parley:statistics.read',
  'parley:keys.read',
  'parley:keys.write',
  'parley:settings.read',
] as const

export const machine = {
  name: 'Operations',
  redirectUris: [],
  postLogoutRedirectUris: [],
  grantTypes: ['client_credentials'],
} as const

export async function newOperator(
  cluster: Cluster,
  scopes: readonly string[] = allScopes,
): Promise<Operator> {
  const client = await cluster.client({ ...machine, scopes })
  const token = await adminToken(cluster, client, scopes)
  return { client, token, ask: askerOf(cluster, token) }
}

export async function adminToken(
  { issuer }: Pick<Cluster, 'issuer'>,
  client: RegisteredClient,
  scopes: readonly string[],
): Promise<string> {
  const answer = await post(`${issuer}/token`, client, {
    grant_type: 'client_credentials',
    scope: scopes.join(' '),
  })
  if (answer.status !== 200) throw new Error(`no token: ${JSON.stringify(answer.body)}`)
  return String(answer.body['access_token'])
}

/** Sends no token when `token` is null. */
export function askerOf(
  { issuer }: Pick<Cluster, 'issuer'>,
  token: string | null,
): Operator['ask'] {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  return (method, path, { base = issuer, headers = {}, ...asking } = {}) => {
    const body = bodyOf(asking)
    const type: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' }
    return send(`${base}/admin/v1${path}`, {
      method,
      body,
      headers: { ...authorization, ...type, ...headers },
    })
  }
}

function bodyOf({ body, raw }: Asking): string | null {
  return raw ?? (body === undefined ? null : JSON.stringify(body))
}

export function itemsOf({ status, body }: Answer): Record<string, unknown>[] {
  if (status !== 200) throw new Error(`no list: ${status} ${JSON.stringify(body)}`)
  return body['items'] as Record<string, unknown>[]
}

export function refusalOf({ status, body }: Answer): [number, unknown] {
  return [status, body['code']]
}

/** Every page of a list, by following the Link headers. */
export async function allPages(operator: Operator, path: string): Promise<unknown[][]> {
  const pages: unknown[][] = []
  let next: string | null = path
  while (next !== null && pages.length < 50) {
    const answer: Answer = await operator.ask('GET', next)
    pages.push(itemsOf(answer).map((item) => item['id'] ?? item['client_id']))
    const [, address] = /^<[^>]*\/admin\/v1([^>]+)>/.exec(answer.headers.get('link') ?? '') ?? []
    next = address ?? null
  }
  return pages
}
