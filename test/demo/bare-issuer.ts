/** A bare oidc-provider in memory, which lets everyone in at once. No part of Parley. */

import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { type Configuration, Provider } from 'oidc-provider'
import { createShelf } from './shelf.ts'

export const clientId = 'harbor'
export const clientSecret = 'a-client-secret-only-for-this-test-0123456789'
export const audience = 'https://photos.example/api'
export const person = { sub: 'account-1', name: 'Ada <Byron>', email: 'ada@example.com' } as const

export type BareIssuer = Readonly<{
  url: string
  /** The next act of the visitor, and of the issuer. */
  mood: { consent: 'allow' | 'deny'; userinfo: 'open' | 'refused'; silent: boolean }
  begin(demoUrl: string): Promise<void>
  /** Any JWT, signed with the issuer's own key. */
  sign(payload: JWTPayload, header?: Readonly<{ typ?: string }>): Promise<string>
  stop(): Promise<void>
}>

type Keys = Awaited<ReturnType<typeof generateKeyPair>>

/** Only takes a port; it answers after `begin`, as an issuer that starts later would. */
export async function prepareIssuer(): Promise<BareIssuer> {
  const port = await findFreePort()
  const url = `http://localhost:${port}`
  const keys = await generateKeyPair('ES256', { extractable: true })
  const mood: BareIssuer['mood'] = { consent: 'allow', userinfo: 'open', silent: false }
  let server: Server | null = null

  return {
    url,
    mood,
    async begin(demoUrl) {
      const provider = await createProvider({ url, keys, demoUrl })
      server = createServer((request, response) => {
        void respond({ provider, mood, request, response })
      })
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
    sign(payload, header = {}) {
      const protectedHeader = { alg: 'ES256', kid: 'bare', typ: 'at+jwt', ...header }
      return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(keys.privateKey)
    },
    async stop() {
      server?.closeAllConnections()
      await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)))
      server = null
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

type Plan = Readonly<{ url: string; keys: Keys; demoUrl: string }>

async function createProvider({ url, keys, demoUrl }: Plan): Promise<Provider> {
  const key = { ...(await exportJWK(keys.privateKey)), kid: 'bare', alg: 'ES256', use: 'sig' }
  const configuration: Configuration = {
    adapter: createShelf(),
    ttl: {
      AccessToken: 300,
      Grant: 600,
      IdToken: 300,
      Interaction: 60,
      RefreshToken: 600,
      Session: 600,
    },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${demoUrl}/callback`],
        post_logout_redirect_uris: [`${demoUrl}/logged-out`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
        backchannel_logout_uri: `${demoUrl}/backchannel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['only for this test'] },
    claims: { email: ['email'], profile: ['name'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
    rotateRefreshToken: true,
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          context.body = form
        },
      },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          scope: 'photos:read',
          audience,
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  }
  const provider = new Provider(url, configuration)
  // It would send without waiting for us; each test sends for itself.
  Object.assign(provider.Client.prototype, { backchannelLogout: async () => undefined })
  return provider
}

type Exchange = Readonly<{
  provider: Provider
  mood: BareIssuer['mood']
  request: IncomingMessage
  response: ServerResponse
}>

async function respond({ provider, mood, request, response }: Exchange): Promise<void> {
  if (mood.silent) return
  if (request.url?.startsWith('/interaction/')) {
    await decide({ provider, mood, request, response })
  } else if (request.url === '/me' && mood.userinfo === 'open') {
    // The library's own UserInfo refuses every token that is meant for an API.
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(person))
  } else {
    await provider.callback()(request, response)
  }
}

async function decide({ provider, mood, request, response }: Exchange): Promise<void> {
  if (mood.consent === 'deny') {
    const denial = { error: 'access_denied', error_description: 'the person said no' }
    return provider.interactionFinished(request, response, denial)
  }
  const grant = new provider.Grant({ accountId: person.sub, clientId })
  grant.addOIDCScope('openid profile email offline_access')
  grant.addResourceScope(audience, 'photos:read')
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(request, response, {
    login: { accountId: person.sub },
    consent,
  })
}
