/** Postgres goes away and comes back: 503 with Retry-After, never a wrong answer, nothing lost. */

import { connect, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { post, refresh } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
let wire: Wire

beforeAll(async () => {
  cluster = await startCluster({
    throughWire: async (url) => {
      wire = await openWire(url)
      return wire.url
    },
  })
  client = await cluster.client()
})
afterAll(async () => {
  await cluster?.close()
  await wire?.close()
})

test('while Postgres is away every endpoint that needs it says 503, and tokens outlive it', async () => {
  const { tokens, person } = await signedIn(cluster, { client })
  wire.cut()
  const token = tokens.refreshToken
  const answers = await Promise.all([
    refresh(cluster.issuer, client, token),
    post(`${cluster.issuer}/introspect`, client, { token }),
    post(`${cluster.issuer}/revoke`, client, { token }),
    person.visit(authorizationRequest(cluster, client.clientId).url),
    newPerson(cluster).visit('/health/ready'),
    userinfo(tokens.accessToken),
  ])
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503])
  expect(answers.every(({ headers }) => headers.get('retry-after') !== null)).toBe(true)

  const still = await Promise.all(
    ['/health/live', '/jwks', '/.well-known/openid-configuration'].map((path) =>
      fetch(cluster.issuer + path),
    ),
  )
  expect(still.map(({ status }) => status)).toEqual([200, 200, 200])

  wire.mend()
  const back = await refresh(cluster.issuer, client, token)
  expect(back.status).toBe(200)
  expect((await newPerson(cluster).visit('/health/ready')).status).toBe(200)
})

test('a sign-in form that was sent while Postgres was away can be sent again', async () => {
  const account = await cluster.account()
  const person = newPerson(cluster)
  const page = await person.follow(authorizationRequest(cluster, client.clientId).url)
  wire.cut()
  const fields = {
    action: 'sign-in',
    email: account.email,
    password: 'correct horse battery staple',
  }
  const away = await person.submit(page, fields)
  expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2'])
  wire.mend()
  const consent = await person.submit(page, fields)
  expect(consent.text).toContain('value="allow"')
})

function userinfo(accessToken: string): Promise<Response> {
  return fetch(`${cluster.issuer}/userinfo`, {
    headers: { authorization: `Bearer ${accessToken}` },
  })
}

type Wire = {
  readonly url: string
  readonly cut: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/** A wire to Postgres that can be cut: what is on it breaks, and nothing new gets through. */
async function openWire(to: string): Promise<Wire> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const folder = target.searchParams.get('host')
    const far = folder
      ? connect(`${folder}/.s.PGSQL.${target.port}`)
      : connect(Number(target.port), target.hostname)
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('error', () => other.destroy())
      from.on('close', () => other.destroy())
      from.pipe(other)
    }
    return near
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const url = new URL(to)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${port}`
  return {
    url: url.href,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    mend: () => {
      isCut = false
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
