/** A session in the console: the documents of the admin API that describe it, and their words. */

import type { VNode } from 'preact'
import type { SessionDocument } from '../../../contract/documents.ts'
import type { EndReason, SessionState } from '../../../model/session.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'

/** Scope that allows ending one session, or one grant. */
export const endScope = 'parley:sessions.end'

/** Scope that allows ending many sessions at once. */
export const endManyScope = 'parley:revocations.make'

const text = { guest: 'a guest', unknownDevice: 'unknown device' }

/** A deleted account has no email: only its id is left. */
export function nameOf({ account_email: email, account_id: id, acr }: SessionDocument): string {
  return email ?? (acr === guest ? text.guest : id)
}

export function deviceOf({ device }: SessionDocument): string {
  return device?.name ?? text.unknownDevice
}

const states: Readonly<Record<SessionState, readonly [mood: Mood, label: string]>> = {
  live: ['good', 'live'],
  offline: ['warn', 'offline'],
  ended: ['quiet', 'ended'],
}

export function SessionBadge({ state }: Pick<SessionDocument, 'state'>): VNode {
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

/** Null until the session ends. */
export function reasonOf({
  end_reason: reason,
}: Pick<SessionDocument, 'end_reason'>): string | null {
  return reason === null ? null : reasons[reason]
}

export const reasonChoices = [['', 'any reason'], ...Object.entries(reasons)] as const

/** Reasons that an operator may give; only the server gives the others. */
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

export function strengthOf({ acr }: Pick<SessionDocument, 'acr'>): string | null {
  return acr === null ? null : (strengths[acr] ?? acr)
}

export const strengthChoices = [['', 'any strength'], ...Object.entries(strengths)] as const

const factors: Readonly<Record<string, string>> = { pwd: 'password', otp: 'one-time code' }

export function factorsOf({ amr }: Pick<SessionDocument, 'amr'>): string {
  return amr.map((factor) => factors[factor] ?? factor).join(' and ')
}
