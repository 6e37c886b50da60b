/** One session in the words of the console, as a list and its own pages show it. */

import type { VNode } from 'preact'
import type { EndReason, SessionState } from '../../../model/session.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'

/** As the admin API answers it in a list. */
export type ShownSession = {
  readonly id: string
  readonly account_id: string
  readonly account_email: string | null
  readonly state: SessionState
  readonly end_reason: EndReason | null
  readonly policy: string
  readonly acr: string | null
  readonly amr: readonly string[]
  readonly auth_time: string
  readonly created_at: string
  readonly last_seen_at: string
  readonly expires_at: string | null
  readonly ended_at: string | null
  readonly first_client_id: string | null
  readonly network: string | null
  readonly place: string | null
  readonly last_network: string | null
  readonly last_place: string | null
  readonly user_agent: string | null
  readonly device: {
    readonly id: string
    readonly name: string
    readonly first_seen_at: string
  } | null
}

const text = { guest: 'a guest', unknownDevice: 'unknown device' }

/** Who deleted the account, or never had one, has an id alone. */
export function nameOf({ account_email: email, account_id: id, acr }: ShownSession): string {
  return email ?? (acr === guest ? text.guest : id)
}

export function deviceOf({ device }: ShownSession): string {
  return device?.name ?? text.unknownDevice
}

const states: Readonly<Record<SessionState, readonly [mood: Mood, label: string]>> = {
  live: ['good', 'live'],
  offline: ['warn', 'offline'],
  ended: ['quiet', 'ended'],
}

export function SessionBadge({ state }: Pick<ShownSession, 'state'>): VNode {
  const [mood, label] = states[state]
  return <Badge mood={mood}>{label}</Badge>
}

export const stateChoices = [
  ['', 'any state'],
  ['live', 'live'],
  ['offline', 'offline: applications go on'],
  ['ended', 'ended'],
] as const

const reasons: Readonly<Record<EndReason, string>> = {
  logout: 'signed out',
  idle_timeout: 'not used for too long',
  absolute_timeout: 'its time was over',
  evicted: 'gave way to a newer one',
  revoked: 'revoked',
  binding_mismatch: 'used from elsewhere',
  refresh_reuse: 'a refresh token was stolen',
  account_disabled: 'the account was disabled',
  credential_changed: 'the password was changed',
  upgraded: 'the guest signed in',
}

/** Null while it has not ended. */
export function reasonOf({ end_reason: reason }: Pick<ShownSession, 'end_reason'>): string | null {
  return reason === null ? null : reasons[reason]
}

export const reasonChoices = [['', 'any reason'], ...Object.entries(reasons)] as const

/** What an operator may say of an end; the other reasons only the server finds itself. */
export const endingChoices = [
  ['revoked', 'revoked by an operator'],
  ['credential_changed', reasons.credential_changed],
  ['binding_mismatch', reasons.binding_mismatch],
  ['account_disabled', reasons.account_disabled],
  ['evicted', reasons.evicted],
  ['logout', 'signed out: offline access lives on'],
] as const satisfies readonly (readonly [EndReason, string])[]

const guest = 'urn:parley:acr:guest'

const strengths: Readonly<Record<string, string>> = {
  pwd: 'one factor',
  mfa: 'several factors',
  [guest]: 'guest, not signed in',
}

export function strengthOf({ acr }: Pick<ShownSession, 'acr'>): string | null {
  return acr === null ? null : (strengths[acr] ?? acr)
}

export const strengthChoices = [['', 'any strength'], ...Object.entries(strengths)] as const

const factors: Readonly<Record<string, string>> = { pwd: 'password', otp: 'one-time code' }

export function factorsOf({ amr }: Pick<ShownSession, 'amr'>): string {
  return amr.map((factor) => factors[factor] ?? factor).join(' and ')
}
