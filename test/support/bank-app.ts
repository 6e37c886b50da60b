/** A bank's web application: an `openid-client` relying party in front of the bank's API. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import * as oidc from 'openid-client'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { bankApi } from './bank-api.ts'
import type { Cluster } from './cluster.ts'

export type BankApp = {
  readonly url: string
  readonly client: RegisteredClient
  /** The tokens of this browser's person, newest last. */
  readonly issued: oidc.TokenEndpointResponse[]
  readonly close: () => Promise<void>
}

type Tokens = oidc.TokenEndpointResponse
type Goal = 'balance' | 'transfer'
type Attempt = {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly maxAge: number | null
  readonly goal: Goal
}
type Visitor = { tokens: Tokens | null; attempt: Attempt | null }
type Answer = { readonly to: string } | { readonly text: string }

const told = { balance: 'Balance: 1,200.00', transfer: 'Transferred: 100.00' }

const scope = 'openid accounts:read transfers:write'

/** The caller closes it. */
export async function openBankApp(cluster: Cluster): Promise<BankApp> {
  const visitors = new Map<string, Visitor>()
  const issued: Tokens[] = []
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((done) => server.listen(0, done))
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  const client = await cluster.client({
    name: 'River Bank',
    redirectUris: [`${url}/callback`],
    scopes: scope.split(' '),
  })
  const parley = await oidc.discovery(
    new URL(cluster.issuer),
    client.clientId,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(client.clientSecret ?? ''),
    { execute: [oidc.allowInsecureRequests] },
  )
  const api = bankApi(cluster.issuer)

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, known] = /bank=([\w-]+)/.exec(request.headers.cookie ?? '') ?? []
    const id = known ?? oidc.randomState()
    const visitor = visitors.get(id) ?? { tokens: null, attempt: null }
    visitors.set(id, visitor)
    const answer = await answerTo(visitor, new URL(request.url ?? '/', url)).catch((error) => ({
      text: `Refused: ${error.error ?? error.message}`,
    }))
    response.setHeader('set-cookie', `bank=${id}; HttpOnly; Path=/`)
    if ('to' in answer) return void response.writeHead(303, { location: answer.to }).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(answer.text))
  }

  async function answerTo(visitor: Visitor, at: URL): Promise<Answer> {
    switch (at.pathname) {
      case '/':
        return visitor.tokens === null ? begin(visitor) : call(visitor, 'balance')
      case '/transfer':
        return call(visitor, 'transfer')
      case '/callback':
        return finish(visitor, at)
      default:
        return { text: 'Nothing here' }
    }
  }

  async function signIn(
    visitor: Visitor,
    { goal, maxAge }: Pick<Attempt, 'goal' | 'maxAge'>,
  ): Promise<string> {
    const attempt = {
      verifier: oidc.randomPKCECodeVerifier(),
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      maxAge,
      goal,
    }
    visitor.attempt = attempt
    return oidc.buildAuthorizationUrl(parley, {
      redirect_uri: `${url}/callback`,
      scope,
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
      ...(maxAge === null ? {} : { max_age: String(maxAge) }),
    }).href
  }

  /** With `maxAge` the library refuses an ID token whose `auth_time` is older than that. */
  async function finish(visitor: Visitor, at: URL): Promise<Answer> {
    const { attempt } = visitor
    if (attempt === null) return { text: 'Not begun here' }
    visitor.attempt = null
    visitor.tokens = await oidc.authorizationCodeGrant(parley, at, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
      ...(attempt.maxAge === null ? {} : { maxAge: attempt.maxAge }),
    })
    issued.push(visitor.tokens)
    return { to: attempt.goal === 'balance' ? '/' : '/transfer' }
  }

  /** It refreshes before every call: what it holds is then never older than what Parley knows. */
  async function call(visitor: Visitor, goal: Goal): Promise<Answer> {
    visitor.tokens = await refresh(visitor.tokens)
    if (visitor.tokens === null) return begin(visitor)
    issued.push(visitor.tokens)
    const answer = await api(goal, `Bearer ${visitor.tokens.access_token}`)
    if (answer.status === 200) return { text: told[goal] }
    // RFC 9470: the client asks the authorization server for what the challenge says.
    const [, maxAge] =
      /insufficient_user_authentication.*max_age="(\d+)"/.exec(answer.challenge) ?? []
    if (maxAge === undefined) return { text: `Refused: ${answer.challenge}` }
    return { to: await signIn(visitor, { goal, maxAge: Number(maxAge) }) }
  }

  async function begin(visitor: Visitor): Promise<Answer> {
    return { to: await signIn(visitor, { goal: 'balance', maxAge: null }) }
  }

  /** Null: the session is over. */
  function refresh(tokens: Tokens | null): Promise<Tokens | null> {
    return oidc.refreshTokenGrant(parley, tokens?.refresh_token ?? '').catch(() => null)
  }

  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((done) => server.close(() => done()))
  }
  return { url, client, issued, close }
}

function page(text: string): string {
  return `<!doctype html><html lang="en"><title>River Bank</title><main><h1>River Bank</h1>
    <p>${text.replaceAll('<', '&lt;')}</p>
    <form action="/"><button>Balance</button></form>
    <form action="/transfer"><button>Transfer</button></form></main></html>`
}
