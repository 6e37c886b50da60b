/** Discovers Parley when needed, and again after trouble. It sends no token. */

import * as oidc from 'openid-client'
import { callTimeout } from './failures.ts'

export type Connection = Readonly<{
  /** Uses the known configuration of Parley; discovers it first if there is none. */
  use<Value>(act: (parley: oidc.Configuration) => Promise<Value>): Promise<Value>
  /** Discovers first, because Parley may have restarted with other keys. */
  useFresh<Value>(act: (parley: oidc.Configuration) => Promise<Value>): Promise<Value>
}>

export type ConnectionOptions = Readonly<{
  issuer: string
  clientId: string
  clientSecret: string
}>

export function connect(options: ConnectionOptions): Connection {
  let known: Promise<oidc.Configuration> | null = null

  function forget(configuration: Promise<oidc.Configuration>): void {
    if (known === configuration) known = null
  }

  async function use<Value>(act: (parley: oidc.Configuration) => Promise<Value>): Promise<Value> {
    known ??= discover(options)
    const used = known
    try {
      return await act(await used)
    } catch (error) {
      // After a plain refusal the configuration is still good; any other error may mean it is outdated.
      if (!isRefusal(error)) forget(used)
      throw error
    }
  }

  return {
    use,
    useFresh(act) {
      known = null
      return use(act)
    },
  }
}

/** Plain http would expose codes and tokens on the network, so only loopback names may use it. */
export function isAllowedIssuer(issuer: string): boolean {
  return URL.canParse(issuer) && (issuer.startsWith('https:') || isLoopback(new URL(issuer)))
}

function discover({ issuer, clientId, clientSecret }: ConnectionOptions) {
  const execute = [oidc.enableNonRepudiationChecks]
  if (isLoopback(new URL(issuer))) execute.push(oidc.allowInsecureRequests)
  const authentication = oidc.ClientSecretBasic(clientSecret)
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    execute,
    timeout: callTimeout,
  })
}

function isLoopback({ protocol, hostname }: URL): boolean {
  if (protocol !== 'http:') return false
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof oidc.ResponseBodyError ||
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.WWWAuthenticateChallengeError
  )
}
