/** Looking for sessions by whatever is asked for, the newest first, without reading all of them. */

import { leastIdAt } from '../base/crypto.ts'
import type { SessionFilter } from '../model/session-filter.ts'
import { aggregateOf, endOf, type Look, pageOf } from '../store/bounded-look.ts'
import type { Db } from '../store/db.ts'
import { allHeld, listedValues, type Values, valuesOf } from './criteria.ts'

export type Wanted = {
  readonly filter: SessionFilter
  /** Only those that began by then and have not ended: what there is to end. */
  readonly standingBy?: Date | 'infinity' | null
  /** The id where the page before ended. */
  readonly before?: string | null
}

export type SessionPage<Row> = {
  readonly rows: readonly Row[]
  /** Null: there is no more. A page can be short, even empty, with more to come. */
  readonly next: string | null
}

type Place = { readonly id: string }

/** `columns` of the alias `s`. */
export async function lookForSessions<Row extends Place>(
  db: Db,
  { columns, most, ...wanted }: Wanted & { readonly columns: string; readonly most: number },
): Promise<SessionPage<Row>> {
  const plan = await planned(db, wanted)
  if (plan === null) return { rows: [], next: null }
  const { rows, next } = await pageOf<Row, Place>(db, plan.look, { columns, most })
  return { rows, next: goesOn(plan, next) }
}

/** At least so many, or exactly so many if `isWhole`. */
export type Count = {
  readonly sessions: number
  readonly accounts: number
  readonly isWhole: boolean
}

const counts = `count(*)::int AS sessions, count(DISTINCT s.account_id)::int AS accounts`

/** Among those that one look reads. */
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

/** Null when nothing can match. */
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

/** An id has the time of a node's clock, `created_at` that of the database's. */
const clocksApart = 600_000

function idAround(moment: Date, direction: 1 | -1): string {
  return leastIdAt(new Date(moment.getTime() + direction * clocksApart))
}

function lookFrom(upper: string, values: Values): Look {
  const lead = leadOf(values)
  const walk = walks[lead]
  const led = lead === 'standing' || lead === 'time' ? [] : [values[lead]]
  const alias = lead === 'client' ? 'c' : 's'
  return {
    name: `sessions_${lead}`,
    alias,
    walk,
    values: [upper, ...led],
    order: `${alias}.id DESC`,
    place: `${alias}.id`,
    joined: lead === 'client' ? sessionsOfClient : '',
    held: allHeld(led.length + 2),
    heldValues: listedValues(values),
  }
}

/** What leads: the most telling that is asked for. */
type Lead = 'account' | 'network' | 'client' | 'standing' | 'time'

function leadOf({ account, network, client, state, standingBy }: Values): Lead {
  if (account !== null) return 'account'
  if (network !== null && !isWide(String(network))) return 'network'
  if (client !== null) return 'client'
  const isStanding = standingBy !== null || state === 'live' || state === 'offline'
  return isStanding ? 'standing' : 'time'
}

/** The index knows networks of one size. */
function isWide(network: string): boolean {
  const [address = '', bits] = network.split('/')
  return bits !== undefined && Number(bits) < (address.includes(':') ? 48 : 24)
}

const around = (address: string) =>
  `network(set_masklen(${address}, CASE family(${address}) WHEN 4 THEN 24 ELSE 48 END))`

const walkOver = (condition: string) => `SELECT s.* FROM sessions s
  WHERE ${condition} AND s.id < $1::uuid ORDER BY s.id DESC`

/** There is no lower bound: with two Postgres expects few rows, and may read and sort them all. */
const walks: Readonly<Record<Lead, string>> = {
  account: walkOver('s.account_id = $2::uuid'),
  network: walkOver(`${around('s.network')} = ${around('$2::inet')} AND s.network <<= $2::inet`),
  client: `SELECT DISTINCT g.session_id AS id FROM grants g
    WHERE g.client_id = $2::text AND g.session_id < $1::uuid ORDER BY g.session_id DESC`,
  standing: walkOver(`s.state <> 'ended'`),
  time: walkOver('true'),
}

const sessionsOfClient = `CROSS JOIN LATERAL (
  SELECT o.* FROM sessions o WHERE o.id = c.id OFFSET 0) AS s`
