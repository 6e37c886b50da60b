/** Every credential that one sign-in leads to, and what each is still good for, at every node. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Cluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { authorized, type Journey, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { type Answer, post, redeem, refresh, type SignedIn, send } from '../support/tokens.ts'

export type World = Journey & {
  readonly cluster: Cluster
  readonly sessionId: string
  readonly tokens: SignedIn
  /** A code that was not redeemed. */
  readonly code: Journey
  /** The consent page of a request that is under way. */
  readonly step: Visit
  /** The address that continues a pushed request of the client. */
  readonly pushed: URL
  /** The client's own token. */
  readonly ownToken: string
  /** The API that the tokens are for. */
  readonly api: RegisteredClient
}

export type Wanted = { readonly offline: boolean; readonly tier?: string }

const offlineParams = { scope: 'openid offline_access photos:read', prompt: 'consent' }

export async function newWorld(
  cluster: Cluster,
  { offline, tier = 'default' }: Wanted,
): Promise<World> {
  const client = await cluster.client({
    grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
    scopes: ['openid', 'profile', 'email', 'offline_access', 'photos:read', 'jobs:run'],
  })
  const api = await cluster.client({ resource: `${cluster.issuer}/api` })
  const account = await cluster.account({ tier })
  const params = offline ? offlineParams : {}
  const journey = await signedIn(cluster, { client, account, params })
  const { person } = journey
  const code = await authorized(cluster, { client, account, person })
  const again = authorizationRequest(cluster, client.clientId, { prompt: 'consent' })
  const step = await person.follow(again.url)
  const pushed = await pushedBy(cluster, client)
  const asked = { grant_type: 'client_credentials', scope: 'jobs:run' }
  const own = await post(`${cluster.issuer}/token`, client, asked)
  const ownToken = String(own.body['access_token'])
  const sessionId = await sessionOf(cluster, account.id)
  return { ...journey, cluster, sessionId, code, step, pushed, ownToken, api }
}

async function pushedBy(cluster: Cluster, client: RegisteredClient): Promise<URL> {
  const { url } = authorizationRequest(cluster, client.clientId)
  const { body } = await post(`${cluster.issuer}/par`, client, url.searchParams)
  const query = { client_id: client.clientId, request_uri: String(body['request_uri']) }
  return new URL(`/authorize?${new URLSearchParams(query)}`, cluster.issuer)
}

async function sessionOf(cluster: Cluster, accountId: string): Promise<string> {
  const text = 'SELECT id FROM sessions WHERE account_id = $1 ORDER BY id DESC LIMIT 1'
  const [row] = await sql<{ id: string }>(cluster, text, [accountId])
  return row?.id ?? ''
}

const isGood = ({ status }: Answer): string => (status === 200 ? 'lives' : 'dead')

/** The uses of each credential at one node. Trying a live code or pushed request spends it. */
export type Probe = (world: World, node: string) => Promise<string>

export const probes = {
  /** Whether the browser is signed in, as a client sees that it never had to do with. */
  cookie: async ({ cluster, person, api }) => {
    const request = authorizationRequest(cluster, api.clientId, { prompt: 'none', scope: 'openid' })
    const { headers } = await person.visit(request.url)
    const error = new URL(headers.get('location') ?? '', cluster.issuer).searchParams.get('error')
    return error === 'login_required' ? 'dead' : `lives`
  },
  code: async ({ client, code }, node) => isGood(await redeem(node, client, code)),
  /** Allowing is a new decision: it counts while the person is signed in and the client is there. */
  step: async ({ person, step }) => {
    const next = await person.submit(step, { action: 'allow' })
    // A consent that has been removed is asked for again.
    const isAsked = next.text.includes('value="allow"')
    const page = isAsked ? await person.submit(next, { action: 'allow' }) : next
    return page.url.searchParams.has('code') ? 'lives' : 'dead'
  },
  /** An interaction of a new browser, without an account. */
  pushed: async ({ cluster, pushed }) => {
    const { headers } = await newPerson(cluster).visit(pushed)
    return headers.get('location')?.includes('/interaction/') ? 'lives' : 'dead'
  },
  refresh: async ({ client, tokens }, node) =>
    isGood(await refresh(node, client, tokens.refreshToken)),
  accessToken: async ({ api, tokens }, node) => {
    const { body } = await post(`${node}/introspect`, api, { token: tokens.accessToken })
    return body['active'] === true ? 'lives' : 'dead'
  },
  userinfo: async ({ tokens }, node) => {
    const headers = { authorization: `Bearer ${tokens.accessToken}` }
    return isGood(await send(`${node}/userinfo`, { headers }))
  },
  ownToken: async ({ api, ownToken }, node) => {
    const { body } = await post(`${node}/introspect`, api, { token: ownToken })
    return body['active'] === true ? 'lives' : 'dead'
  },
  idToken: async ({ tokens }, node) => {
    const headers = { authorization: `Bearer ${tokens.idToken}` }
    const { status, body } = await send(`${node}/session/status`, { headers })
    if (status !== 200) return 'refused'
    return body['state'] === 'ended' ? String(body['end_reason']) : 'lives'
  },
} as const satisfies Record<string, Probe>

export type ProbeName = keyof typeof probes

/** At one node after the other; what is spent by being tried is tried once while it lives. */
export async function probed(world: World, name: ProbeName): Promise<string> {
  const [first = '', ...others] = world.cluster.nodes
  const found = await probes[name](world, first)
  if (found === 'lives' && ['code', 'step', 'pushed'].includes(name)) return found
  for (const node of others) {
    const there = await probes[name](world, node)
    if (there !== found) throw new Error(`${name}: ${found} at one node, ${there} at another`)
  }
  return found
}

/** Nodes refresh their memory twice a second. */
export function diesSoon(world: World, name: ProbeName): Promise<void> {
  return eventually(async () => (await probes[name](world, world.cluster.issuer)) === 'dead')
}
