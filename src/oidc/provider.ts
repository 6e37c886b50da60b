/** The library's configuration: one literal, and the few parts that it needs. */

import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { SigningKeys } from '../keys/signing-keys.ts'
import { acrsUpTo, reachableAcr } from '../model/acr.ts'
import { defaultSigning, responseAlgorithms } from '../model/client.ts'
import { codeSeconds } from '../model/code.ts'
import { formerSubClaim, guestAcr } from '../model/guest.ts'
import { languages } from '../model/language.ts'
import { defaultPolicy } from '../model/presets.ts'
import { profileClaims } from '../model/profile.ts'
import type { AccessTokenReader } from '../tokens/read-access-token.ts'
import { shapeAccessToken } from './access-token-adapter.ts'
import { adapterFor } from './adapter.ts'
import { noticeAssertionFaults } from './client-assertions.ts'
import { noticeWrongSignatures } from './client-guesses.ts'
import type { Domain } from './domain.ts'
import { guestStarter } from './guests.ts'
import { applyHooks } from './hooks.ts'
import { forgiveLogout } from './logout-request.ts'
import { type ProtocolPages, pageSources } from './pages.ts'
import { presentedTokens } from './presented-tokens.ts'
import { createAccount, prompts, promptValues } from './prompts.ts'
import { questions } from './questions.ts'
import { recordRefusedAuthorizations } from './refusals.ts'
import { requireBoundedRequest } from './request-size.ts'
import { keepOfflineAccess } from './scope-parameter.ts'
import { protocolScopes } from './scopes.ts'
import { settled } from './settle.ts'
import { signingKeyOf, silentKeyOf } from './signing-key.ts'

export type ProviderOptions = {
  readonly domain: Domain
  readonly keys: SigningKeys
  readonly readAccessToken: AccessTokenReader
  readonly cookieKeys: readonly string[]
  readonly pages: ProtocolPages
  readonly offers: { readonly registration: boolean }
}

export function createProvider(options: ProviderOptions): Provider {
  const { domain, keys, readAccessToken } = options
  const provider = new Provider(domain.issuer, configuration(options))
  // The server decided before which forwarding headers to trust.
  provider.proxy = true
  applyHooks(provider, { domain, former: keys.former })
  recordRefusedAuthorizations(provider, domain)
  noticeWrongSignatures(provider)
  noticeAssertionFaults(provider)
  provider.use(settled(domain, options.pages))
  provider.use(forgiveLogout(provider))
  provider.use(presentedTokens(domain.issuer, readAccessToken))
  return provider
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one literal, read from top to bottom, is the point of this file.
function configuration({
  domain,
  keys,
  cookieKeys,
  pages,
  offers,
}: ProviderOptions): Configuration {
  const { issuer } = domain
  const ask = questions(domain)
  const sources = pageSources(pages)
  return {
    adapter: adapterFor(domain),
    // The library signs with the first key of an algorithm.
    jwks: { keys: [...keys.signing.map(signingKeyOf), ...keys.silent.map(silentKeyOf)] },
    cookies: cookies(issuer, cookieKeys),
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/jwks',
      revocation: '/revoke',
      introspection: '/introspect',
      pushed_authorization_request: '/par',
      end_session: '/logout',
    },
    interactions: { policy: prompts(domain, offers), url: addressOf },
    responseTypes: ['code'],
    allowOmittingSingleRegisteredRedirectUri: false,
    scopes: [...protocolScopes],
    claims: {
      openid: ['sub', 'auth_time', 'acr', 'amr', formerSubClaim],
      profile: ['name', 'updated_at', ...profileClaims.profile],
      email: ['email', 'email_verified'],
      phone: [...profileClaims.phone],
      address: [...profileClaims.address],
    },
    discovery: {
      ui_locales_supported: [...languages],
      prompt_values_supported: promptValues(offers),
    },
    acrValues: [...acrsUpTo(reachableAcr), guestAcr],
    // The library knows this parameter; its validator is the last hook before anyone is looked up.
    extraParams: { acr_values: lastCheck(domain) },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientDefaults: {
      id_token_signed_response_alg: defaultSigning.idTokenAlg,
      grant_types: [],
      response_types: [],
    },
    enabledJWA: {
      idTokenSigningAlgValues: [...responseAlgorithms],
      userinfoSigningAlgValues: [...responseAlgorithms],
      clientAuthSigningAlgValues: ['ES256', 'EdDSA', 'PS256', 'RS256'],
    },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    clientBasedCORS: ask.isOriginOfClient,
    findAccount: ask.findAccount,
    loadExistingGrant: ask.loadExistingGrant,
    issueRefreshToken: ask.issueRefreshToken,
    expiresWithSession: ask.expiresWithSession,
    revokeGrantPolicy: () => true,
    assertJwtClientAuthClaimsAndHeader: ask.checkAssertion,
    renderError: sources.renderError,
    formats: {
      bitsOfOpaqueRandomness: (_, { kind }) => (kind === 'Grant' ? 128 : 256),
      customizers: { jwt: shapeAccessToken(domain) },
    },
    ttl: {
      AccessToken: (_, token) => secondsOf(token.resourceServer),
      ClientCredentials: (_, token) => secondsOf(token.resourceServer),
      AuthorizationCode: codeSeconds,
      Grant: 1,
      IdToken: 300,
      Interaction: 3600,
      RefreshToken: defaultPolicy.refreshAbsoluteSeconds,
      Session: longestSessionSeconds,
    },
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      dPoP: { enabled: false },
      jwtUserinfo: { enabled: true },
      introspection: { enabled: true, allowedPolicy: ask.mayIntrospect },
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: ask.defaultResource,
        getResourceServerInfo: ask.resourceServer,
        useGrantedResource: () => true,
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: sources.logoutSource,
        postLogoutSuccessSource: sources.postLogoutSuccessSource,
      },
    },
  }
}

/**
 * The library binds the step's cookie to this path, so the registration page has no address of its
 * own here: the step's page leads on to it.
 */
function addressOf(_: unknown, { uid, prompt }: { uid: string; prompt: { name: string } }): string {
  const step = `/interaction/${uid}`
  return prompt.name === createAccount ? `${step}?prompt=${createAccount}` : step
}

function lastCheck(domain: Domain) {
  const startGuest = guestStarter(domain)
  return (ctx: KoaContextWithOIDC): Promise<void> => {
    requireBoundedRequest(ctx)
    keepOfflineAccess(ctx)
    return startGuest(ctx)
  }
}

/** The policy decided the lifetime when it decided the resource. */
function secondsOf(server: { readonly accessTokenTTL?: number | undefined } | undefined): number {
  return server?.accessTokenTTL ?? defaultPolicy.accessTokenSeconds
}

/** The session's row says when it ends, but the library needs a number. */
const longestSessionSeconds = 366 * 86_400

export function sessionCookieName(issuer: string): string {
  return issuer.startsWith('https:') ? '__Host-parley_session' : 'parley_session'
}

export function sessionCookieOptions(issuer: string) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    signed: true,
    overwrite: true,
    path: '/',
  } as const
}

/** `__Host-` and `__Secure-` bind a cookie to this origin; browsers accept them only with https. */
function cookies(issuer: string, keys: readonly string[]): Configuration['cookies'] {
  const secure = issuer.startsWith('https:')
  const { path, ...short } = sessionCookieOptions(issuer)
  return {
    keys: [...keys],
    long: { ...short, path },
    short,
    names: {
      session: sessionCookieName(issuer),
      interaction: secure ? '__Secure-parley_interaction' : 'parley_interaction',
      resume: secure ? '__Secure-parley_resume' : 'parley_resume',
    },
  }
}
