/** Signing keys set forward in time, and what is to be seen of them. */

import type { Cluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { allDetails, sql } from '../support/sql.ts'
import { send } from '../support/tokens.ts'

type Stored = Pick<Cluster, 'store'>

export type KeySeen = {
  readonly kid: string
  readonly alg: string
  readonly state: string
  readonly hasPrivate: boolean
}

/** In the order in which they were made. */
export function keysSeen(cluster: Stored, alg = 'ES256'): Promise<readonly KeySeen[]> {
  return sql<KeySeen>(
    cluster,
    `SELECT kid, alg, sealed_private IS NOT NULL AS "hasPrivate",
       CASE WHEN retired_at IS NOT NULL THEN 'retired' WHEN signed_from IS NULL THEN 'next'
         WHEN signed_until IS NULL THEN 'signing' ELSE 'published' END AS state
     FROM signing_keys WHERE alg = $1 ORDER BY created_at, kid`,
    [alg],
  )
}

export async function statesSeen(cluster: Stored, alg = 'ES256'): Promise<readonly string[]> {
  return (await keysSeen(cluster, alg)).map(({ state }) => state)
}

/** As if whatever happened to the keys had happened `seconds` earlier. */
export async function ageKeys(cluster: Stored, seconds: number): Promise<void> {
  const columns = ['created_at', 'signs_from', 'signed_from', 'signed_until']
  const earlier = columns.map((column) => `${column} = ${column} - make_interval(secs => $1)`)
  await sql(cluster, `UPDATE signing_keys SET ${earlier.join(', ')} WHERE retired_at IS NULL`, [
    seconds,
  ])
}

/**
 * As if the next keys had been published for as long as caches may be old. A second ago, since a
 * column keeps milliseconds and rounds: `now()` may be stored as a moment that is yet to come.
 */
export async function makeNextDue(cluster: Stored): Promise<void> {
  await sql(
    cluster,
    "UPDATE signing_keys SET signs_from = now() - interval '1 second' WHERE signed_from IS NULL",
  )
}

export type KeyEvent = {
  readonly type: string
  readonly actor: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Of one key, in the order in which they happened. */
export function eventsOfKey(cluster: Stored, kid: string): Promise<readonly KeyEvent[]> {
  return sql<KeyEvent>(
    cluster,
    `SELECT type, actor_kind AS actor, ${allDetails} FROM audit_events WHERE details->>'kid' = $1
     ORDER BY id`,
    [kid],
  )
}

async function publishedKids(node: string): Promise<readonly string[]> {
  const { body } = await send(`${node}/jwks`)
  const keys: readonly { readonly kid: string }[] = JSON.parse(JSON.stringify(body['keys']))
  return keys.map(({ kid }) => kid)
}

/** Answers when every node publishes exactly what is not retired. */
export async function allFollow(cluster: Pick<Cluster, 'store' | 'nodes'>): Promise<void> {
  const rows = await sql<{ kid: string }>(
    cluster,
    'SELECT kid FROM signing_keys WHERE retired_at IS NULL',
  )
  const wanted = rows
    .map(({ kid }) => kid)
    .toSorted()
    .join()
  for (const node of cluster.nodes) {
    await eventually(async () => (await publishedKids(node)).toSorted().join() === wanted)
  }
}
