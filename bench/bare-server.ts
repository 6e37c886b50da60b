/** The bare library in a process of its own, in memory, set as Parley sets it. Nothing is added. */

import { createServer } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { type Credentials, redirectUri, serviceScope, signInScope, webScopes } from './common.ts'
import { memoryAdapter } from './memory-adapter.ts'
import { answerOrders, free, tell, whoSignsIn } from './server-process.ts'

const web: Credentials = { id: 'bench-web', secret: 'w'.repeat(43) }
const service: Credentials = { id: 'bench-service', secret: 's'.repeat(43) }

const port = await free()
const issuer = `http://localhost:${port}`
const resource = `${issuer}/api`
const { privateKey } = await generateKeyPair('ES256', { extractable: true })
const signingKey = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' }
const provider = new Provider(issuer, configuration())
const answer = provider.callback()

const server = createServer((req, res) => {
  if (req.url?.startsWith('/interaction/')) void signIn(req, res)
  else void answer(req, res)
})
server.listen(port, '127.0.0.1', () => tell({ port, web, service, logins: whoSignsIn }))
answerOrders({ stop: async () => void server.close() })

/** No password and no page: signing in is not what is compared. */
async function signIn(...[req, res]: Parameters<typeof provider.interactionDetails>) {
  const { params } = await provider.interactionDetails(req, res)
  const result = { login: { accountId: String(params['login_hint']) } }
  await provider.interactionFinished(req, res, result)
}

async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session } = oidc
  if (!client || !session?.accountId) return undefined
  const known = session.grantIdFor(client.clientId)
  if (known) return provider.Grant.find(known)
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId })
  grant.addOIDCScope(signInScope)
  grant.addResourceScope(resource, signInScope)
  await grant.save()
  return grant
}

function configuration(): Configuration {
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: web.id,
        client_secret: web.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: 'openid profile email offline_access',
      },
      {
        client_id: service.id,
        client_secret: service.secret,
        redirect_uris: [],
        grant_types: ['client_credentials'],
        response_types: [],
      },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    cookies: { keys: ['a cookie key of the benchmark'] },
    routes: {
      authorization: '/authorize',
      token: '/token',
      introspection: '/introspect',
      jwks: '/jwks',
    },
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access', 'profile', 'email'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: 'A Person', email: id, email_verified: false }),
    }),
    loadExistingGrant,
    issueRefreshToken: async (_, client) => client.grantTypeAllowed('refresh_token'),
    ttl: {
      AccessToken: 300,
      ClientCredentials: 300,
      AuthorizationCode: 60,
      IdToken: 300,
      Interaction: 3600,
      Grant: 90 * 86_400,
      RefreshToken: 90 * 86_400,
      Session: 43_200,
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      dPoP: { enabled: false },
      introspection: {
        enabled: true,
        allowedPolicy: async (_, client, token) => token.clientId === client.clientId,
      },
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        getResourceServerInfo: (_, audience, { clientId }) => ({
          scope: clientId === service.id ? serviceScope : webScopes.join(' '),
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: 'ES256' } },
        }),
        useGrantedResource: () => true,
      },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
  }
}
