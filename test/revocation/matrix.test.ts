/** The effect of each cause on each credential: one test per cell, at every node, before and after the sweep. */

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { FeedTelling } from '../../src/model/feed-entry.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { readFeed } from '../../src/revocation/read-feed.ts'
import { sweepSessions } from '../../src/sessions/sweep.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sweepAll } from '../support/sweep.ts'
import { claimsOf } from '../support/tokens.ts'
import { type Cause, type Column, causes, columns, fateOf } from './causes.ts'
import { diesSoon, newWorld, type ProbeName, probed, type World } from './world.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2, runsRounds: false })
  const policy = { ...defaultPolicy, name: 'strict', onRefreshReuse: 'session' } as const
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

/** A session with offline access is another one: its browser part may end and the rest go on. */
const ofOffline: Readonly<Partial<Record<Column, ProbeName>>> = {
  offline: 'refresh',
  offlineAccess: 'accessToken',
}

/** The columns of access tokens, which a verifier may be shown that only follows the feed. */
const ofVerifiers = ['accessToken', 'offlineAccess', 'ownToken'] as const

type Worlds = { readonly plain: World; readonly offline: World }

function probeOf(column: Column, { plain, offline }: Worlds): [World, ProbeName] {
  const name = ofOffline[column]
  return name === undefined ? [plain, column as ProbeName] : [offline, name]
}

async function sweep(): Promise<void> {
  await sweepAll(cluster)
  while ((await sweepSessions(cluster.store, 100)) > 0);
}

/** These credentials die at once; the others are tried once, at the end. */
function isDeadly(cause: Cause, column: Column): boolean {
  return !['lives', 'soon'].includes(fateOf(cause, column))
}

describe.each(causes.map((cause) => [cause.name, cause] as const))('%s:', (_, cause) => {
  let worlds: Worlds
  const atOnce = new Map<Column, string>()

  beforeAll(async () => {
    const tier = cause.tier ?? 'default'
    worlds = {
      plain: await newWorld(cluster, { offline: false, tier }),
      offline: await newWorld(cluster, { offline: true, tier }),
    }
    await cause.act(worlds.plain)
    await cause.act(worlds.offline)
    for (const column of columns.filter((one) => isDeadly(cause, one))) {
      atOnce.set(column, await probed(...probeOf(column, worlds)))
    }
    await sweep()
  })

  test.each(columns.map((column) => [column, fateOf(cause, column)] as const))(
    '%s: %s',
    async (column, fate) => {
      const probe = probeOf(column, worlds)
      if (fate === 'soon') return diesSoon(...probe)
      if (fate !== 'lives') expect(atOnce.get(column)).toBe(fate)
      expect(await probed(...probe)).toBe(fate)
    },
  )

  test.each(ofVerifiers)('a verifier that follows the feed agrees about %s', async (one) => {
    const [world, name] = probeOf(one, worlds)
    const jwt = name === 'ownToken' ? world.ownToken : world.tokens.accessToken
    const { entries } = await readFeed(cluster.store, { after: null, most: 10_000 })
    const isKilled = entries.some((entry) => isKilledBy(jwt, entry))
    expect(isKilled).toBe(fateOf(cause, one) === 'dead')
  })
})

function isKilledBy(jwt: string, entry: FeedTelling): boolean {
  const { jti, sid, sub, client_id, iat } = claimsOf(jwt)
  const { kind: _, before, except = [], exp: __, ...named } = entry
  const claims: Record<string, unknown> = { jti, sid, sub, client_id }
  const isNamed = Object.entries(named).every(([name, value]) => claims[name] === value)
  const isSpared = except.some((one) => one === sid)
  return isNamed && !isSpared && (before === undefined || Number(iat) <= before)
}

const page = new URL('../../docs/revocation.md', import.meta.url)

const words: Readonly<Record<string, string>> = { dead: '✕', soon: '✕ 1 s', lives: '·' }

function inWords(fate: string): string {
  return words[fate] ?? (fate === 'refused' ? fate : `\`${fate}\``)
}

test('the table in the documentation matches this one', () => {
  const rows = readFileSync(page, 'utf8').split('\n')
  for (const cause of causes) {
    const cells = columns.map((column) => inWords(fateOf(cause, column)))
    expect(rows).toContain(`| ${[cause.name, ...cells].join(' | ')} |`)
  }
})
