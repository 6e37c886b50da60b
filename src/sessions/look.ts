/** Searches sessions by any criteria, newest first, at a bounded cost. */

import { leastIdAt } from '../base/crypto.ts'
import type { SessionFilter } from '../model/session-filter.ts'
import { aggregateOf, endOf, type Look, pageOf } from '../store/bounded-look.ts'
import type { Db } from '../store/db.ts'
import { allHeld, listedValues, type Values, valuesOf } from './criteria.ts'

export type Wanted = {
  readonly filter: SessionFilter
  /** Only sessions that began by then and have not ended. */
  readonly standingBy?: Date | 'infinity' | null
  /** The last id of the page before. */
  readonly before?: string | null
}

export type SessionPage<Row> = {
  readonly rows: readonly Row[]
  /** Null if there is no more. A page can be short, even empty, with more to come. */
  readonly next: string | null
}

type Place = { readonly id: string }

/** `columns` use the alias `s`. */
export async function lookForSessions<Row extends Place>(
  db: Db,
  { columns, most, ...wanted }: Wanted & { readonly columns: string; readonly most: number },
): Promise<SessionPage<Row>> {
  const plan = await planned(db, wanted)
  if (plan === null) return { rows: [], next: null }
  const { rows, next } = await pageOf<Row, Place>(db, plan.look, { columns, most })
  return { rows, next: goesOn(plan, next) }
}

/** Exact if `isWhole`, otherwise a lower bound. */
export type Count = {
  readonly sessions: number
  readonly accounts: number
  readonly isWhole: boolean
}

const counts = `count(*)::int AS sessions, count(DISTINCT s.account_id)::int AS accounts`

/** Counts among the sessions that one look reads. */
export async function countSessions(db: Db, wanted: Wanted): Promise<Count> {
  const plan = await planned(db, wanted)
  if (plan === null) return { sessions: 0, accounts: 0, isWhole: true }
  const counted = await aggregateOf<Omit<Count, 'isWhole'>>(db, plan.look, counts)
  const next = goesOn(plan, await endOf<Place>(db, plan.look))
  return { ...counted, isWhole: next === null }
}

/** Nothing below `lower` can match. */
type Plan = { readonly look: Look; readonly lower: string }

function goesOn({ lower }: Plan, next: Place | null): string | null {
  return next === null || next.id < lower ? null : next.id
}

/** Null if nothing can match. */
async function planned(
  db: Db,
  { filter, standingBy = null, before = null }: Wanted,
): Promise<Plan | null> {
  const values = await valuesOf(db, { filter, standingBy })
  if (values === null) return null
  const { created, seen } = filter
  const latest = [created.to, seen.to, standingBy === 'infinity' ? null : standingBy]
  const uppers = [before, ...latest.map((moment) => moment && idAround(moment, 1))]
  const upper = uppers.reduce<string>((a, b) => (b !== null && b < a ? b : a), highestId)
  const lower = created.from === null ? lowestId : idAround(created.from, -1)
  return { look: lookFrom(upper, values), lower }
}

const lowestId = '00000000-0000-0000-0000-000000000000'
const highestId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Ids use a node's clock, `created_at` the database's; `doctor` fails at a difference of 30 s. */
const clocksApart = 60_000

function idAround(moment: Date, direction: 1 | -1): string {
  return leastIdAt(new Date(moment.getTime() + direction * clocksApart))
}

function lookFrom(upper: string, values: Values): Look {
  const lead = leadOf(values)
  const led = lead === 'standing' || lead === 'time' ? [] : [values[lead]]
  return {
    name: `sessions_${lead}`,
    ...walks[lead],
    values: [upper, ...led],
    held: allHeld,
    heldValues: listedValues(values),
  }
}

/** The criterion whose index leads the search: the most selective one. */
type Lead = 'account' | 'network' | 'client' | 'standing' | 'time'

function leadOf({ account, network, client, state, standingBy }: Values): Lead {
  if (account !== null) return 'account'
  if (network !== null && !isWide(String(network))) return 'network'
  if (client !== null) return 'client'
  const isStanding = standingBy !== null || state === 'live' || state === 'offline'
  return isStanding ? 'standing' : 'time'
}

/** The index holds networks of one size only. */
function isWide(network: string): boolean {
  const [address = '', bits] = network.split('/')
  return bits !== undefined && Number(bits) < (address.includes(':') ? 48 : 24)
}

const around = (address: string) =>
  `network(set_masklen(${address}, CASE family(${address}) WHEN 4 THEN 24 ELSE 48 END))`

type Walk = Pick<Look, 'alias' | 'walk' | 'order' | 'place' | 'joined'>

/**
 * Rows with this value of the key, in an order that only the key's index has. With an index that only
 * sorts by age, Postgres may expect to find them soon and then read it to its end.
 */
const walkBy = (key: string, value: string, within = 'true'): Walk => ({
  alias: 's',
  walk: `SELECT s.*, ${key} AS key FROM sessions s
    WHERE (${key}, s.id) < (${value}, $1::uuid) AND ${key} >= ${value} AND ${within}
    ORDER BY ${key} DESC, s.id DESC`,
  order: 's.key DESC, s.id DESC',
  place: 's.id',
  joined: '',
})

const walks: Readonly<Record<Lead, Walk>> = {
  account: walkBy('s.account_id', '$2::uuid'),
  network: walkBy(around('s.network'), around('$2::inet')),
  client: {
    alias: 'w',
    walk: `SELECT DISTINCT g.client_id AS key, g.session_id AS id FROM grants g
      WHERE (g.client_id, g.session_id) < ($2::text, $1::uuid) AND g.client_id >= $2::text
      ORDER BY g.client_id DESC, g.session_id DESC`,
    order: 'w.key DESC, w.id DESC',
    place: 'w.id',
    joined: `CROSS JOIN LATERAL (
      SELECT o.* FROM sessions o WHERE o.id = w.id OFFSET 0) AS s`,
  },
  standing: walkBy("(s.state <> 'ended')", 'true', "s.state <> 'ended'"),
  time: {
    alias: 's',
    walk: 'SELECT s.* FROM sessions s WHERE s.id < $1::uuid ORDER BY s.id DESC',
    order: 's.id DESC',
    place: 's.id',
    joined: '',
  },
}
