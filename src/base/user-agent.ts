/** The browser and device behind a user agent. It never repeats free text from the sender. */

import { BROWSER_MAP, parse } from 'bowser'

/** Longer ones are cut, so that the parser's patterns never see unbounded text. */
const longest = 512

const unknown = 'Unknown device'

/** Only known names are shown: an attacker could send "your own phone, keep it". */
const knownBrowsers: ReadonlySet<string> = new Set(Object.values(BROWSER_MAP))

/** Shorter names in common use. */
const shorter: ReadonlyMap<string, string> = new Map([
  ['Microsoft Edge', 'Edge'],
  ['Samsung Internet for Android', 'Samsung Internet'],
])

/** Systems whose device name tells a person more than the system. */
const handhelds: ReadonlyMap<string, string> = new Map([
  ['iphone', 'iPhone'],
  ['ipad', 'iPad'],
  ['ipod', 'iPod'],
])

export function deviceName(userAgent: string | null): string {
  const { browser, system } = seenDevice(userAgent)
  return join(browser, system) || unknown
}

/** Names are the same in every language; empty if unknown. */
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
 * The browser and its system without versions, so that an update changes nothing. Two user agents
 * belong to one family if this is equal. An unknown browser counts by its product name.
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
