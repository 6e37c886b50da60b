/** What a change made otherwise, before and after, as an event tells it. */

import { sha256 } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import { longestDetail } from './append.ts'

type Settings = Readonly<Record<string, unknown>>

export type Change = { readonly before: string; readonly after: string }

/** Null where nothing is otherwise. `before` null: all of it is new. */
export function changeBetween(before: Settings | null, after: Settings): Change | null {
  const changed = Object.keys(after).filter(
    (name) => before === null || textOf(before[name]) !== textOf(after[name]),
  )
  if (changed.length === 0) return null
  return {
    before: before === null ? 'none' : told(before, changed),
    after: told(after, changed),
  }
}

function textOf(value: unknown): string {
  return canonicalJson(value ?? null)
}

function told(settings: Settings, changed: readonly string[]): string {
  const whole = JSON.stringify(Object.fromEntries(changed.map((name) => [name, settings[name]])))
  if (whole.length <= longestDetail) return whole
  return JSON.stringify(Object.fromEntries(changed.map((name) => [name, hashed(settings[name])])))
}

/** Of what an event has no room for, the hash: it can be checked, and nothing of it is cut off. */
const longestTold = 120

function hashed(value: unknown): unknown {
  const text = textOf(value)
  return text.length <= longestTold ? value : `sha256:${sha256(text).toString('base64url')}`
}
