/** An account in the console: its document, the rights over it, and its state badge. */

import type { VNode } from 'preact'
import type { AccountDetails, AccountDocument } from '../../../contract/documents.ts'
import { Badge } from '../../ui/facts.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { Visit } from '../visit.ts'

export const writeScope = 'parley:accounts.write'

/** The account that the path names, with the ETag that an edit must send back. */
export async function readAccount({ ctx, visit }: Pick<ConsoleRequest, 'ctx' | 'visit'>): Promise<{
  account: AccountDetails
  etag: string
}> {
  const params = { id: String(ctx['params'].id) }
  const { body: account, headers } = await visit.ask('getAccount', { params })
  return { account, etag: headers?.['ETag'] ?? '' }
}

/** The actions that the operator may take on an account. The pages offer no others. */
export type AccountRights = {
  readonly mayWrite: boolean
  readonly mayHelp: boolean
  readonly mayRevoke: boolean
  /** True for an operator's account when this operator may not change operators. */
  readonly isGuarded: boolean
}

/** Nobody changes a guest's account. */
export function rightsOver(visit: Visit, account: AccountDocument): AccountRights {
  const { may, mayAct } = visit
  const { id: accountId, kind, roles } = account
  const isGuarded = !mayAct({ kind: 'account', roles })
  const isReachable = !isGuarded && kind === 'person'
  return {
    mayWrite: isReachable && may(writeScope),
    mayHelp: isReachable && may('parley:accounts.help'),
    mayRevoke: may('parley:revocations.make') && mayAct({ kind: 'sessions', accountId, roles }),
    isGuarded,
  }
}

/** The sentences that confirm an action, by the key in the address. */
export const doneSentences = {
  created: 'Created.',
  invited: 'Created. A link to choose a password is on its way to them.',
  uninvited: 'Created. No link could be mailed to them now: send one from here.',
  saved: 'Saved.',
  same: 'It was so before: nothing changed.',
  tier: 'Changed, for the sessions that begin from now on.',
  reset: 'A link is on its way to them. It works once, for half an hour.',
  disabled: 'Disabled. Everything under it has ended.',
  enabled: 'Enabled. The person can sign in again; what ended stays ended.',
  deleted: 'Deleted. Everything under it has ended, and the email is free.',
}

const text = { active: 'active', disabled: 'disabled' }

export function AccountBadge({ disabled_at: at }: Pick<AccountDocument, 'disabled_at'>): VNode {
  return at === null ? (
    <Badge mood="good">{text.active}</Badge>
  ) : (
    <Badge mood="bad">{text.disabled}</Badge>
  )
}
