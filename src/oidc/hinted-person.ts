/** The person whom a request names by one of their ID tokens. Nobody else is answered for. */

import type Provider from 'oidc-provider'
import { type Client, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { guestAcr } from '../model/guest.ts'
import type { LiveSession } from '../sessions/find.ts'
import { replacedSlot, sessionSlot } from './request.ts'

/**
 * OpenID Connect Core, 3.1.2.1: only the person whom `id_token_hint` names gets an answer. This
 * takes the place of the library's own check, which forgets the hint while a step waits: whoever
 * came back from the step, even without an answer to it, got a code.
 */
export function hintCheck(): interactionPolicy.Check {
  return new interactionPolicy.Check(
    'id_token_hint',
    'someone else than id_token_hint names is signed in',
    'login_required',
    async ({ oidc }: KoaContextWithOIDC) => {
      const { client, params, provider, session } = oidc
      const sub = client ? await hintedSub(provider, client, params?.['id_token_hint']) : null
      return sub !== null && !isNamed(sub, session?.accountId)
    },
  )
}

/** Null without a hint. A hint that can no longer be read names nobody. */
export async function hintedSub(
  provider: Provider,
  client: Client,
  hint: unknown,
): Promise<string | null> {
  if (typeof hint !== 'string') return null
  try {
    const { payload } = await provider.IdToken.validate(hint, client)
    return String(payload['sub'])
  } catch {
    return ''
  }
}

/** A guest who signs in is still the same person, and the client is told so. */
export function isNamed(sub: string, accountId: string | undefined): boolean {
  const session = sessionSlot.get()
  const guest = guestOf(replacedSlot.get() ?? session)
  const former = session?.accountId === accountId ? session?.formerGuest : null
  return [accountId, guest, former].includes(sub)
}

function guestOf(session: LiveSession | null): string | null {
  return session?.acr === guestAcr ? session.accountId : null
}
