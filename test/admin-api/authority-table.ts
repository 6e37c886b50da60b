/** The table of who may do what to whom: computed from the rules, printed in the docs, walked by a test. */

import {
  type Act,
  allActs,
  ruleOf,
  type Touched,
  touchedWords,
} from '../../src/contract/operation-rules.ts'
import { refusalOf, type Target } from '../../src/model/authority.ts'
import {
  keyMakingScope,
  type OperatorRole,
  operatorRoles,
  scopesOfRoles,
} from '../../src/model/operator-role.ts'
import { operationScopes } from './operation-scopes.ts'

export const standings = ['ordinary', 'own', 'weaker', 'equal', 'stronger'] as const
export type Standing = (typeof standings)[number]

/** The role of such a target; undefined if there is none, and null for a person without a role. */
export function roleOf(caller: OperatorRole, standing: Standing): OperatorRole | null | undefined {
  const at = operatorRoles.indexOf(caller)
  switch (standing) {
    case 'ordinary':
      return null
    case 'own':
    case 'equal':
      return caller
    case 'weaker':
      return operatorRoles[at - 1]
    case 'stronger':
      return operatorRoles[at + 1]
  }
}

const holders: readonly Touched[] = ['new_client', 'client', 'new_key', 'key', 'resource']
const bare: readonly Touched[] = ['nothing', 'server']

export type Cell = Standing | 'always'

/** The kinds of target that an act can meet for this caller. */
export function cellsOf(act: Act, caller: OperatorRole): readonly Cell[] {
  const touches = ruleOf(act)?.touches ?? 'nothing'
  if (bare.includes(touches)) return ['always']
  const known = standings.filter((standing) => roleOf(caller, standing) !== undefined)
  // People own no client and no key.
  return holders.includes(touches) ? known.filter((standing) => standing !== 'own') : known
}

export function scopesLike(role: OperatorRole | null): readonly string[] {
  return scopesOfRoles(role === null ? [] : [role]).filter((scope) => scope !== keyMakingScope)
}

/** `scope`: the role lacks the scope of the operation. */
export type Verdict = 'allowed' | 'refused' | 'scope'

export function verdictOf(act: Act, caller: OperatorRole, cell: Cell): Verdict {
  const scopes = scopesOfRoles([caller])
  if (!scopes.includes(operationScopes().get(act) ?? '')) return 'scope'
  if (cell === 'always') return 'allowed'
  const target = targetOf(ruleOf(act)?.touches ?? 'nothing', caller, cell)
  const authority = { kind: 'caller', accountId: 'own', scopes } as const
  return refusalOf(authority, target) === null ? 'allowed' : 'refused'
}

function targetOf(touches: Touched, caller: OperatorRole, standing: Standing): Target {
  const role = roleOf(caller, standing) ?? null
  const roles = role === null ? [] : [role]
  if (holders.includes(touches)) return { kind: 'holder', scopes: scopesLike(role) }
  if (touches === 'account' || touches === 'role') return { kind: 'account', roles }
  return { kind: 'sessions', accountId: standing === 'own' ? 'own' : 'other', roles }
}

/** The table as it stands in docs/authorization.md. */
export function authorityTable(): string {
  const heads = ['act', 'touches', ...operatorRoles, 'recent sign-in']
  const rows = allActs.map((act) => {
    const rule = ruleOf(act)
    const cells = operatorRoles.map((role) => cellText(act, role))
    return [`\`${act}\``, touchedWords(rule?.touches ?? 'nothing'), ...cells, freshWords(act)]
  })
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function freshWords(act: Act): string {
  const fresh = ruleOf(act)?.fresh
  if (fresh === 'rights') return 'to give `parley:` scopes'
  return fresh === 'always' ? 'yes' : '–'
}

function cellText(act: Act, role: OperatorRole): string {
  const cells = cellsOf(act, role)
  const allowed = cells.filter((cell) => verdictOf(act, role, cell) === 'allowed')
  if (allowed.length === 0) return '–'
  return allowed.length === cells.length ? 'all' : allowed.join(', ')
}
