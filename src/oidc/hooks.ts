/** Changes to the library's models that the domain needs, each with its reason. */

import { compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import Provider, { type Client, errors } from 'oidc-provider'
import { equalBytes, randomId, sha256, uuidv7 } from '../base/crypto.ts'
import type { PublicKey } from '../keys/signing-keys.ts'
import { guessSlot } from './client-guesses.ts'
import type { Domain } from './domain.ts'
import { nextRefreshToken } from './refresh-token-adapter.ts'
import { signedInSlot } from './request.ts'
import { forgiveBlanks } from './scope-parameter.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7/

type HookOptions = {
  readonly domain: Domain
  /** Retired keys. */
  readonly former: readonly PublicKey[]
}

export function applyHooks(provider: Provider, { domain, former }: HookOptions): void {
  forgiveBlanks(provider)
  hookGrants(provider)
  hookRefreshTokens(provider, domain)
  hookSessions(provider)
  hookClientSecrets(provider)
  hookGrantTypes(provider)
  hookIdTokens(provider)
  hookLogoutNotices(provider)
  hookHints(provider, former)
}

/** Operators type the id of a grant, so it must not look like an option (`-x`). */
function hookGrants(provider: Provider): void {
  Object.assign(provider.Grant.prototype, { generateTokenId: () => randomId(256) })
}

/** A successor is derived and not random, so that every repeat of a refresh gets the same one. */
function hookRefreshTokens(provider: Provider, domain: Domain): void {
  Object.assign(provider.RefreshToken.prototype, {
    generateTokenId: () => nextRefreshToken(domain),
  })
}

/**
 * A session's id is a UUIDv7 of ours and never changes. Its cookie changes only when the person
 * authenticates. The library would change it after a consent too, and so sign out another tab that
 * is on its way with the former value.
 */
function hookSessions(provider: Provider): void {
  const { prototype } = provider.Session
  const { loginAccount, resetIdentifier } = prototype
  prototype.loginAccount = function signIn(details) {
    if (isRepeated() && this.accountId === details.accountId) return
    if (!uuid.test(this.uid)) this.uid = uuidv7()
    signedInSlot.set(true)
    loginAccount.call(this, details)
  }
  prototype.resetIdentifier = function changeCookie() {
    if (signedInSlot.get()) resetIdentifier.call(this)
  }
}

/**
 * The answer to a consent repeats the sign-in before it, so that nobody is asked twice. This is no
 * new sign-in: the time of the first one stays, however long the page was open.
 */
function isRepeated(): boolean {
  return Provider.ctx?.oidc.entities.Interaction?.result?.consent !== undefined
}

/** Secrets are stored as SHA-256, so the hash of the given secret is compared. */
function hookClientSecrets(provider: Provider): void {
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { clientSecret?: string }, actual: string): boolean {
      const tried = sha256(actual)
      const known = (this.clientSecret ?? '').split('.')
      const same = known.filter((hash) => equalBytes(Buffer.from(hash, 'base64url'), tried))
      if (same.length === 0) guessSlot.set(true)
      return same.length > 0
    },
  })
}

/**
 * The library answers `invalid_request` for a grant type that is not the client's; RFC 6749, 5.2
 * wants `unauthorized_client`.
 */
function hookGrantTypes(provider: Provider): void {
  const { prototype } = provider.Client
  const { grantTypeAllowed } = prototype
  prototype.grantTypeAllowed = function isAllowed(type) {
    if (grantTypeAllowed.call(this, type)) return true
    const oidc = Provider.ctx?.oidc
    if (oidc?.route !== 'token' || oidc.params?.['grant_type'] !== type) return false
    throw new errors.UnauthorizedClient('this grant type is not registered for this client')
  }
}

/**
 * The library puts a `sid` only into the ID tokens of clients that are told of logouts. Here each
 * ID token names the grant, as the access token does, so that any client may ask about its session.
 */
function hookIdTokens(provider: Provider): void {
  const { prototype } = provider.IdToken
  const { issue } = prototype
  prototype.issue = function issueWithSid(what) {
    const entities = Provider.ctx?.oidc.entities
    const source = entities?.AuthorizationCode ?? entities?.RefreshToken
    if (what.use === 'idtoken' && source?.grantId) this.set('sid', source.grantId)
    return issue.call(this, what)
  }
}

/**
 * The library sends logout tokens once, while the person waits, and ends the session afterwards.
 * Here the end of any session leaves them to the job queue.
 */
function hookLogoutNotices(provider: Provider): void {
  Object.assign(provider.Client.prototype, { backchannelLogout: async () => undefined })
}

/**
 * A hint (`id_token_hint`) says which sign-in is meant and grants nothing. So a hint by a retired
 * key is believed: the person can still sign out of a long session whose key was rotated. The
 * library knows only the published keys.
 */
function hookHints(provider: Provider, former: readonly PublicKey[]): void {
  const { IdToken, issuer } = provider
  const { validate } = IdToken
  IdToken.validate = async (jwt, client) => {
    const key = former.find(({ kid }) => kid === decodeProtectedHeader(jwt).kid)
    if (key === undefined) return validate.call(IdToken, jwt, client)
    return readHint(jwt, key, { client, issuer })
  }
}

/** Judges as the library does for a published key: any age, this client, this issuer. */
async function readHint(
  jwt: string,
  { alg, publicJwk }: PublicKey,
  { client, issuer }: { client: Client; issuer: string },
) {
  const algorithms = client.idTokenSignedResponseAlg === alg ? [alg] : []
  const { payload: bytes, protectedHeader: header } = await compactVerify(
    jwt,
    await importJWK(publicJwk, alg),
    { algorithms },
  )
  const payload: Record<string, unknown> = JSON.parse(Buffer.from(bytes).toString())
  const { iss, aud, sub } = payload
  if (iss !== issuer || aud !== client.clientId || typeof sub !== 'string') {
    throw new Error('the hint is of another issuer, or for another client')
  }
  return { header: { ...header }, payload }
}
