/** A whole sign-in by default, so that a test states only what matters to it. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import type { Cluster } from './cluster.ts'
import {
  type AuthorizationRequest,
  authorizationRequest,
  newPerson,
  type Person,
} from './person.ts'
import { claimsOf, redeem, type SignedIn, tokensOf } from './tokens.ts'

export type Journey = {
  readonly account: Account
  readonly client: RegisteredClient
  readonly person: Person
  readonly request: AuthorizationRequest
  /** Where the browser was sent: the client's redirect URI with the answer. */
  readonly callback: URL
}

export type Start = {
  readonly account?: Account
  readonly client?: RegisteredClient
  readonly person?: Person
  readonly params?: Record<string, string>
}

/** Up to the authorization code, which is not yet redeemed. */
export async function authorized(cluster: Cluster, start: Start = {}): Promise<Journey> {
  const account = start.account ?? (await cluster.account())
  const client = start.client ?? (await cluster.client())
  const person = start.person ?? newPerson(cluster)
  const request = authorizationRequest(cluster, client.clientId, start.params)
  const callback = await person.authorize(request, account)
  return { account, client, person, request, callback }
}

export async function signedIn(
  cluster: Cluster,
  start: Start = {},
): Promise<Journey & { readonly tokens: SignedIn }> {
  const journey = await authorized(cluster, start)
  const tokens = tokensOf(await redeem(cluster.issuer, journey.client, journey))
  return { ...journey, tokens }
}

/** The grant's id, as the client sees it in its ID token and its access token. */
export function sidOf({ accessToken }: Pick<SignedIn, 'accessToken'>): string {
  return String(claimsOf(accessToken)['sid'])
}
