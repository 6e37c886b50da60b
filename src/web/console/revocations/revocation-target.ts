/** What an operator wants revoked, read from the form, looked up, and put as the admin API takes it. */

import { DomainError } from '../../../base/errors.ts'
import { longestReason } from '../../../model/reason.ts'
import { hasMoment, isRevocationScope } from '../../../model/revocation.ts'
import {
  neededBy,
  optionalTo,
  type ScopeDocument,
  type ScopeField,
} from '../../../model/revocation-document.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { findAccount } from '../find-account.ts'
import { parseMoment } from '../moment.ts'
import type { Visit } from '../visit.ts'

export type Kind = ScopeDocument['kind']

export type Target = {
  readonly scope: ScopeDocument
  /** ISO 8601; null for now. */
  readonly before: string | null
  readonly reason: string
  /** What it names, in words a person knows it by. */
  readonly about: readonly (readonly [name: string, value: string])[]
  /** What must be typed before it is done; null for one thing by itself. */
  readonly word: string | null
  /** Whether whoever asks is hit as well. */
  readonly isOwn: boolean
}

/** What the form of each kind asks. */
export function namesOf(kind: Kind): readonly string[] {
  return [...neededBy(kind), ...optionalTo(kind), 'before', 'reason']
}

export function kindIn({ kind = '' }: Filters): Kind | null {
  return isRevocationScope(kind) ? kind : null
}

type Read = { readonly target: Target | null; readonly faults: readonly Fault[] }

/** Null with all that is wrong, else whom it is about. */
export async function targetIn(visit: Visit, kind: Kind, given: Filters): Promise<Read> {
  const reason = given['reason']?.trim() ?? ''
  const before = hasMoment(kind) ? parseMoment(given['before'] ?? '') : null
  const faults = [
    ...neededBy(kind).flatMap((name) =>
      given[name] ? [] : [{ field: name, message: 'Say which.' }],
    ),
    ...(before === undefined ? [{ field: 'before', message: noMoment }] : []),
    ...reasonFaults(reason),
  ]
  if (faults.length > 0 || before === undefined) return { target: null, faults }
  const found = await lookUp(visit, kind, given)
  const missing = found.filter((one): one is Fault => 'message' in one)
  if (missing.length > 0) return { target: null, faults: missing }
  const subjects = found.filter((one): one is Subject => 'value' in one)
  return { target: targetOf(visit, kind, { before, reason, subjects }), faults: [] }
}

const noMoment = 'A moment such as 2026-11-22 13:00, or nothing for now.'

function reasonFaults(reason: string): Fault[] {
  if (reason !== '' && reason.length <= longestReason) return []
  return [{ field: 'reason', message: `Say why, in 1 to ${longestReason} characters.` }]
}

/** One field of the scope: its value, and what a person calls it. */
type Subject = {
  readonly field: ScopeField
  readonly value: string
  readonly label: string
  readonly called: string
}

async function lookUp(visit: Visit, kind: Kind, given: Filters): Promise<(Subject | Fault)[]> {
  const request = [...neededBy(kind), ...optionalTo(kind)]
    .map((field) => ({ field, value: given[field]?.trim() ?? '' }))
    .filter(({ value }) => value !== '')
  return Promise.all(request.map(({ field, value }) => finders[field](visit, value)))
}

type Finder = (visit: Visit, value: string) => Promise<Subject | Fault>

const finders: Readonly<Record<ScopeField, Finder>> = {
  jti: async (_, value) => ({ field: 'jti', value, label: 'jti', called: value }),
  network: async (_, value) => ({ field: 'network', value, label: 'Network', called: value }),
  grant_id: (visit, value) =>
    known(visit, { field: 'grant_id', value, label: 'sid', by: 'getGrant', thing: 'grant' }),
  session_id: (visit, value) =>
    known(visit, {
      field: 'session_id',
      value,
      label: 'Session',
      by: 'getSession',
      thing: 'session',
    }),
  except_session: (visit, value) =>
    known(visit, {
      field: 'except_session',
      value,
      label: 'But for the session',
      by: 'getSession',
      thing: 'session',
    }),
  client_id: findClient,
  account_id: async (visit, value) => {
    const account = await findAccount(visit, value)
    if (account === null)
      return { field: 'account_id', message: 'No account has this email or id.' }
    const { id, email } = account
    return { field: 'account_id', value: id, label: 'Account', called: email ?? id }
  },
}

async function findClient(visit: Visit, value: string): Promise<Subject | Fault> {
  const found = await present(() =>
    visit.ask<{ readonly client_name: string }>('getClient', { params: { id: value } }),
  )
  if (found === null) return { field: 'client_id', message: 'No client has this id.' }
  const { client_name: name } = found.body
  return { field: 'client_id', value, label: 'Client', called: `${name} (${value})` }
}

type Sought = Omit<Subject, 'called'> & { readonly by: string; readonly thing: string }

async function known(visit: Visit, { by, thing, ...subject }: Sought): Promise<Subject | Fault> {
  const found = await present(() => visit.ask(by, { params: { id: subject.value } }))
  if (found !== null) return { ...subject, called: subject.value }
  return { field: subject.field, message: `No ${thing} has this id.` }
}

/** Null for what is not there, or what could not be there. */
async function present<Value>(asking: () => Promise<Value>): Promise<Value | null> {
  try {
    return await asking()
  } catch (error) {
    const isNone =
      error instanceof DomainError && ['not_found', 'request_invalid'].includes(error.code)
    if (isNone) return null
    throw error
  }
}

type Found = Pick<Target, 'before' | 'reason'> & { readonly subjects: readonly Subject[] }

function targetOf(visit: Visit, kind: Kind, { before, reason, subjects }: Found): Target {
  const named = Object.fromEntries(subjects.map(({ field, value }) => [field, value]))
  const scope: ScopeDocument = { kind, ...named }
  const about = subjects.map(({ label, called }) => [label, called] as const)
  return { scope, before, reason, about, word: wordOf(kind, subjects), isOwn: isOwn(visit, scope) }
}

function wordOf(kind: Kind, subjects: readonly Subject[]): string | null {
  if (!hasMoment(kind)) return null
  if (kind === 'everything') return kind
  const [first] = subjects
  return (kind === 'client' ? first?.value : first?.called) ?? null
}

function isOwn({ session }: Visit, scope: ScopeDocument): boolean {
  const { kind, account_id, session_id, except_session } = scope
  if (kind === 'everything') return true
  if (kind === 'session') return session_id === session.id
  return kind === 'account' && account_id === session.accountId && except_session !== session.id
}
