/** A remote receiver gets every seal in order, from any node, even after failures. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { z } from 'zod'
import { postSeals } from '../../src/ledger/publish.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Mood, openReceiver, type Receiver } from '../support/receiver.ts'
import { sql } from '../support/sql.ts'

let receiver: Receiver
let ledger: Ledger

beforeAll(async () => {
  receiver = await openReceiver()
  ledger = await openLedger()
  await ledger.seal()
})
afterAll(async () => {
  await ledger?.close()
  await receiver?.close()
})

const posted = z.object({ seals: z.array(z.object({ number: z.number(), seal: z.string() })) })

function numbersAt({ received }: Receiver): number[] {
  return received.flatMap(({ body }) => posted.parse(JSON.parse(body)).seals.map((s) => s.number))
}

test('running nodes post each seal, and a receiver that was down gets them when it is back', async () => {
  const cluster: Cluster = await startCluster({
    nodes: 2,
    settings: { PARLEY_SEAL_URL: receiver.uri },
  })
  try {
    for (const mood of [200, 503, 'reset', 'redirect', 200] satisfies Mood[]) {
      receiver.mood = mood
      await cluster.account()
      await sleep(50)
    }
    await cluster.account()
    await untilAllPosted(cluster)
  } finally {
    await cluster.close()
  }
  const numbers = [...new Set(numbersAt(receiver))]
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
})

async function untilAllPosted(cluster: Cluster): Promise<void> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    const [row] = await sql<{ last: number | null; place: number | null }>(
      cluster,
      `SELECT (SELECT max(number)::int FROM audit_blocks) AS last,
         (SELECT max(number)::int FROM audit_seal_places) AS place`,
    )
    if (row?.last !== null && row?.place === row?.last) return
    await sleep(50)
  }
  throw new Error('the seals were not taken')
}

test('seals that were not accepted are posted again by any node', async () => {
  const url = 'https://seals.example/1'
  const taken: number[][] = []
  const hand = async (seals: readonly { number: number }[]) => {
    taken.push(seals.map(({ number }) => number))
  }
  const refuse = () => Promise.reject(new Error('no'))
  await ledger.append(1)
  await ledger.seal()
  await expect(postSeals(ledger.store, { url, hand: refuse })).rejects.toThrow('no')
  await postSeals(ledger.store, { url, hand })
  await postSeals(ledger.store, { url, hand })
  await ledger.append(1)
  await ledger.seal()
  await postSeals(ledger.store, { url, hand })
  const all = taken.flat()
  expect(all).toEqual(all.map((_, i) => i + 1))
  expect(taken).toHaveLength(2)
})

test('two nodes at once post each seal once, and a new receiver starts at the first seal', async () => {
  const url = 'https://seals.example/2'
  const taken: number[] = []
  const hand = async (seals: readonly { number: number }[]) => {
    taken.push(...seals.map(({ number }) => number))
    await sleep(20)
  }
  await Promise.all([1, 2, 3].map(() => postSeals(ledger.store, { url, hand })))
  expect(taken).toEqual(taken.map((_, i) => i + 1))
  expect(taken.length).toBeGreaterThan(2)
})
