/** The documents of an account: in a list, and in full. They never include a password hash. */

import type { AccountInFull } from '../accounts/find-in-full.ts'
import type { ListedAccount } from '../accounts/list.ts'
import { type Built, timeText } from './built.ts'
import type { AccountDetails, AccountDocument } from './documents.ts'

export function toAccount(account: ListedAccount): Built<AccountDocument> {
  return {
    id: account.id,
    kind: account.kind,
    email: account.email,
    name: account.name,
    tier: account.tier,
    roles: account.roles,
    email_verified_at: timeText(account.emailVerifiedAt),
    created_at: timeText(account.createdAt),
    disabled_at: timeText(account.disabledAt),
    profile: account.profile,
  }
}

/** `waitUntil` is the end of the wait after too many wrong passwords; null without one. */
export function toAccountDetails(
  account: AccountInFull,
  waitUntil: Date | null,
): Built<AccountDetails> {
  const { limits, passwordChangedAt } = account
  return {
    ...toAccount(account),
    factors:
      passwordChangedAt === null
        ? []
        : [{ kind: 'password', changed_at: timeText(passwordChangedAt) }],
    limits: {
      policy: limits.name,
      max_sessions: limits.maxSessions,
      on_limit: limits.onLimit,
      limit_scope: limits.limitScope,
    },
    open_sessions: account.openSessions,
    sign_in_wait_until: timeText(waitUntil),
  }
}
