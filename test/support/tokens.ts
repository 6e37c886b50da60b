/** Talking to the token endpoint as a confidential client would, without a library. */

import type { RegisteredClient } from '../../src/clients/create.ts'
import { redirectUri } from './cluster.ts'
import { checkedFetch } from './contract.ts'
import type { AuthorizationRequest } from './person.ts'

export type Answer = {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

export async function post(
  url: string,
  client: RegisteredClient | null,
  params: Record<string, string> | URLSearchParams,
): Promise<Answer> {
  const headers: Record<string, string> = client === null ? {} : { authorization: basic(client) }
  return send(url, { method: 'POST', headers, body: new URLSearchParams(params) })
}

/** Any request, with no redirect followed and the answer read as what it says it is. */
export async function send(url: string | URL, init: RequestInit = {}): Promise<Answer> {
  return readAnswer(await checkedFetch(url, { redirect: 'manual', ...init }))
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  // Lines of JSON are no document.
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text !== '' ? JSON.parse(text) : { text },
  }
}

export function basic({ clientId, clientSecret }: RegisteredClient): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
}

export function redeem(
  base: string,
  client: RegisteredClient,
  { callback, request }: { callback: URL; request: AuthorizationRequest },
): Promise<Answer> {
  return post(`${base}/token`, client, {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: request.verifier,
  })
}

export function refresh(base: string, client: RegisteredClient, token: string): Promise<Answer> {
  return post(`${base}/token`, client, { grant_type: 'refresh_token', refresh_token: token })
}

export function claimsOf(jwt: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString())
}

export type SignedIn = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly idToken: string
}

export function tokensOf({ status, body }: Answer): SignedIn {
  if (status !== 200) throw new Error(`no tokens: ${status} ${JSON.stringify(body)}`)
  return {
    accessToken: String(body['access_token']),
    refreshToken: String(body['refresh_token']),
    idToken: String(body['id_token']),
  }
}
