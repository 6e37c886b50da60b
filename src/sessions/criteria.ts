/** The criteria of a session search in SQL (alias `s`). A null value matches every session. */

import type { SessionFilter } from '../model/session-filter.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { judgedEndReason, judgedState } from './list.ts'

type Holds = (value: string) => string

/** In the order of their parameters. */
const criteria = {
  account: ['uuid', (value) => `s.account_id = ${value}`],
  device: ['text', (value) => `s.device_hash = decode(${value}, 'hex')`],
  network: ['inet', (value) => `s.network <<= ${value}`],
  // With EXISTS, Postgres may first collect all sessions of the client.
  client: [
    'text',
    (value) => `(SELECT true FROM grants g
    WHERE g.session_id = s.id AND g.client_id = ${value} LIMIT 1)`,
  ],
  acr: ['text', (value) => `s.acr = ${value}`],
  policy: ['text', (value) => `s.policy = ${value}`],
  createdFrom: ['timestamptz', (value) => `s.created_at >= ${value}`],
  createdTo: ['timestamptz', (value) => `s.created_at < ${value}`],
  seenFrom: ['timestamptz', (value) => `s.last_seen_at >= ${value}`],
  seenTo: ['timestamptz', (value) => `s.last_seen_at < ${value}`],
  standingBy: ['timestamptz', (value) => `s.created_at <= ${value} AND ${judgedState} <> 'ended'`],
  state: ['text', (value) => `${judgedState} = ${value}`],
  endReason: ['text', (value) => `${judgedEndReason} = ${value}`],
} as const satisfies Readonly<Record<string, readonly [type: string, holds: Holds]>>

export type Criterion = keyof typeof criteria
export type Values = Readonly<Record<Criterion, unknown>>

const entries = Object.entries(criteria)
/** All criteria. Each is true for every session while its value is null. */
export function allHeld(first: number): string {
  return entries
    .map(([, [type, holds]], i) => {
      const value = `$${i + first}::${type}`
      return `(${value} IS NULL OR ${holds(value)})`
    })
    .join('\n AND ')
}

export function listedValues(values: Values): readonly unknown[] {
  return entries.map(([name]) => Reflect.get(values, name))
}

const byId = read(
  'device_by_id',
  `SELECT account_id AS "accountId", encode(device_hash, 'hex') AS hash FROM devices
   WHERE id = $1`,
  { accountId: column.uuid, hash: column.text },
)

type Device = { readonly accountId: string; readonly hash: string }

/** Null if nothing can match: the device is unknown, or belongs to another account. */
export async function valuesOf(
  db: Db,
  { filter, standingBy }: { filter: SessionFilter; standingBy: Date | 'infinity' | null },
): Promise<Values | null> {
  const { accountId, deviceId, created, seen } = filter
  const [device] = deviceId === null ? [] : await db.rows<Device>(byId, [deviceId])
  if (deviceId !== null && device === undefined) return null
  if (accountId !== null && device !== undefined && device.accountId !== accountId) return null
  return {
    account: accountId ?? device?.accountId ?? null,
    device: device?.hash ?? null,
    network: filter.network,
    client: filter.clientId,
    acr: filter.acr,
    policy: filter.policy,
    createdFrom: created.from,
    createdTo: created.to,
    seenFrom: seen.from,
    seenTo: seen.to,
    standingBy,
    state: filter.state,
    endReason: filter.endReason,
  }
}
