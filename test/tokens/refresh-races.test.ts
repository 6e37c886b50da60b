/** Many refreshes of one token at once, over two nodes: no branch forks, no honest client falls. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { read } from '../../src/store/db.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { rounds } from '../support/rounds.ts'
import { signedIn } from '../support/sign-in.ts'
import { refresh } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  client = await cluster.client()
})
afterAll(() => cluster?.close())

const families = read(
  'test_families',
  'SELECT id, generation, ended_at AS "endedAt", end_reason AS "endReason" FROM token_families',
)

type Family = { id: string; generation: number; endedAt: Date | null; endReason: string | null }

function nodeOf(turn: number): string {
  return cluster.nodes[turn % cluster.nodes.length] ?? ''
}

async function refreshedBy(token: string, times: number) {
  const answers = await Promise.all(
    Array.from({ length: times }, (_, i) => refresh(nodeOf(i), client, token)),
  )
  return answers.map(({ status, body }) => ({ status, token: String(body['refresh_token']) }))
}

test('50 refreshes of one token over two nodes get one successor, round after round', async () => {
  const { tokens } = await signedIn(cluster, { client })
  let token = tokens.refreshToken
  const all = rounds(30)
  for (let round = 0; round < all; round += 1) {
    const answers = await refreshedBy(token, 50)
    const successors = new Set(answers.map((answer) => answer.token))
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(successors.size).toBe(1)
    ;[token = ''] = successors
  }
  const [family] = (await cluster.store.rows<Family>(families)).slice(-1)
  expect(family).toMatchObject({ generation: all, endedAt: null })
})

test('a lost answer is repeated: the direct predecessor gets the very same successor', async () => {
  const { tokens } = await signedIn(cluster, { client })
  const first = await refresh(nodeOf(0), client, tokens.refreshToken)
  const again = await refresh(nodeOf(1), client, tokens.refreshToken)
  expect(again.body['refresh_token']).toBe(first.body['refresh_token'])
})

test('a token older than the predecessor ends the family: thief and owner are both out', async () => {
  const { tokens } = await signedIn(cluster, { client })
  const [second] = await refreshedBy(tokens.refreshToken, 1)
  const [third] = await refreshedBy(second?.token ?? '', 1)
  const [stolen] = await refreshedBy(tokens.refreshToken, 1)
  const [owner] = await refreshedBy(third?.token ?? '', 1)
  expect([stolen?.status, owner?.status]).toEqual([400, 400])
  const ended = (await cluster.store.rows<Family>(families)).filter(({ endedAt }) => endedAt)
  expect(ended.map(({ endReason }) => endReason)).toEqual(['refresh_reuse'])
})

test('the predecessor is theft, too, once the grace is over, and at once with a grace of 0', async () => {
  const { tokens } = await signedIn(cluster, { client })
  const [second] = await refreshedBy(tokens.refreshToken, 1)
  await cluster.store.rows({
    name: 'test_no_grace',
    kind: 'write',
    text: "UPDATE token_families SET rotated_at = rotated_at - interval '31 seconds'",
  })
  const [late] = await refreshedBy(tokens.refreshToken, 1)
  const [owner] = await refreshedBy(second?.token ?? '', 1)
  expect([late?.status, owner?.status]).toEqual([400, 400])
})

test('the grace counts from the rotation and does not slide with each repeat', async () => {
  const { tokens } = await signedIn(cluster, { client })
  await refreshedBy(tokens.refreshToken, 1)
  const age = {
    name: 'test_age_rotation',
    kind: 'write',
    text: "UPDATE token_families SET rotated_at = rotated_at - interval '20 seconds'",
  } as const
  await cluster.store.rows(age)
  const [inside] = await refreshedBy(tokens.refreshToken, 1)
  await cluster.store.rows(age)
  const [outside] = await refreshedBy(tokens.refreshToken, 1)
  expect([inside?.status, outside?.status]).toEqual([200, 400])
})

test('a forged, cut or foreign refresh token is refused without ending anything', async () => {
  const { tokens } = await signedIn(cluster, { client })
  const [version, family, , mac] = tokens.refreshToken.split('.')
  const forged = [
    `${version}.${family}.1.${mac}`,
    `${version}.${family}.0.${'A'.repeat(43)}`,
    tokens.refreshToken.slice(0, -1),
    `2.${family}.0.${mac}`,
    `${tokens.refreshToken} `,
  ]
  const answers = await Promise.all(forged.map((token) => refresh(nodeOf(0), client, token)))
  expect(answers.map(({ status }) => status)).toEqual(forged.map(() => 400))

  const other = await cluster.client({ name: 'Another' })
  const foreign = await refresh(nodeOf(1), other, tokens.refreshToken)
  expect([foreign.status, foreign.body['error']]).toEqual([400, 'invalid_grant'])
  const mine = await refresh(nodeOf(0), client, tokens.refreshToken)
  expect(mine.status).toBe(200)
})
