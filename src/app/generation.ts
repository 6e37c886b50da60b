/**
 * All that holds signing keys, made of one state of them and replaced as a whole: requests that are
 * under way go on with what they began with, and when the last is over it is gone.
 */

import type { RequestListener } from 'node:http'
import type { Keyring } from '../keys/keyring.ts'
import { type JwtSigner, jwtSigner } from '../keys/sign-jwt.ts'
import type { SigningKeys } from '../keys/signing-keys.ts'
import { blockedStepsOf } from '../oidc/blocked-sign-in.ts'
import type { Domain } from '../oidc/domain.ts'
import { interactionsOf } from '../oidc/interactions.ts'
import { createProvider, type ProviderOptions } from '../oidc/provider.ts'
import { openStatusLists } from '../revocation/status-list.ts'
import { createListener, type HttpOptions } from '../web/server.ts'
import type { SignInOptions } from '../web/sign-in/sign-in.tsx'

export type Generation = { readonly listener: RequestListener; readonly sign: JwtSigner }

/** What holds no key, and is there for as long as the node. */
export type Lasting = {
  readonly domain: LastingDomain
  /** The key of the order in which places in status lists are given. */
  readonly statusKey: Uint8Array
  readonly provider: Omit<ProviderOptions, 'domain' | 'keys'>
  readonly http: Omit<HttpOptions, 'protocol' | 'statusLists' | 'signIn' | 'tooMany'> & {
    readonly signIn: Omit<SignInOptions, 'steps'>
  }
}

export type LastingDomain = Omit<Domain, 'statusLists'>

/** Answers the one that new requests begin with. */
export function openGenerations(keyring: Keyring, lasting: Lasting): () => Generation {
  let current = generationOf(keyring.current(), lasting)
  keyring.follow((keys) => {
    current = generationOf(keys, lasting)
  })
  return () => current
}

function generationOf(keys: SigningKeys, lasting: Lasting): Generation {
  const { statusKey, http } = lasting
  const { db, issuer } = lasting.domain
  const sign = jwtSigner(keys)
  // Not even for seconds is a list told that a withdrawn key signed.
  const statusLists = openStatusLists({ db, issuer, key: statusKey, sign })
  const domain = { ...lasting.domain, statusLists }
  const provider = createProvider({ ...lasting.provider, domain, keys })
  const steps = interactionsOf(provider, domain)
  const blocked = blockedStepsOf(provider, domain)
  const { development } = http
  const listener = createListener({
    ...http,
    protocol: provider.middleware,
    statusLists,
    signIn: { ...http.signIn, steps },
    tooMany: { issuer, development, blocked, deny: steps.denied },
  })
  return { listener, sign }
}
