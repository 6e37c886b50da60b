/** A revocation in the console: its document, and the words for its target, its progress and its maker. */

import type { VNode } from 'preact'
import type { RevocationDocument } from '../../../contract/documents.ts'
import type { ScopeField } from '../../../contract/revocation.ts'
import type { Actor } from '../../../model/event.ts'
import type { Revocation } from '../../../model/revocation.ts'
import { Badge } from '../../ui/facts.tsx'
import { describeFilters } from '../sessions/filters.tsx'
import type { Visit } from '../visit.ts'

type Kind = Revocation['scope']

export const revokeScope = 'parley:revocations.make'

/** Whether the operator may revoke this kind; a revocation of everything reaches operators too. */
export function mayRevoke({ may, mayAct }: Visit, kind: Kind): boolean {
  return may(revokeScope) && (kind !== 'everything' || mayAct({ kind: 'everyone' }))
}

const titles: Readonly<Record<Kind, string>> = {
  token: 'One access token',
  grant: 'One grant',
  session: 'One session',
  account: 'Everything of one account',
  account_client: 'One client of one account',
  client: 'Everything a client was issued',
  network: 'Everybody in a network',
  sessions: 'Sessions that were searched for',
  everything: 'Everything',
}

export function titleOf(kind: Kind): string {
  return titles[kind]
}

const names: Readonly<Record<ScopeField, string>> = {
  jti: 'jti',
  grant_id: 'sid',
  session_id: 'Session',
  account_id: 'Account',
  except_session: 'But for the session',
  client_id: 'Client',
  network: 'Network',
}

type Facts = readonly (readonly [name: string, value: string])[]

/** The target: each field of the scope, such as the client, with its value. */
export function factsOf({ filter, kind: _, ...fields }: RevocationDocument['scope']): Facts {
  const facts = Object.entries(fields).map(
    ([field, value]) => [nameOf(field), value ?? ''] as const,
  )
  return [...facts, ...describeFilters(filter ?? {})]
}

function nameOf(field: string): string {
  return Object.entries(names).find(([known]) => known === field)?.[1] ?? field
}

export function SweepBadge({ swept_at }: Pick<RevocationDocument, 'swept_at'>): VNode {
  return swept_at === null ? <Badge mood="warn">under way</Badge> : <Badge mood="good">done</Badge>
}

const actors: Readonly<Record<Actor['kind'], string>> = {
  account: 'the person',
  client: 'a client',
  operator: 'an operator',
  api_key: 'an API key',
  system: 'this server',
  nobody: 'nobody',
}

export function actorOf({ actor }: Pick<RevocationDocument, 'actor'>): string {
  return actors[actor.kind]
}

/** Such as `12 sessions, 1 grant`. */
export function countsOf(revocation: RevocationDocument): string {
  const { sessions_ended: sessions, grants_ended: grants } = revocation
  const counts = [
    ...(sessions > 0 || grants === 0 ? [countOf(sessions, 'session')] : []),
    ...(grants > 0 ? [countOf(grants, 'grant')] : []),
  ]
  return counts.join(', ')
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
