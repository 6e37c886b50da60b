/** What a user agent tells of a device. Never repeats words of the sender's own to a person. */

import { BROWSER_MAP, parse } from 'bowser'

/** Longer ones are cut: the patterns behind this must never see an unbounded text. */
const longest = 512

const unknown = 'Unknown device'

/** Whoever signs in writes the user agent: a free text could say "your own phone, keep it". */
const knownBrowsers: ReadonlySet<string> = new Set(Object.values(BROWSER_MAP))

/** The names that people use, or that do not say the system twice. */
const shorter: ReadonlyMap<string, string> = new Map([
  ['Microsoft Edge', 'Edge'],
  ['Samsung Internet for Android', 'Samsung Internet'],
])

/** Systems whose device says more to a person than they do. */
const handhelds: ReadonlyMap<string, string> = new Map([
  ['iphone', 'iPhone'],
  ['ipad', 'iPad'],
  ['ipod', 'iPod'],
])

export function deviceName(userAgent: string | null): string {
  const { browser, system } = seenDevice(userAgent)
  return join(browser, system) || unknown
}

/** By names that are the same in every language; empty where nothing is known. */
export function seenDevice(userAgent: string | null): { browser: string; system: string } {
  const seen = (userAgent ?? '').slice(0, longest)
  if (seen === '') return { browser: '', system: '' }

  const { browser, os, platform } = parse(seen)
  const system = handhelds.get(platform.model?.toLowerCase() ?? '') ?? os.name ?? ''
  return { browser: browserName(browser.name ?? ''), system }
}

const mostKept = 1_000
const families = new Map<string, string>()

/**
 * The browser and its system without their versions, so that an update changes nothing: two user
 * agents are of one family when this is equal. What is no known browser counts by its product.
 */
export function browserFamily(userAgent: string | null): string | null {
  const seen = (userAgent ?? '').slice(0, longest).trim()
  if (seen === '') return null
  const known = families.get(seen)
  if (known !== undefined) return known
  const { browser, os } = parse(seen)
  const family = join(browserName(browser.name ?? '') || productOf(seen), os.name ?? '')
  if (families.size >= mostKept) families.clear()
  families.set(seen, family)
  return family
}

function productOf(userAgent: string): string {
  return /^[^/\s]{1,40}/.exec(userAgent)?.[0] ?? ''
}

function browserName(name: string): string {
  return knownBrowsers.has(name) ? (shorter.get(name) ?? name) : ''
}

function join(browser: string, place: string): string {
  if (browser !== '' && place !== '') return `${browser} on ${place}`
  return browser || place
}
