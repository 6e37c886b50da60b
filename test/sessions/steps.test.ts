/**
 * Whatever is sent to the steps of signing in and allowing, in whatever order, from whichever
 * browser: nothing is skipped, what is refused changes nothing, and nothing breaks.
 */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { alternating } from '../support/alternating.ts'
import { cheapAccount } from '../support/cheap-account.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { newPerson } from '../support/person.ts'
import { rounds } from '../support/rounds.ts'
import { sql } from '../support/sql.ts'
import type { ModelBrowser, StepModel } from '../support/step-model.ts'
import { hostile } from './step-attacks.ts'
import { honest, unruly } from './step-commands.ts'
import { type Real, tables } from './step-run.ts'

let cluster: Cluster
let clients: Real['clients']

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  clients = { first: await cluster.client(), second: await cluster.client({ name: 'Second' }) }
})
afterAll(() => cluster?.close())

const seen = new Map<string, number>()

/** Nothing of the run before is left, so that looking at everything stays cheap. */
async function freshRun(): Promise<{ model: StepModel; real: Real }> {
  await sql(cluster, `TRUNCATE ${tables.join(', ')}`)
  const reach = alternating(cluster)
  const accounts = {
    roomy: await cheapAccount(cluster, 'default'),
    crowded: await cheapAccount(cluster, 'basic'),
  }
  const people = [newPerson(cluster, reach), newPerson(cluster, reach)]
  const browsers = people.map((): ModelBrowser => ({ session: null }))
  return {
    model: { browsers, steps: [], sessions: [], allowed: new Set() },
    real: { cluster, clients, accounts, people, reach, verifiers: new Map(), seen },
  }
}

// A failure is printed with its seed and the shortest sequence that causes it.
test('no order of steps, answers, cookies and endings skips, corrupts or breaks anything', async () => {
  const commands = fc.commands([...honest, ...unruly, ...hostile], {
    maxCommands: 80,
    size: 'max',
  })
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const run = await freshRun()
      await fc.asyncModelRun(() => run, sequence)
    }),
    { numRuns: rounds(20) },
  )
  // Every outcome was reached and every attack was tried; otherwise this would prove little.
  for (const what of ['code', 'consent', 'refused']) {
    expect([what, (seen.get(what) ?? 0) > 0]).toEqual([what, true])
  }
})
