/** What is measured: how each operation is asked, and what a right answer looks like. */

import { type Credentials, codeVerifier, type Ready, redirectUri, serviceScope } from './common.ts'
import { openConnection, type Reply, write } from './connection.ts'
import { type Client, load } from './load.ts'
import { codeOf, signIn, type Visitor } from './visitor.ts'

/** What the virtual clients of one server hold. */
export type Stage = {
  readonly ready: Ready
  readonly chains: { token: string }[]
  readonly visitors: readonly Visitor[]
  /** Refresh tokens that are only looked at. */
  readonly standing: readonly string[]
}

export type Operation = {
  readonly name: string
  /** PERFORMANCE's ratio to the bare library, by virtual clients; null: none is set. */
  readonly target: (clients: number) => number | null
  readonly clients: (stage: Stage, count: number) => Client[]
  /** One-time things to use up: `clients` gets what was prepared. */
  readonly prepares?: true
}

const most = 32

export async function openStage(ready: Ready): Promise<Stage> {
  const visitors: Visitor[] = []
  for (const login of ready.logins) visitors.push(await signIn(ready, login))
  const tokens: string[] = []
  for (const visitor of visitors) tokens.push(await firstToken(ready, visitor))
  return {
    ready,
    chains: tokens.slice(0, most).map((token) => ({ token })),
    visitors: visitors.slice(most),
    standing: tokens.slice(most),
  }
}

async function firstToken(ready: Ready, visitor: Visitor): Promise<string> {
  const connection = await openConnection(ready.port)
  try {
    const code = codeOf(await connection.ask(authorizeCall(ready, visitor)))
    return tokenOf(await connection.ask(exchangeCall(ready, code)))
  } finally {
    connection.close()
  }
}

/** Codes for one run, shared out evenly; each is redeemed once. */
export async function prepareCodes(stage: Stage, count: number): Promise<string[]> {
  const codes: string[] = []
  const clients = stage.visitors.map((visitor) => ({
    next: () => authorizeCall(stage.ready, visitor),
    take: (reply: Reply) => void codes.push(codeOf(reply)),
  }))
  await load(stage.ready.port, clients, { milliseconds: 30_000, most: count })
  return codes
}

export function exchanging({ ready }: Stage, codes: string[], count: number): Client[] {
  return times(count, () => ({
    next: () => {
      const code = codes.pop()
      return code === undefined ? null : exchangeCall(ready, code)
    },
    take: (reply) => void tokenOf(reply),
  }))
}

export function refreshing({ ready }: Pick<Stage, 'ready'>, chain: { token: string }): Client {
  return {
    next: () => refreshCall(ready, chain.token),
    take: (reply) => {
      const token = tokenOf(reply)
      if (token === chain.token) throw new Error('the refresh token did not rotate')
      chain.token = token
    },
  }
}

export const operations: readonly Operation[] = [
  {
    name: 'refresh with rotation',
    target: (clients) => (clients >= 32 ? 1 : 0.8),
    clients: (stage, count) => stage.chains.slice(0, count).map((one) => refreshing(stage, one)),
  },
  {
    name: 'code exchange',
    target: (clients) => (clients >= 32 ? 0.9 : null),
    clients: () => [],
    prepares: true,
  },
  {
    name: 'client_credentials',
    target: (clients) => (clients >= 32 ? 1 : null),
    clients: ({ ready }, count) => {
      const form = `grant_type=client_credentials&scope=${serviceScope}`
      const call = post(ready.port, '/token', { client: ready.service, form })
      return times(count, () => asking(call, (reply) => has(reply, '"access_token"')))
    },
  },
  {
    name: 'authorize, live session',
    target: () => 0.7,
    clients: ({ ready, visitors }, count) =>
      visitors
        .slice(0, count)
        .map((visitor) => asking(authorizeCall(ready, visitor), (reply) => void codeOf(reply))),
  },
  {
    name: 'introspect a refresh token',
    target: () => null,
    clients: ({ ready, standing }, count) =>
      standing.slice(0, count).map((token) => {
        const call = post(ready.port, '/introspect', { client: ready.web, form: `token=${token}` })
        return asking(call, (reply) => has(reply, '"active":true'))
      }),
  },
  { name: 'discovery', ...reading('/.well-known/openid-configuration', '"issuer"') },
  { name: 'JWKS', ...reading('/jwks', '"keys"') },
]

function reading(path: string, expected: string): Omit<Operation, 'name'> {
  return {
    target: () => 2,
    clients: ({ ready: { port } }, count) =>
      times(count, () => asking(write({ port, path }), (reply) => has(reply, expected))),
  }
}

function asking(call: string, take: (reply: Reply) => void): Client {
  return { next: () => call, take }
}

function times(count: number, make: () => Client): Client[] {
  return Array.from({ length: count }, make)
}

function has({ status, body }: Reply, expected: string): void {
  if (status !== 200 || !body.includes(expected)) throw new Error(`wrong: ${status} ${body}`)
}

function tokenOf(reply: Reply): string {
  has(reply, '"id_token"')
  const [, token] = /"refresh_token":"([^"]+)"/.exec(reply.body) ?? []
  if (token === undefined) throw new Error(`no refresh token: ${reply.body}`)
  return token
}

function authorizeCall({ port }: Ready, { authorize, cookies }: Visitor): string {
  return write({ port, path: authorize, headers: { Accept: 'text/html', Cookie: cookies } })
}

function exchangeCall({ port, web }: Ready, code: string): string {
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
  })
  return post(port, '/token', { client: web, form: form.toString() })
}

function refreshCall({ port, web }: Ready, token: string): string {
  return post(port, '/token', {
    client: web,
    form: `grant_type=refresh_token&refresh_token=${token}`,
  })
}

function post(
  port: number,
  path: string,
  { client, form }: { client: Credentials; form: string },
): string {
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64')
  return write({ port, path, headers: { Authorization: `Basic ${basic}` }, form })
}
