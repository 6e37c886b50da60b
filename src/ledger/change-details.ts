/** What a change made otherwise, before and after, as an event tells it. */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { longestDetail } from './append.ts'

type Settings = Readonly<Record<string, unknown>>

export type Change = { readonly before: string; readonly after: string }

/** Null where nothing is otherwise. */
export function changeBetween(before: Settings, after: Settings): Change | null {
  const changed = Object.keys(after).filter((name) => textOf(before[name]) !== textOf(after[name]))
  if (changed.length === 0) return null
  const changedIn = (settings: Settings) =>
    toldText(Object.fromEntries(changed.map((name) => [name, settings[name]])))
  return { before: changedIn(before), after: changedIn(after) }
}

function textOf(value: unknown): string {
  return canonicalJson(value ?? null)
}

/** As JSON that an event has room for. */
export function toldText(settings: Settings): string {
  const whole = JSON.stringify(settings)
  if (whole.length <= longestDetail) return whole
  const fitting = Object.entries(settings).map(([name, value]) => [name, hashed(value)] as const)
  return JSON.stringify(Object.fromEntries(fitting))
}

/** Of what an event has no room for, the hash: it can be checked, and nothing of it is cut off. */
const longestTold = 120

function hashed(value: unknown): unknown {
  const text = textOf(value)
  return text.length <= longestTold ? value : `sha256:${sha256(text).toString('base64url')}`
}
