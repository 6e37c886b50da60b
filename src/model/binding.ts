/** The traits a session is bound to, and the reaction when its cookie comes with others. Pure. */

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
 * A trait that was unknown at the start binds nothing. A trait that was known and is now missing
 * counts as changed: otherwise an attacker would simply leave it out.
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

/** Identifies a change, so that a repetition is recognised. */
export function markOf({ what, after, action }: Change): string {
  return `${action} ${what} ${keyOf(what, after)}`
}

/** A logged change as it may be shown: the hash of a device cookie is left out. */
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

/** The form in which two values of a trait are compared. */
function keyOf(what: Trait, value: string | null): string | null {
  return what === 'network' ? networkOf(value) : value
}

/**
 * The network of an address: its first 24 bits, or 48 in IPv6. Providers give one site that much, so
 * a new lease or a privacy address is still the same network. Null without an address.
 */
export function networkOf(address: string | null): string | null {
  return prefixOf(address, { v4: 24, v6: 48 })
}

/** The single machine or line behind an address: all of IPv4, the first 64 bits of IPv6. */
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

/** An IPv4 tail stands for two groups, beyond those that count. */
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

/** The place a cookie is used from, as one string for comparison. */
export function placeOf({ network, browser }: Pick<Traits, 'network' | 'browser'>): string {
  return `${networkOf(network) ?? 'unknown'} ${browser ?? 'unknown'}`
}

/** The last two places a cookie was used from. */
export type Uses = {
  readonly place: string | null
  readonly formerPlace: string | null
  /** Seconds since the last use from the former place. */
  readonly formerSecondsAgo: number | null
}

const parallelSeconds = 10

/**
 * Here, elsewhere, and here again within seconds: two parties use the cookie. Someone who moves
 * between networks does not come back that soon.
 */
export function isParallel(here: string, { place, formerPlace, formerSecondsAgo }: Uses): boolean {
  const isBack = place !== null && here !== place && here === formerPlace
  return isBack && formerSecondsAgo !== null && formerSecondsAgo <= parallelSeconds
}
