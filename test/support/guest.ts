/** A shop whose visitors may be guests, and a visitor who becomes one. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import type { ClientRegistration } from '../../src/model/client.ts'
import { guestAcr } from '../../src/model/guest.ts'
import type { Cluster } from './cluster.ts'
import {
  type AuthorizationRequest,
  authorizationRequest,
  newPerson,
  type Person,
  type Visit,
} from './person.ts'
import { sql } from './sql.ts'
import { claimsOf, redeem, type SignedIn, tokensOf } from './tokens.ts'

export function newShop(
  cluster: Cluster,
  over: Partial<ClientRegistration> = {},
): Promise<RegisteredClient> {
  return cluster.client({ name: 'Corner Shop', allowGuests: true, ...over })
}

export function guestRequest(
  cluster: Cluster,
  shop: RegisteredClient,
  over: Record<string, string> = {},
): AuthorizationRequest {
  return authorizationRequest(cluster, shop.clientId, { acr_values: guestAcr, ...over })
}

export type Visitor = {
  readonly shop: RegisteredClient
  readonly person: Person
  /** The guest's. */
  readonly sub: string
  readonly sessionId: string
  readonly request: AuthorizationRequest
  readonly callback: URL
}

/** Up to the authorization code, which is not yet redeemed. */
export async function visits(
  cluster: Cluster,
  start: { shop?: RegisteredClient; person?: Person } = {},
): Promise<Visitor> {
  const shop = start.shop ?? (await newShop(cluster))
  const person = start.person ?? newPerson(cluster)
  const request = guestRequest(cluster, shop)
  const callback = (await person.visit(request.url)).headers.get('location') ?? ''
  const [newest] = await sql<{ sub: string; sessionId: string }>(
    cluster,
    `SELECT s.account_id AS sub, s.id AS "sessionId" FROM sessions s JOIN grants g
     ON g.session_id = s.id WHERE g.client_id = $1 ORDER BY s.id DESC LIMIT 1`,
    [shop.clientId],
  )
  return { shop, person, request, callback: new URL(callback), ...guestOf(newest) }
}

function guestOf(row: { sub: string; sessionId: string } | undefined) {
  if (row === undefined) throw new Error('no guest came')
  return row
}

export async function tokensOfGuest(
  cluster: Cluster,
  start: { shop?: RegisteredClient; person?: Person } = {},
): Promise<Visitor & { readonly tokens: SignedIn }> {
  const visitor = await visits(cluster, start)
  const tokens = tokensOf(await redeem(cluster.issuer, visitor.shop, visitor))
  return { ...visitor, tokens, sub: String(claimsOf(tokens.idToken)['sub']) }
}

/** The sign-in page that an ordinary request leads to, and the request it belongs to. */
export async function atSignIn(
  cluster: Cluster,
  { person, shop }: Pick<Visitor, 'person' | 'shop'>,
): Promise<{ readonly request: AuthorizationRequest; readonly form: Visit }> {
  const request = authorizationRequest(cluster, shop.clientId)
  return { request, form: await person.follow(request.url) }
}
