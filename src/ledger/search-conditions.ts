/**
 * What is asked of the ledger as conditions in SQL: the most telling one leads through its index, the
 * others are held against what it finds. It asks nothing itself.
 */

import type { EventFilter } from '../model/event-search.ts'

export type Condition = { readonly name: string; readonly sql: string; readonly value?: unknown }

export type Looking = {
  /** Null: by time alone. */
  readonly leading: Condition | null
  readonly others: readonly Condition[]
}

const around = (address: string) =>
  `network(set_masklen(${address}, CASE family(${address}) WHEN 4 THEN 24 ELSE 48 END))`

/** `?` stands for the condition's own value. The first that is asked for leads. */
function conditionsOf(search: EventFilter): readonly Condition[] {
  const { sessionId, deviceId, accountId, network, actorId, clientId, types, outcome } = search
  const equal = (name: string, value: unknown) =>
    value === null ? [] : [{ name, sql: `a.${name}_id = ?`, value }]
  return [
    ...equal('session', sessionId),
    ...(deviceId === null ? [] : [{ name: 'device', sql: ofDevice, value: deviceId }]),
    ...equal('account', accountId),
    ...(network === null ? [] : networkConditions(network)),
    ...equal('actor', actorId),
    ...equal('client', clientId),
    ...(types === null ? [] : [typeCondition(types)]),
    ...(outcome === 'failure' ? [{ name: 'failed', sql: "a.outcome = 'failure'" }] : []),
    ...(outcome === 'success' ? [{ name: 'passed', sql: "a.outcome = 'success'" }] : []),
  ]
}

/** As the index has it. */
const ofDevice = "a.details ->> 'device' = ?"

/** The index knows networks of one size. What is narrower is looked for in the one around it. */
function networkConditions(network: string): readonly Condition[] {
  const within = { name: 'within', sql: 'a.network <<= ?::inet', value: network }
  const size = sizeOf(network)
  if (size < 0) return [within]
  const whole = {
    name: 'network',
    sql: `${around('a.network')} = ${around('?::inet')}`,
    value: network,
  }
  return size === 0 ? [whole] : [whole, within]
}

/** How many bits more than the networks of the index; negative for a wider one. */
function sizeOf(network: string): number {
  const [address = '', bits] = network.split('/')
  const isIpv6 = address.includes(':')
  return Number(bits ?? (isIpv6 ? 128 : 32)) - (isIpv6 ? 48 : 24)
}

function typeCondition(types: readonly string[]): Condition {
  const [only] = types
  return types.length === 1
    ? { name: 'type', sql: 'a.type = ?', value: only }
    : { name: 'types', sql: 'a.type = ANY (?::text[])', value: types }
}

/** How many types are looked up each by its own index. */
const mostTypes = 20

const leadsNowhere: readonly string[] = ['within', 'types', 'passed']

export function lookingFor(search: EventFilter): Looking {
  const all = conditionsOf(search)
  const [only] = all
  // Several types are several walks, which only together are in order.
  if (only?.name === 'types' && all.length === 1 && (search.types?.length ?? 0) <= mostTypes) {
    return { leading: only, others: [] }
  }
  const leading = all.find(({ name }) => !leadsNowhere.includes(name)) ?? null
  return { leading, others: all.filter((one) => one !== leading) }
}
