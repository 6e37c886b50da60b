/** What a session began with, and what it leads to when something else comes with its cookie. Pure. */

import { type Binding, bindings, type Policy } from './policy.ts'

export const traits = ['network', 'browser', 'device'] as const
export type Trait = (typeof traits)[number]

/** A network is an address, a browser its family and system, a device the hash of its cookie. */
export type Traits = Readonly<Record<Trait, string | null>>

export type Change = {
  readonly what: Trait
  readonly before: string | null
  readonly after: string | null
  readonly action: Exclude<Binding, 'off'>
}

export type BindingRules = Pick<Policy, 'bindNetwork' | 'bindBrowser' | 'bindDevice'>

/**
 * What was not known at the beginning binds nothing. What was, and is missing now, has changed: it
 * would be too easy to leave it out.
 */
export function changesOf(begun: Traits, now: Traits, rules: BindingRules): readonly Change[] {
  const actions = {
    network: rules.bindNetwork,
    browser: rules.bindBrowser,
    device: rules.bindDevice,
  }
  return traits.flatMap((what) => {
    const action = actions[what]
    const before = begun[what]
    const isSame = before === null || keyOf(what, before) === keyOf(what, now[what])
    return isSame || action === 'off' ? [] : [{ what, before, after: now[what], action }]
  })
}

/** By which a change is known when it comes again. */
export function markOf({ what, after, action }: Change): string {
  return `${action} ${what} ${keyOf(what, after)}`
}

/** A change that was noted, as far as it may be shown: what a device is known by may not. */
export type NotedChange = {
  readonly what: string
  readonly action: string
  readonly after: string | null
}

export function readMark(mark: string): NotedChange {
  const [action = '', what = '', ...after] = mark.split(' ')
  return { what, action, after: what === 'device' ? null : after.join(' ') }
}

export function strictestOf(actions: readonly Binding[]): Binding {
  return bindings.findLast((binding) => actions.includes(binding)) ?? 'off'
}

/** What two values of one trait are compared by. */
function keyOf(what: Trait, value: string | null): string | null {
  return what === 'network' ? networkOf(value) : value
}

/**
 * The network of an address: its first 24 bits, or 48 in IPv6. That is what a provider gives to one
 * site, so neither a new lease nor a privacy address is another network. Null: no address.
 */
export function networkOf(address: string | null): string | null {
  return prefixOf(address, { v4: 24, v6: 48 })
}

/** The one machine or line behind an address: all of IPv4, and the 64 bits that one has of IPv6. */
export function lineOf(address: string | null): string | null {
  return prefixOf(address, { v4: 32, v6: 64 })
}

type Bits = { readonly v4: 24 | 32; readonly v6: 48 | 64 }

function prefixOf(address: string | null, { v4, v6 }: Bits): string | null {
  const plain = (address ?? '').toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return prefixOfV4(plain, v4) ?? prefixOfV6(plain, v6)
}

function prefixOfV4(address: string, bits: Bits['v4']): string | null {
  const parts = address.split('.')
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part))
  if (!isAddress || parts.some((part) => Number(part) > 255)) return null
  const kept = parts.map((part, i) => (i < bits / 8 ? Number(part) : 0))
  return `${kept.join('.')}/${bits}`
}

const shortGroup = /^[0-9a-f]{1,4}$/

/** An IPv4 tail stands for two groups, far behind those that count. */
function prefixOfV6(address: string, bits: Bits['v6']): string | null {
  const [head = '', tail, ...more] = address.replace(/\d+(\.\d+){3}$/, '0:0').split('::')
  const before = groupsOf(head)
  const after = groupsOf(tail ?? '')
  const left = 8 - before.length - after.length
  const isWhole = tail === undefined ? left === 0 : left >= 1
  const groups = [...before, ...Array.from({ length: Math.max(left, 0) }, () => '0'), ...after]
  if (more.length > 0 || !isWhole || !groups.every((group) => shortGroup.test(group))) return null
  const prefix = groups.slice(0, bits / 16).map((group) => Number.parseInt(group, 16).toString(16))
  return `${prefix.join(':')}::/${bits}`
}

function groupsOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(':')
}

/** From where a cookie is used, in one text that two uses are compared by. */
export function placeOf({ network, browser }: Pick<Traits, 'network' | 'browser'>): string {
  return `${networkOf(network) ?? 'unknown'} ${browser ?? 'unknown'}`
}

/** The last two places from which a cookie was used. */
export type Uses = {
  readonly place: string | null
  readonly formerPlace: string | null
  /** Since the last use from there. */
  readonly formerSecondsAgo: number | null
}

const parallelSeconds = 10

/**
 * Here, elsewhere, and here again within seconds: two use the cookie. Who moves from one network to
 * another does not come back so soon.
 */
export function isParallel(here: string, { place, formerPlace, formerSecondsAgo }: Uses): boolean {
  const isBack = place !== null && here !== place && here === formerPlace
  return isBack && formerSecondsAgo !== null && formerSecondsAgo <= parallelSeconds
}
