/**
 * A filter on events, in SQL for the search and in code for the tail: the two must say the same. In
 * SQL the most selective condition leads through its index and the others narrow down its matches.
 */

import { BlockList, isIP } from 'node:net'
import { deviceOf, type EventRecord } from '../model/event-document.ts'
import type { EventFilter } from '../model/event-search.ts'

export type Condition = { readonly name: string; readonly sql: string; readonly value?: unknown }

export type SearchPlan = {
  /** Null: by time only. */
  readonly leading: Condition | null
  readonly others: readonly Condition[]
}

const around = (address: string) =>
  `network(set_masklen(${address}, CASE family(${address}) WHEN 4 THEN 24 ELSE 48 END))`

/** `?` stands for the condition's own value. The first condition leads. */
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

/** The same expression as in the index. */
const ofDevice = "a.details ->> 'device' = ?"

/** The index holds networks of one size. A narrower one is searched inside the network around it. */
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

/** How many bits narrower than the networks in the index; negative for a wider one. */
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

/** At most so many types are looked up one by one in the index. */
const mostTypes = 20

const leadsNowhere: readonly string[] = ['within', 'types', 'passed']

export function planSearch(search: EventFilter): SearchPlan {
  const all = conditionsOf(search)
  const [only] = all
  // Several types need several index walks, merged into one order.
  if (only?.name === 'types' && all.length === 1 && (search.types?.length ?? 0) <= mostTypes) {
    return { leading: only, others: [] }
  }
  const leading = all.find(({ name }) => !leadsNowhere.includes(name)) ?? null
  return { leading, others: all.filter((one) => one !== leading) }
}

/** The same rules in code, for events that are already read. */
export function matcherOf(filter: EventFilter): (event: EventRecord) => boolean {
  const { types, outcome, actorId, accountId, sessionId, clientId, deviceId, network } = filter
  const isWithin = network === null ? null : withinOf(network)
  const wanted = Object.entries({
    outcome,
    actor_id: actorId,
    account_id: accountId,
    session_id: sessionId,
    client_id: clientId,
  }).filter(([, value]) => value !== null)
  return (event) =>
    (types === null || types.some((type) => type === event.type)) &&
    wanted.every(([name, value]) => Reflect.get(event, name) === value) &&
    (deviceId === null || deviceOf(event) === deviceId) &&
    (isWithin === null || isWithin(event.network))
}

function withinOf(network: string): (address: string | null) => boolean {
  const [base = '', bits] = network.split('/')
  const list = new BlockList()
  const family = familyOf(base)
  list.addSubnet(base, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family)
  return (address) => {
    const [host = ''] = (address ?? '').split('/')
    return isIP(host) !== 0 && familyOf(host) === family && list.check(host, family)
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return address.includes(':') ? 'ipv6' : 'ipv4'
}
