/** The target of a revocation: read from the form, looked up, and put as the admin API takes it. */

import { DomainError } from '../../../base/errors.ts'
import type { OperationId } from '../../../contract/operations.ts'
import {
  neededBy,
  optionalTo,
  type ScopeDocument,
  type ScopeField,
} from '../../../contract/revocation.ts'
import { longestReason } from '../../../model/reason.ts'
import { hasMoment, isRevocationScope } from '../../../model/revocation.ts'
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
  /** The target, in words that a person knows. */
  readonly about: readonly (readonly [name: string, value: string])[]
  /** The word to type before it is made; null for a single thing. */
  readonly word: string | null
  /** Whether it ends the operator's own session too. */
  readonly isOwn: boolean
}

/** The names of the form's fields. */
export function fieldsOf(kind: Kind): readonly string[] {
  return [...neededBy(kind), ...optionalTo(kind), 'before', 'reason']
}

export function kindIn({ kind = '' }: Filters): Kind | null {
  return isRevocationScope(kind) ? kind : null
}

type TargetOrFaults = { readonly target: Target | null; readonly faults: readonly Fault[] }

export async function targetIn(visit: Visit, kind: Kind, values: Filters): Promise<TargetOrFaults> {
  const reason = values['reason']?.trim() ?? ''
  const before = hasMoment(kind) ? parseMoment(values['before'] ?? '') : null
  const faults = [
    ...neededBy(kind).flatMap((name) =>
      values[name] ? [] : [{ field: name, message: 'Say which.' }],
    ),
    ...(before === undefined ? [{ field: 'before', message: noMoment }] : []),
    ...reasonFaults(reason),
  ]
  if (faults.length > 0 || before === undefined) return { target: null, faults }
  const found = await lookUp(visit, kind, values)
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

/** One field of the scope: its value, and the words for it that a person knows. */
type Subject = {
  readonly field: ScopeField
  readonly value: string
  readonly label: string
  readonly words: string
}

async function lookUp(visit: Visit, kind: Kind, values: Filters): Promise<(Subject | Fault)[]> {
  const fields = [...neededBy(kind), ...optionalTo(kind)]
    .map((field) => ({ field, value: values[field]?.trim() ?? '' }))
    .filter(({ value }) => value !== '')
  return Promise.all(fields.map(({ field, value }) => finders[field](visit, value)))
}

type Finder = (visit: Visit, value: string) => Promise<Subject | Fault>

const finders: Readonly<Record<ScopeField, Finder>> = {
  jti: async (_, value) => ({ field: 'jti', value, label: 'jti', words: value }),
  network: async (_, value) => ({ field: 'network', value, label: 'Network', words: value }),
  grant_id: (visit, value) =>
    findById(visit, { field: 'grant_id', value, label: 'sid', by: 'getGrant', thing: 'grant' }),
  session_id: (visit, value) =>
    findById(visit, {
      field: 'session_id',
      value,
      label: 'Session',
      by: 'getSession',
      thing: 'session',
    }),
  except_session: (visit, value) =>
    findById(visit, {
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
    return { field: 'account_id', value: id, label: 'Account', words: email ?? id }
  },
}

async function findClient(visit: Visit, value: string): Promise<Subject | Fault> {
  const found = await orNull(() => visit.ask('getClient', { params: { id: value } }))
  if (found === null) return { field: 'client_id', message: 'No client has this id.' }
  const { client_name: name } = found.body
  return { field: 'client_id', value, label: 'Client', words: `${name} (${value})` }
}

type LookUp = Omit<Subject, 'words'> & { readonly by: OperationId; readonly thing: string }

async function findById(visit: Visit, { by, thing, ...subject }: LookUp): Promise<Subject | Fault> {
  const found = await orNull(() => visit.ask(by, { params: { id: subject.value } }))
  if (found !== null) return { ...subject, words: subject.value }
  return { field: subject.field, message: `No ${thing} has this id.` }
}

/** Null when nothing has this id, or the id is malformed. */
async function orNull<Value>(lookUp: () => Promise<Value>): Promise<Value | null> {
  try {
    return await lookUp()
  } catch (error) {
    const isAbsent =
      error instanceof DomainError && ['not_found', 'request_invalid'].includes(error.code)
    if (isAbsent) return null
    throw error
  }
}

type TargetParts = Pick<Target, 'before' | 'reason'> & { readonly subjects: readonly Subject[] }

function targetOf(visit: Visit, kind: Kind, { before, reason, subjects }: TargetParts): Target {
  const fields = Object.fromEntries(subjects.map(({ field, value }) => [field, value]))
  const scope: ScopeDocument = { kind, ...fields }
  const about = subjects.map(({ label, words }) => [label, words] as const)
  return { scope, before, reason, about, word: wordOf(kind, subjects), isOwn: isOwn(visit, scope) }
}

function wordOf(kind: Kind, subjects: readonly Subject[]): string | null {
  if (!hasMoment(kind)) return null
  if (kind === 'everything') return kind
  const [first] = subjects
  return (kind === 'client' ? first?.value : first?.words) ?? null
}

function isOwn({ session }: Visit, scope: ScopeDocument): boolean {
  const { kind, account_id, session_id, except_session } = scope
  if (kind === 'everything') return true
  if (kind === 'session') return session_id === session.id
  return kind === 'account' && account_id === session.accountId && except_session !== session.id
}
