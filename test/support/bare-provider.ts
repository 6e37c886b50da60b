/** The library as it comes, with storage that keeps everything and writes down what it is asked. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Adapter, type AdapterPayload, type Configuration } from 'oidc-provider'
import { redirectUri } from './cluster.ts'

export type Call = {
  readonly name: string
  readonly id: string
  readonly payload?: AdapterPayload
  /** The address of the request under way, if the library says so. */
  readonly path: string | null
}

/** Overrides of the storage: each is called before the default and can replace its answer. */
export type Twist = (call: Call) => Promise<{ readonly answer: unknown } | undefined>

export type BareProvider = {
  readonly issuer: string
  readonly provider: Provider
  readonly calls: Call[]
  /** The names of the calls, and forgets them. */
  readonly take: () => readonly string[]
  readonly twist: (twist: Twist | null) => void
  readonly stored: ReadonlyMap<string, AdapterPayload>
  readonly register: (client: AdapterPayload) => void
  /** Removes all that is stored of one model, as another node would. */
  readonly forget: (model: string) => void
  readonly close: () => Promise<void>
}

export const bareClient = { clientId: 'app', clientSecret: 'a secret of the app' }

const client: AdapterPayload = {
  client_id: bareClient.clientId,
  client_secret: bareClient.clientSecret,
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  response_types: ['code'],
}

export async function startBareProvider(over: Configuration = {}): Promise<BareProvider> {
  const calls: Call[] = []
  const stored = new Map<string, AdapterPayload>([['Client:app', client]])
  let twisted: Twist | null = null
  const adapter = recorder({ stored, calls, twistOf: () => twisted })
  const server = createServer()
  const port = await listen(server)
  const issuer = `http://localhost:${port}`
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  const configuration = { ...(await configurationOf(issuer)), adapter, ...over }
  const provider = await make(issuer, configuration).catch(async (error) => {
    await close()
    throw error
  })
  serve(server, provider)
  return {
    issuer,
    provider,
    calls,
    take: () => calls.splice(0).map(({ name }) => name),
    twist: (twist) => {
      twisted = twist
    },
    stored,
    register: (one) => void stored.set(`Client:${one.client_id}`, one),
    forget: (model) => remove(stored, (key) => key.startsWith(`${model}:`)),
    close,
  }
}

function remove(
  stored: Map<string, AdapterPayload>,
  isMeant: (key: string, payload: AdapterPayload) => boolean,
): void {
  for (const [key, payload] of stored) if (isMeant(key, payload)) stored.delete(key)
}

async function make(issuer: string, configuration: Configuration): Promise<Provider> {
  return new Provider(issuer, configuration)
}

async function configurationOf(issuer: string): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: ['a key for the cookies of a test'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    renderError: (ctx, out) => {
      ctx.body = out
    },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      ClientCredentials: 300,
      Grant: 3600,
      IdToken: 300,
      Interaction: 3600,
      RefreshToken: 3600,
      Session: 3600,
    },
    features: {
      devInteractions: { enabled: false },
      externalSigningSupport: { enabled: true, ack: 'experimental-01' },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `${issuer}/api`,
        getResourceServerInfo: () => ({
          scope: 'photos:read',
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
        useGrantedResource: () => true,
      },
    },
  }
}

type Recording = {
  readonly stored: Map<string, AdapterPayload>
  readonly calls: Call[]
  readonly twistOf: () => Twist | null
}

function recorder({ stored, calls, twistOf }: Recording): (model: string) => Adapter {
  return (model) => {
    const step = async <T>(
      { verb, id, payload }: { verb: string; id: string; payload?: AdapterPayload },
      act: (key: string) => T,
    ): Promise<T> => {
      const name = `${model}.${verb}`
      const call = { name, id, path: Provider.ctx?.path ?? null, ...(payload ? { payload } : {}) }
      calls.push(call)
      const twisted = await twistOf()?.(call)
      // A twist answers what the verb would.
      return twisted ? (twisted.answer as T) : act(`${model}:${id}`)
    }
    return {
      find: (id) => step({ verb: 'find', id }, (key) => stored.get(key)),
      findByUid: (uid) =>
        step({ verb: 'findByUid', id: uid }, () =>
          [...stored].map(([, payload]) => payload).find((payload) => payload.uid === uid),
        ),
      findByUserCode: (id) => step({ verb: 'findByUserCode', id }, () => undefined),
      upsert: (id, payload) =>
        step({ verb: 'upsert', id, payload }, (key) => void stored.set(key, payload)),
      consume: (id) =>
        step({ verb: 'consume', id }, (key) => {
          const payload = stored.get(key)
          if (payload) stored.set(key, { ...payload, consumed: 1 })
        }),
      destroy: (id) => step({ verb: 'destroy', id }, (key) => void stored.delete(key)),
      revokeByGrantId: (id) =>
        step({ verb: 'revokeByGrantId', id }, () =>
          remove(stored, (_, payload) => payload.grantId === id),
        ),
    }
  }
}

/** Signs in every interaction as `person` and allows everything. */
function serve(server: Server, provider: Provider): void {
  const callback = provider.callback()
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (req.url?.startsWith('/interaction/')) void answerStep(provider, req, res)
    else callback(req, res)
  })
}

async function answerStep(
  provider: Provider,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(req, res)
  if (prompt.name === 'login') {
    return provider.interactionFinished(req, res, { login: { accountId: 'person' } })
  }
  const accountId = session?.accountId ?? ''
  const clientId = String(params['client_id'])
  const held = grantId ? await provider.Grant.find(grantId) : undefined
  const grant = held ?? new provider.Grant({ accountId, clientId })
  grant.addOIDCScope('openid offline_access')
  grant.addResourceScope(`${provider.issuer}/api`, 'photos:read')
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(req, res, { consent }, { mergeWithLastSubmission: true })
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    // A server that listens on a port of its own has an address with one.
    server.listen(0, () => resolve((server.address() as AddressInfo).port))
  })
}
