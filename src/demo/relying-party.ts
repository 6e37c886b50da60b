/** All of Harbor's requests to Parley, made with openid-client. It keeps no session. */

import * as oidc from 'openid-client'
import { type Connection, type ConnectionOptions, connect } from './connection.ts'
import { askStatus, askToStay, type SessionAnswer } from './parley-session.ts'
import type { SignInAttempt } from './sessions.ts'

export type Tokens = Readonly<{
  subject: string
  idToken: string
  accessToken: string
  /** Null if the response has none: the previous one stays good. */
  refreshToken: string | null
}>

export type Person = Readonly<{ name: string | null; email: string | null }>

export type RelyingParty = Readonly<{
  /** The hint is the email address that the person would type at Parley. */
  beginSignIn(loginHint: string | null): Promise<{ location: string; attempt: SignInAttempt }>
  finishSignIn(answer: URL, attempt: SignInAttempt): Promise<Tokens>
  findPerson(tokens: Tokens): Promise<Person>
  refresh(refreshToken: string, before: Identity): Promise<Tokens>
  revoke(refreshToken: string): Promise<void>
  findLogoutLocation(idToken: string): Promise<string>
  findJwksUri(): Promise<string>
  /** The state of the session behind the tokens. */
  findStatus(idToken: string): Promise<SessionAnswer>
  /** Tells Parley that the person is still active. */
  keepAlive(accessToken: string): Promise<SessionAnswer>
}>

export type PartyOptions = ConnectionOptions &
  Readonly<{
    /** The API the access tokens are for (RFC 8707). */
    audience: string
    url: string
  }>

type Identity = Pick<Tokens, 'subject' | 'idToken'>

type Target = Readonly<{ redirect_uri: string; resource: string; loginHint: string | null }>

const scope = 'openid profile email offline_access photos:read'

export function createRelyingParty(options: PartyOptions): RelyingParty {
  const { audience: resource, url } = options
  const connection = connect(options)
  const target = { redirect_uri: `${url}/callback`, resource }

  return {
    beginSignIn: (loginHint) =>
      connection.useFresh((parley) => buildAttempt(parley, { ...target, loginHint })),
    finishSignIn: (answer, attempt) => redeemCode(connection, { answer, attempt, resource }),
    findPerson: (tokens) => connection.use((parley) => fetchPerson(parley, tokens)),
    refresh: (refreshToken, before) =>
      connection.use(async (parley) =>
        readTokens(await oidc.refreshTokenGrant(parley, refreshToken, { resource }), before),
      ),
    revoke: (refreshToken) =>
      connection.use((parley) =>
        oidc.tokenRevocation(parley, refreshToken, { token_type_hint: 'refresh_token' }),
      ),
    findLogoutLocation: (idToken) =>
      connection.use(async (parley) => buildLogoutLocation(parley, { url, idToken })),
    findJwksUri: () => connection.use(async (parley) => getJwksUri(parley)),
    findStatus: (idToken) => connection.use((parley) => askStatus(parley, idToken)),
    keepAlive: (accessToken) => connection.use((parley) => askToStay(parley, accessToken)),
  }
}

async function buildAttempt(
  parley: oidc.Configuration,
  { loginHint, ...target }: Target,
): Promise<{ location: string; attempt: SignInAttempt }> {
  const attempt = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
  }
  const location = oidc.buildAuthorizationUrl(parley, {
    ...target,
    ...(loginHint === null ? {} : { login_hint: loginHint }),
    scope,
    // OpenID Connect Core 11: without this prompt the server may ignore offline_access.
    prompt: 'consent',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.codeVerifier),
    code_challenge_method: 'S256',
  })
  return { location: location.href, attempt }
}

/** Checks iss (RFC 9207), state, nonce, and the ID token's signature, issuer, audience, expiry. */
function redeemCode(
  connection: Connection,
  { answer, attempt, resource }: { answer: URL; attempt: SignInAttempt; resource: string },
): Promise<Tokens> {
  const checks = {
    pkceCodeVerifier: attempt.codeVerifier,
    expectedState: attempt.state,
    expectedNonce: attempt.nonce,
    idTokenExpected: true,
  }
  return connection.use(async (parley) =>
    readTokens(await oidc.authorizationCodeGrant(parley, answer, checks, { resource }), null),
  )
}

async function fetchPerson(
  parley: oidc.Configuration,
  { accessToken, subject }: Tokens,
): Promise<Person> {
  const { name, email } = await oidc.fetchUserInfo(parley, accessToken, subject)
  return { name: name ?? null, email: email ?? null }
}

function buildLogoutLocation(
  parley: oidc.Configuration,
  { url, idToken }: { url: string; idToken: string },
): string {
  const returnTo = { id_token_hint: idToken, post_logout_redirect_uri: `${url}/logged-out` }
  return oidc.buildEndSessionUrl(parley, returnTo).href
}

function getJwksUri(parley: oidc.Configuration): string {
  const { jwks_uri: jwksUri } = parley.serverMetadata()
  if (jwksUri === undefined) throw new oidc.ClientError('the issuer publishes no keys')
  return jwksUri
}

function readTokens(
  answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
  before: Identity | null,
): Tokens {
  const subject = answer.claims()?.sub ?? before?.subject
  const idToken = answer.id_token ?? before?.idToken
  if (subject === undefined || idToken === undefined) {
    throw new oidc.ClientError('it brought no ID token')
  }
  // OpenID Connect Core 12.2: a refresh must never turn one person into another.
  if (before !== null && subject !== before.subject) {
    throw new oidc.ClientError('its ID token names another person')
  }
  const { access_token: accessToken, refresh_token: refreshToken } = answer
  return { subject, idToken, accessToken, refreshToken: refreshToken ?? null }
}
