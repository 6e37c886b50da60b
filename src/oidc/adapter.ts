/** The library's storage, model by model. Each asks the domain and decides nothing. */

import type { Adapter } from 'oidc-provider'
import { accessTokenAdapter } from './access-token-adapter.ts'
import { artifactAdapter, replayAdapter } from './artifact-adapter.ts'
import { clientAdapter } from './client-adapter.ts'
import { codeAdapter } from './code-adapter.ts'
import type { Domain } from './domain.ts'
import { grantAdapter } from './grant-adapter.ts'
import { refreshTokenAdapter } from './refresh-token-adapter.ts'
import { sessionAdapter } from './session-adapter.ts'

type Model = (domain: Domain, name: string) => Partial<Adapter>

const models: Readonly<Record<string, Model>> = {
  Session: sessionAdapter,
  Grant: grantAdapter,
  Client: clientAdapter,
  AuthorizationCode: codeAdapter,
  RefreshToken: refreshTokenAdapter,
  AccessToken: accessTokenAdapter,
  ClientCredentials: accessTokenAdapter,
  Interaction: artifactAdapter,
  PushedAuthorizationRequest: artifactAdapter,
  ReplayDetection: replayAdapter,
}

/** Asking for a model that is not in use is a broken invariant. */
export function adapterFor(domain: Domain): (name: string) => Adapter {
  return (name) => {
    const model = models[name]
    const refuse = (verb: string) => (): Promise<never> =>
      Promise.reject(new Error(`${name}.${verb} is not in use`))
    return {
      find: refuse('find'),
      findByUid: refuse('findByUid'),
      findByUserCode: refuse('findByUserCode'),
      upsert: refuse('upsert'),
      consume: refuse('consume'),
      destroy: refuse('destroy'),
      revokeByGrantId: refuse('revokeByGrantId'),
      ...model?.(domain, name),
    }
  }
}
