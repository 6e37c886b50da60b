/** Clients use their tokens at two nodes while these are revoked: the history is checked afterwards. */

import { randomInt } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Journey, sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, refresh, type SignedIn, send, tokensOf } from '../support/tokens.ts'
import { type Entry, randomFrom, violationsOf } from './history.ts'

let cluster: Cluster
let operator: Operator
let api: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
  api = await cluster.client({ resource: `${cluster.issuer}/api` })
})
afterAll(() => cluster?.close())

const use = { subject: 1, kind: 'use', what: 'refresh', node: 'a' } as const
const revocation = { subject: 1, kind: 'revoke', what: 'account', node: 'b' } as const

test.each<[string, readonly Entry[], readonly string[]]>([
  [
    'a use after the answer of a revocation',
    [
      { ...revocation, start: 1, end: 2, outcome: 'good' },
      { ...use, start: 3, end: 4, outcome: 'good' },
    ],
    ['dead, and yet good'],
  ],
  [
    'a refusal before any revocation',
    [
      { ...use, start: 1, end: 2, outcome: 'refused' },
      { ...revocation, start: 3, end: 4, outcome: 'good' },
    ],
    ['good, and refused'],
  ],
  [
    'what overlaps, what is unknown, and what is of others',
    [
      { ...use, start: 1, end: 3, outcome: 'good' },
      { ...use, start: 1, end: 3, outcome: 'refused' },
      { ...revocation, start: 2, end: 4, outcome: 'good' },
      { ...use, start: 5, end: 6, outcome: 'unknown' },
      { ...use, subject: 2, start: 5, end: 6, outcome: 'good' },
    ],
    [],
  ],
])('the checker judges %s', (_, history, rules) => {
  expect(violationsOf(history).map(({ rule }) => rule)).toEqual(rules)
})

type Subject = Journey & { readonly sessionId: string; tokens: SignedIn }

const subjects = 10
const uses = 60
const waysToUse = ['introspect', 'introspect', 'userinfo', 'refresh'] as const

const reason = 'a test'

/** Revocations by the client, the person and operators, each with another scope. */
const waysToRevoke: Readonly<Record<string, (one: Subject, node: string) => Promise<number>>> = {
  token: async ({ client, tokens }, node) =>
    (await post(`${node}/revoke`, client, { token: tokens.refreshToken })).status,
  logout: async ({ person }) => {
    const asked = await person.follow('/logout')
    return (await person.submit(asked, { logout: 'yes' })).status
  },
  session: ({ sessionId }, base) => told(`/sessions/${sessionId}`, { base, method: 'DELETE' }),
  grant: ({ tokens }, base) => revoked({ kind: 'grant', grant_id: sidOf(tokens) }, base),
  account: ({ account }, base) => revoked({ kind: 'account', account_id: account.id }, base),
  client: ({ client }, base) => revoked({ kind: 'client', client_id: client.clientId }, base),
  disabled: ({ account: { id } }, base) =>
    told(`/accounts/${id}/disable`, { base, body: { reason } }),
  'client disabled': ({ client: { clientId } }, base) =>
    told(`/clients/${clientId}/disable`, { base, body: { reason } }),
}

async function told(
  path: string,
  { method = 'POST', ...more }: { base: string; method?: string; body?: object },
): Promise<number> {
  return (await operator.ask(method, path, more)).status
}

function revoked(scope: object, base: string): Promise<number> {
  return told('/revocations', { base, body: { scope, reason } })
}

async function newSubject(): Promise<Subject> {
  const journey = await signedIn(cluster)
  const text = 'SELECT id FROM sessions WHERE account_id = $1'
  const [session] = await sql<{ id: string }>(cluster, text, [journey.account.id])
  return { ...journey, sessionId: session?.id ?? '' }
}

/** One application refreshes one after the other; what it was given is used by others meanwhile. */
async function useOnce(one: Subject, what: string, node: string): Promise<Entry['outcome']> {
  const { client, tokens } = one
  if (what === 'refresh') {
    const answer = await refresh(node, client, tokens.refreshToken)
    if (answer.status === 200) one.tokens = tokensOf(answer)
    return outcomeOf(answer.status, answer.status === 200)
  }
  if (what === 'userinfo') {
    const headers = { authorization: `Bearer ${tokens.accessToken}` }
    const { status } = await send(`${node}/userinfo`, { headers })
    return outcomeOf(status, status === 200)
  }
  const asked = await post(`${node}/introspect`, api, { token: tokens.accessToken })
  return outcomeOf(asked.status, asked.body['active'] === true)
}

function outcomeOf(status: number, isGood: boolean): Entry['outcome'] {
  if (status >= 500) return 'unknown'
  return isGood ? 'good' : 'refused'
}

test('after an acknowledged revocation nothing is accepted at any node, and before it nothing is refused', async () => {
  const seed = Number(process.env['PARLEY_TEST_SEED'] ?? randomInt(2 ** 31))
  const random = randomFrom(seed)
  const history: Entry[] = []
  const all: Subject[] = []
  while (all.length < subjects) all.push(await newSubject())
  const anyNode = () => cluster.nodes[random(cluster.nodes.length)] ?? ''

  // Somewhere in the middle of the uses, however fast the machine is.
  const due = all.map(() => ({
    after: Math.floor(uses / 4) + random(Math.floor(uses / 4)),
    ...Promise.withResolvers<void>(),
  }))

  const timed = async (
    about: Pick<Entry, 'subject' | 'kind' | 'what'>,
    act: (node: string) => Promise<Entry['outcome']>,
  ) => {
    const node = anyNode()
    const start = performance.now()
    const outcome = await act(node)
    history.push({ ...about, node, start, end: performance.now(), outcome })
  }
  const using = async (one: Subject, subject: number, choices: readonly string[]) => {
    for (let times = 0; times < uses; times += 1) {
      if (times === due[subject]?.after) due[subject]?.resolve()
      const what = choices[random(choices.length)] ?? ''
      await timed({ subject, kind: 'use', what }, (node) => useOnce(one, what, node))
    }
  }
  const revoking = async (one: Subject, subject: number) => {
    await due[subject]?.promise
    const ways = Object.entries(waysToRevoke)
    const [what, revokeIt] = ways[subject % ways.length] ?? ['', async () => 0]
    await timed({ subject, kind: 'revoke', what }, async (node) => {
      const status = await revokeIt(one, node)
      if (status >= 400) throw new Error(`${what}: ${status}`)
      return 'good'
    })
  }
  await Promise.all(
    all.flatMap((one, subject) => [
      using(one, subject, waysToUse),
      using(one, subject, ['introspect', 'userinfo']),
      revoking(one, subject),
    ]),
  )

  expect({ seed, violations: violationsOf(history) }).toEqual({ seed, violations: [] })
  // Both what is good and what is dead was asked about; else it would prove little.
  const counted = (outcome: string) => history.filter((entry) => entry.outcome === outcome).length
  expect([counted('good') > 100, counted('refused') > 100, counted('unknown')]).toEqual([
    true,
    true,
    0,
  ])
})
