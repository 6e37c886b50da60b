/** The prompts that interrupt a request for a person: the library's own, and our checks. */

import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { isOwnClient } from '../model/own-client.ts'
import { isLoopback } from '../model/redirect-uri.ts'
import { sessionChanged } from './binding.ts'
import type { Domain } from './domain.ts'
import { guestCheck } from './guests.ts'
import { hintCheck } from './hinted-person.ts'
import { stepUpCheck } from './step-up.ts'

/**
 * RFC 9700, 4.14 and RFC 8252, 8.6: an app that cannot authenticate (public, with a loopback
 * address or a private scheme) needs the person's consent every time.
 */
function unprovenClient(domain: Domain): interactionPolicy.Check {
  return new interactionPolicy.Check(
    'unproven_client',
    'this client cannot prove who it is and needs consent each time',
    'consent_required',
    ({ oidc }) =>
      oidc.client?.clientAuthMethod === 'none' &&
      !isOwnClient(oidc.client.clientId) &&
      !String(oidc.params?.['redirect_uri']).startsWith('https://') &&
      !isInDevelopment(domain, oidc) &&
      !(oidc.result && 'consent' in oidc.result),
  )
}

/**
 * A server on the developer's own machine (its issuer is http) asks no more than one in production,
 * where the same app is at an https address: else `prompt=none` would fail only while developing.
 */
function isInDevelopment({ issuer }: Domain, oidc: KoaContextWithOIDC['oidc']): boolean {
  const redirect = URL.parse(String(oidc.params?.['redirect_uri']))
  const isHere = redirect !== null && isLoopback(redirect.hostname)
  return issuer.startsWith('http:') && isHere && oidc.client?.applicationType === 'web'
}

/** OpenID Connect Core, 3.1.2.1: the person chooses among those who are signed in, or another. */
export const selectAccount = 'select_account'

/** Initiating User Registration via OpenID Connect 1.0. Only where people can register. */
export const createAccount = 'create'

type Offers = { readonly registration: boolean }

/** The prompts in the metadata, in the order in which a person meets them. */
export function promptValues({ registration }: Offers): readonly string[] {
  const create = registration ? [createAccount] : []
  return ['none', ...create, 'login', selectAccount, 'consent']
}

/** Nobody chooses without a session, so signing in comes before. A new account comes before that. */
export function prompts(domain: Domain, { registration }: Offers): interactionPolicy.DefaultPolicy {
  const { Prompt } = interactionPolicy
  const policy = interactionPolicy.base()
  policy.add(new Prompt({ name: selectAccount, requestable: true }), 1)
  if (registration) policy.add(new Prompt({ name: createAccount, requestable: true }), 0)
  policy.get('login')?.checks.remove('max_age')
  policy.get('login')?.checks.remove('id_token_hint')
  policy.get('login')?.checks.add(hintCheck())
  policy.get('login')?.checks.add(guestCheck(domain))
  policy.get('login')?.checks.add(sessionChanged(domain))
  policy.get('login')?.checks.add(stepUpCheck(domain))
  policy.get('consent')?.checks.add(unprovenClient(domain))
  return policy
}
