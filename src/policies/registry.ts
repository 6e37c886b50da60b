/**
 * The policies, in memory: the presets, and the rows that edit or add to them. Every node checks for
 * changes twice a second. Statements judge the end of a session by the row itself; the cache here
 * decides about new sessions and tokens.
 */

import { DomainError } from '../base/errors.ts'
import type { Policy } from '../model/policy.ts'
import { settings } from '../model/policy-settings.ts'
import { defaultPolicy, findPreset, presets } from '../model/presets.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { poll, type Warn } from '../store/poll.ts'

const columns = settings.map(([setting, name]) => `${name} AS "${setting}"`)

const all = read(
  'policies',
  `SELECT name, ${columns.join(', ')} FROM policies ORDER BY name LIMIT 1000`,
  {
    name: column.text,
    signIn: column.bool,
    idleSeconds: orNull(column.number),
    absoluteSeconds: orNull(column.number),
    sliding: column.bool,
    refreshCountsAsActivity: column.bool,
    remember: column.bool,
    maxSessions: column.number,
    onLimit: column.word<Policy['onLimit']>(),
    limitScope: column.word<Policy['limitScope']>(),
    bindNetwork: column.word<Policy['bindNetwork']>(),
    bindBrowser: column.word<Policy['bindBrowser']>(),
    bindDevice: column.word<Policy['bindDevice']>(),
    onParallelUse: column.word<Policy['onParallelUse']>(),
    requireAcr: orNull(column.word<NonNullable<Policy['requireAcr']>>()),
    reauthenticateAfterSeconds: orNull(column.number),
    scopeRules: column.json<Policy['scopeRules']>(),
    offlineAccess: column.bool,
    warnBeforeSeconds: orNull(column.number),
    accessTokenSeconds: column.number,
    reconnectGraceSeconds: column.number,
    refreshIdleSeconds: column.number,
    refreshAbsoluteSeconds: column.number,
    onRefreshReuse: column.word<Policy['onRefreshReuse']>(),
  },
)

export type PolicyRegistry = {
  /** The policy with this name, or null. */
  readonly find: (name: string) => Policy | null
  /** The policy that a tier picks; an unknown tier gets `default`. */
  readonly ofTier: (tier: string) => Policy
  readonly list: () => readonly Policy[]
  readonly close: () => void
}

const refreshMilliseconds = 500

/** Resolves once the rows have been read. */
export async function openPolicyRegistry(db: Db, warn: Warn): Promise<PolicyRegistry> {
  let rows = await readRows(db)
  const refresh = async () => {
    rows = await readRows(db)
  }
  // While the store is unavailable, nobody can change a policy.
  const stop = poll(refresh, { milliseconds: refreshMilliseconds, warn })

  const find = (name: string) => rows.get(name) ?? findPreset(name)
  return {
    find,
    ofTier: (tier) => find(tier) ?? find(defaultPolicy.name) ?? defaultPolicy,
    list: () => merged(rows),
    close: stop,
  }
}

/** A row replaces the preset of its name. */
export async function listPolicies(db: Db): Promise<readonly Policy[]> {
  return merged(await readRows(db))
}

/** Reads the rows themselves, so that every node sees a saved policy at once. */
export async function findPolicy(db: Db, name: string): Promise<Policy | null> {
  return (await listPolicies(db)).find((policy) => policy.name === name) ?? null
}

/** Throws `not_found`. */
export async function getPolicy(db: Db, name: string): Promise<Policy> {
  const found = await findPolicy(db, name)
  if (found) return found
  throw new DomainError('not_found', 'no policy has this name')
}

function merged(rows: ReadonlyMap<string, Policy>): readonly Policy[] {
  const byName = new Map(presets.map((preset) => [preset.name, preset]))
  for (const [name, policy] of rows) byName.set(name, policy)
  return [...byName.values()]
}

async function readRows(db: Db): Promise<Map<string, Policy>> {
  const rows = await db.rows<Policy>(all)
  return new Map(rows.map((policy) => [policy.name, policy]))
}
