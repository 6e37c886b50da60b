/** An API key in the console: its document, its state, and the list of its scopes. */

import type { VNode } from 'preact'
import type { ApiKeyDocument } from '../../../contract/documents.ts'
import { Badge } from '../../ui/facts.tsx'

const text = {
  good: 'good',
  over: 'over',
  revoked: 'revoked',
  makers: { operator: 'an operator', client: 'a client' },
}

export function isGood(
  { revoked_at: revoked, expires_at: end }: ApiKeyDocument,
  now: Date,
): boolean {
  return revoked === null && (end === null || new Date(end) > now)
}

type StateProps = { readonly apiKey: ApiKeyDocument; readonly now: Date }

export function StateBadge({ apiKey, now }: StateProps): VNode {
  if (isGood(apiKey, now)) return <Badge mood="good">{text.good}</Badge>
  return <Badge mood="quiet">{apiKey.revoked_at === null ? text.over : text.revoked}</Badge>
}

/** For a key made on the command line, the name that the ledger gives its maker. */
export function makerOf({ created_by: { kind, id } }: ApiKeyDocument): string {
  if (kind === 'client') return text.makers.client
  return /^[\da-f-]{36}$/.test(id) ? text.makers.operator : id
}

/** The meaning of each scope, in the words of the contract. */
export type ScopeWords = Readonly<Record<string, string>>

type ScopesProps = { readonly scopes: readonly string[]; readonly scopeWords: ScopeWords }

export function Scopes({ scopes, scopeWords }: ScopesProps): VNode {
  return (
    <ul class="plain">
      {scopes.map((scope) => (
        <li key={scope}>
          <code>{scope}</code>
          {scopeWords[scope] !== undefined && <span class="aside">{scopeWords[scope]}</span>}
        </li>
      ))}
    </ul>
  )
}
