/** The request to sign out. Nothing in it keeps the person from signing out: a wrong hint or redirect URI is dropped. */

import { decodeJwt } from 'jose'
import type Provider from 'oidc-provider'
import type { Client, KoaContextWithOIDC } from 'oidc-provider'
import { errors } from 'oidc-provider'

type LogoutQuery = Readonly<Record<string, string>>

/**
 * The library refuses the whole request for one wrong parameter, and the person stays signed in.
 * OpenID Connect RP-Initiated Logout 1.0, 2 and 3: the server asks the person when it cannot trust
 * the request, and it must not redirect.
 */
export function forgiveLogout(provider: Provider) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    if (ctx.method !== 'POST' && ctx.path === '/logout') {
      ctx.query = { ...(await trusted(provider, singles(ctx.query))) }
    }
    if (ctx.path === '/logout/success') {
      ctx.query = { ...(await knownClient(provider, singles(ctx.query))) }
    }
    await next()
  }
}

/** A parameter that comes twice counts as none, and so does an empty one. */
function singles(query: KoaContextWithOIDC['query']): LogoutQuery {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && value !== '') found[name] = value
  }
  return found
}

/** The way back needs a client that the whole request agrees on. */
async function trusted(provider: Provider, query: LogoutQuery): Promise<LogoutQuery> {
  const { id_token_hint: hint, client_id: clientId, ...rest } = query
  const client = await clientOf(provider, query)
  if (client === null) return stay(rest)
  const asked = {
    ...(hint === undefined ? {} : { id_token_hint: hint }),
    ...(clientId === undefined ? {} : { client_id: clientId }),
  }
  const uri = rest['post_logout_redirect_uri']
  const isRegistered = uri !== undefined && client.postLogoutRedirectUriAllowed(uri)
  return { ...asked, ...(isRegistered ? rest : stay(rest)) }
}

/** A state belongs to the redirect URI. */
function stay({ post_logout_redirect_uri, state, ...rest }: LogoutQuery): LogoutQuery {
  return rest
}

async function knownClient(provider: Provider, query: LogoutQuery): Promise<LogoutQuery> {
  const { client_id: clientId, ...rest } = query
  if (clientId === undefined) return rest
  return (await findClient(provider, clientId)) === null ? rest : query
}

/** Null unless hint and client id, as far as they are given, are good and name the same client. */
async function clientOf(provider: Provider, query: LogoutQuery): Promise<Client | null> {
  const { id_token_hint: hint, client_id: clientId } = query
  const named = hint === undefined ? clientId : audienceOf(hint)
  if (named === undefined || (clientId ?? named) !== named) return null
  const client = await findClient(provider, named)
  if (client === null || hint === undefined) return client
  return (await isGenuine(provider, client, hint)) ? client : null
}

function audienceOf(hint: string): string | undefined {
  try {
    const { aud } = decodeJwt(hint)
    return typeof aud === 'string' ? aud : undefined
  } catch {
    return undefined
  }
}

async function findClient(provider: Provider, id: string): Promise<Client | null> {
  try {
    return (await provider.Client.find(id)) ?? null
  } catch (error) {
    if (error instanceof errors.InvalidClient) return null
    throw error
  }
}

async function isGenuine(provider: Provider, client: Client, hint: string): Promise<boolean> {
  try {
    await provider.IdToken.validate(hint, client)
    return true
  } catch {
    return false
  }
}
