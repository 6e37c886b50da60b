/**
 * Records the library's refusals: which client, where, with which error. Never the request itself.
 */

import type Provider from 'oidc-provider'
import type { errors, KoaContextWithOIDC } from 'oidc-provider'
import type { EventType, LedgerEvent } from '../model/event.ts'
import type { Domain } from './domain.ts'
import { refusedSlot } from './request.ts'

type Recorder = Pick<Domain, 'recordRefusal'>

/** These have an event of their own. */
const toldElsewhere = ['access_denied', 'unmet_authentication_requirements']

/** Refusals that redirect are answers like any other: only the library tells of them. */
export function recordRefusedAuthorizations(provider: Provider, { recordRefusal }: Recorder): void {
  const told = new WeakSet<KoaContextWithOIDC>()
  provider.on(
    'authorization.error',
    (ctx: KoaContextWithOIDC, { error }: errors.OIDCProviderError) => {
      refusedSlot.set(true)
      // A forbidden redirect is one more error, besides the error that it should have carried.
      if (told.has(ctx) || toldElsewhere.includes(error)) return
      told.add(ctx)
      void recordRefusal(eventOf(ctx, { type: 'authorization.refused', error }))
    },
  )
}

const byRoute: Readonly<Record<string, EventType>> = {
  token: 'token.refused',
  pushed_authorization_request: 'authorization.refused',
  introspection: 'access.refused',
  revocation: 'access.refused',
  userinfo: 'access.refused',
}

/** A refused answer of an endpoint without pages. */
export async function recordRefusedAnswer(
  { recordRefusal }: Recorder,
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const type = byRoute[ctx.oidc?.route ?? '']
  const error = errorOf(ctx.body)
  if (type === undefined || error === null || ctx.status >= 500) return
  const known = error === 'invalid_client' ? 'client.refused' : type
  await recordRefusal(eventOf(ctx, { type: known, error }))
}

function errorOf(body: unknown): string | null {
  const error: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : null
  return typeof error === 'string' ? error : null
}

/** An unregistered client id is only text that somebody sent, and so a detail. */
function eventOf(
  { oidc }: KoaContextWithOIDC,
  { type, error }: { type: EventType; error: string },
): LedgerEvent {
  const clientId = oidc.client?.clientId
  const claimed: unknown = oidc.params?.['client_id'] ?? oidc.body?.['client_id']
  const grantType: unknown = oidc.params?.['grant_type']
  return {
    type,
    outcome: 'failure',
    actor:
      clientId === undefined || type === 'client.refused'
        ? { kind: 'nobody' }
        : { kind: 'client', id: clientId },
    ...(clientId === undefined ? {} : { clientId }),
    details: {
      error,
      endpoint: oidc.route,
      ...(clientId === undefined && typeof claimed === 'string' ? { claimed } : {}),
      ...(typeof grantType === 'string' ? { grant_type: grantType } : {}),
    },
  }
}
