/**
 * Client assertions (`private_key_jwt`): the rules beyond the library's, and the claim that a refusal
 * is about. The library tells it only to its own log.
 */

import type Provider from 'oidc-provider'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import type { Domain } from './domain.ts'
import { requestSlot } from './request.ts'

/** An assertion is made for one request, so five minutes are enough. */
const longestAssertionSeconds = 300

/**
 * FAPI 2.0 and RFC 7523bis: the audience is the issuer, as a single string, so that no other server
 * can be sent an assertion that is good here. A client may be registered for more: then the library
 * has checked that it names this server.
 */
export async function checkAssertion(
  { issuer, clients }: Domain,
  claims: Readonly<Record<string, unknown>>,
  clientId: string,
): Promise<void> {
  const client = await clients.find(clientId)
  if (claims['aud'] !== issuer && client?.assertionAudience !== 'any') {
    throw new errors.InvalidClientAuth('aud must be the issuer')
  }
  const exp = claims['exp']
  if (typeof exp !== 'number' || exp > epochSeconds() + longestAssertionSeconds) {
    throw new errors.InvalidClientAuth('exp must be at most five minutes ahead')
  }
}

const explanationSlot = requestSlot<string>()

export function noticeAssertionFaults(provider: Provider): void {
  const notice = ({ oidc }: KoaContextWithOIDC, error: errors.OIDCProviderError) => {
    if (!(error instanceof errors.InvalidClientAuth)) return
    if (typeof oidc.params?.['client_assertion'] !== 'string') return
    const explain = explanationOf(error)
    if (explain !== null) explanationSlot.set(explain(provider.issuer))
  }
  provider.on('grant.error', notice)
  provider.on('introspection.error', notice)
  provider.on('revocation.error', notice)
  provider.on('pushed_authorization_request.error', notice)
}

type Explanation = (issuer: string) => string

function explanationOf({ error_detail: detail = '', cause }: errors.OIDCProviderError) {
  const told = `${detail} ${cause instanceof Error ? cause.message : ''}`
  return explanations.find(([pattern]) => pattern.test(told))?.[1] ?? null
}

/** From the library's words to the claim. A wrong key or an unknown client stays unexplained. */
const explanations: readonly (readonly [RegExp, Explanation])[] = [
  [/\baud(ience)?\b/, (issuer) => `aud must be the issuer, ${issuer}, as a single string`],
  [/exp must be|expiration must/, () => 'exp must be given, at most five minutes ahead'],
  [/jwt expired/, () => 'exp is in the past'],
  [/invalid exp/, () => 'exp must be a number'],
  [/not active yet|invalid nbf/, () => 'nbf is in the future, or no number'],
  [/issued in the future|invalid iat/, () => 'iat is in the future, or no number'],
  [/\biss\b/, () => 'iss must be the client_id'],
  [/\bsub\b/, () => 'sub must be the client_id'],
  [/used (once|before)/, () => 'jti was used before: each request needs an assertion of its own'],
  [/\bjti\b/, () => 'jti must be given'],
  [/alg mismatch/, () => 'alg must be ES256, EdDSA, PS256 or RS256'],
]

/** Adds the claim to the description of a refused client authentication. */
export function explainAssertionFault(ctx: KoaContextWithOIDC): void {
  const explanation = explanationSlot.get()
  if (explanation === null || typeof ctx.body !== 'object' || ctx.body === null) return
  ctx.body = { ...ctx.body, error_description: `client authentication failed: ${explanation}` }
}
