/** Whether an event is one that was asked for: the same rules as the search has in SQL. */

import { BlockList, isIP } from 'node:net'
import { deviceOf, type ShownEvent } from '../model/event-document.ts'
import type { EventFilter } from '../model/event-search.ts'

export function matcherOf(filter: EventFilter): (event: ShownEvent) => boolean {
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
