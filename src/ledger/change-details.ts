/** The settings that a change affected, before and after, as details of an event. */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { longestDetail } from './append.ts'

type Settings = Readonly<Record<string, unknown>>

export type Change = { readonly before: string; readonly after: string }

/** Null if nothing changed. */
export function changeBetween(before: Settings, after: Settings): Change | null {
  const changed = Object.keys(after).filter((name) => textOf(before[name]) !== textOf(after[name]))
  if (changed.length === 0) return null
  const changedIn = (settings: Settings) =>
    detailText(Object.fromEntries(changed.map((name) => [name, settings[name]])))
  return { before: changedIn(before), after: changedIn(after) }
}

function textOf(value: unknown): string {
  return canonicalJson(value ?? null)
}

/** JSON that fits into an event's detail. */
export function detailText(settings: Settings): string {
  const whole = JSON.stringify(settings)
  if (whole.length <= longestDetail) return whole
  const shortened = Object.entries(settings).map(([name, value]) => [name, hashed(value)] as const)
  return JSON.stringify(Object.fromEntries(shortened))
}

/** Longer values are replaced with their hash, which can be checked, unlike a truncated value. */
const longestValue = 120

function hashed(value: unknown): unknown {
  const text = textOf(value)
  return text.length <= longestValue ? value : `sha256:${sha256(text).toString('base64url')}`
}
