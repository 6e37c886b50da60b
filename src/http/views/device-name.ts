/** The name of a device, as its user agent tells it. Never shows words of the sender's own. */

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
  const seen = (userAgent ?? '').slice(0, longest)
  if (seen === '') return unknown

  const { browser, os, platform } = parse(seen)
  const place = handhelds.get(platform.model?.toLowerCase() ?? '') ?? os.name ?? ''
  return join(browserName(browser.name ?? ''), place)
}

function browserName(name: string): string {
  return knownBrowsers.has(name) ? (shorter.get(name) ?? name) : ''
}

function join(browser: string, place: string): string {
  if (browser !== '' && place !== '') return `${browser} on ${place}`
  return browser || place || unknown
}
