/** A person whose network and browser a test can change; the cluster must trust its own balancer. */

import type { Cluster } from './cluster.ts'
import { checkedFetch } from './contract.ts'
import { newPerson, type Person } from './person.ts'

export type Whereabouts = { network: string; userAgent: string }

/** Settings that make the nodes trust the network that a test claims. */
export const believing = { PARLEY_TRUSTED_PROXIES: '127.0.0.1 ::1' } as const

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
const chromeOf = (version: number) =>
  `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`

export const chrome = chromeOf(131)
export const chromeUpdated = chromeOf(148)
export const firefox = `${windows.replace(')', '; rv:133.0)')} Gecko/20100101 Firefox/133.0`

export const home = '203.0.113.7'
export const sameHome = '203.0.113.250'
export const abroad = '198.51.100.4'

export type MovingPerson = Person & { readonly at: Whereabouts }

export function movingPerson(
  { issuer }: Pick<Cluster, 'issuer'>,
  { network = home, userAgent = chrome }: Partial<Whereabouts> = {},
): MovingPerson {
  const at = { network, userAgent }
  const person = newPerson({ issuer }, (url, init) => checkedFetch(url, placed(at, init)))
  return { ...person, at }
}

/** The same request, as it comes from there. */
export function placed(at: Whereabouts, init: RequestInit = {}): RequestInit {
  const headers = new Headers(init.headers)
  headers.set('x-forwarded-for', at.network)
  headers.set('user-agent', at.userAgent)
  return { ...init, headers }
}

/** Someone else's browser, to which the cookies of `from` were copied, all or some. */
export function thiefOf(
  cluster: Pick<Cluster, 'issuer'>,
  from: Person,
  { without = [], ...at }: Partial<Whereabouts> & { without?: readonly string[] },
): MovingPerson {
  const thief = movingPerson(cluster, at)
  for (const [name, cookie] of from.cookies)
    if (!without.some((left) => name.startsWith(left))) thief.cookies.set(name, cookie)
  return thief
}
