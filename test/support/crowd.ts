/** Many sessions at once, straight into the tables: of many people, in many networks, begun in turn. */

import type { Cluster } from './cluster.ts'
import { sql } from './sql.ts'

export type Crowd = {
  readonly size: number
  /** Over how long they began, up to now. */
  readonly seconds?: number
  /** How many of each hundred have ended. */
  readonly ended?: number
  /** How many sessions a person has. */
  readonly each?: number
  readonly clientIds?: readonly string[]
  /** Null: of ten one is of `banking`. */
  readonly policy?: string | null
  /** Null: of fifty one is `mfa`. */
  readonly acr?: string | null
}

/** The id of a moment, as `uuidv7` draws it. */
const idAt = (at: string) => `(lpad(to_hex((extract(epoch FROM ${at}) * 1000)::bigint), 12, '0')
  || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`

/** Each with a device, a grant of one of the clients, and a token family; the newest first. */
export async function addCrowd(cluster: Pick<Cluster, 'store'>, crowd: Crowd): Promise<void> {
  const { size, seconds = 3_600, ended = 0, each = 10, clientIds = ['crowded'] } = crowd
  const { policy = null, acr = null } = crowd
  // A machine that is busy with other tests takes its time for many.
  for (let from = 0; from < size; from += atOnce) {
    const to = Math.min(from + atOnce, size)
    await sql(cluster, add, [size, seconds, ended, each, clientIds, policy, acr, from, to])
  }
}

const atOnce = 2_000

const add = `WITH people AS MATERIALIZED (
       SELECT n, gen_random_uuid() AS account_id, decode(md5(random()::text), 'hex') AS device
       FROM generate_series($8::int / $4::int, ($9::int - 1) / $4) AS n
     ), known AS (
       INSERT INTO devices (id, account_id, device_hash, name)
       SELECT gen_random_uuid(), account_id, device, 'Firefox on Linux' FROM people
     ), begun AS MATERIALIZED (
       SELECT ${idAt('at')} AS id, p.*, i, at, (i * 37) % 100 < $3::int AS is_over
       FROM generate_series($8, $9 - 1) AS i,
         LATERAL (SELECT date_trunc('milliseconds',
           now() - make_interval(secs => $2::float8 * (i + 1) / $1::int)) AS at) AS t,
         people p WHERE p.n = i / $4
     ), allowed AS (
       INSERT INTO grants (id, session_id, account_id, client_id, allowed, created_at, ended_at,
         end_reason)
       SELECT md5(id::text), id, account_id, ($5::text[])[1 + i % cardinality($5::text[])], '{}',
         at, CASE WHEN is_over THEN at END, CASE WHEN is_over THEN 'logout' END FROM begun
     ), tokens AS (
       INSERT INTO token_families (id, session_id, grant_id, account_id, client_id, offline,
         idle_seconds, expires_at, grace_seconds, payload, generation, ended_at, end_reason)
       SELECT md5('f' || id), id, md5(id::text), account_id,
         ($5::text[])[1 + i % cardinality($5::text[])], false, 1800, now() + interval '1 day', 30,
         '{}', 2, CASE WHEN is_over THEN at END, CASE WHEN is_over THEN 'logout' END FROM begun
     )
     INSERT INTO sessions (id, account_id, secret_hash, policy, acr, amr, auth_time, created_at,
       last_seen_at, idle_seconds, absolute_expires_at, due_at, network, device_hash, state,
       ended_at, end_reason)
     SELECT id, account_id, sha256(convert_to(id::text, 'UTF8')),
       coalesce($6::text, CASE WHEN i % 10 = 0 THEN 'banking' ELSE 'default' END),
       coalesce($7::text, CASE WHEN i % 50 < 2 THEN 'mfa' ELSE 'pwd' END), '{pwd}', at, at, now(), 86400,
       now() + interval '1 day', now() + interval '1 day',
       ('10.' || i % 200 || '.' || i % 7 || '.9')::inet, device,
       CASE WHEN is_over THEN 'ended' ELSE 'live' END, CASE WHEN is_over THEN at END,
       CASE WHEN is_over THEN 'logout' END FROM begun`
