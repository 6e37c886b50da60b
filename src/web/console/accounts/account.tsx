/** One account in the words of the console, as a list and its own pages show it. */

import type { VNode } from 'preact'
import { Badge } from '../../ui/facts.tsx'

/** As the admin API answers it in a list. */
export type ShownAccount = {
  readonly id: string
  readonly kind: 'person' | 'guest'
  readonly email: string | null
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
  readonly email_verified_at: string | null
  readonly created_at: string
  readonly disabled_at: string | null
}

/** And by itself. */
export type AccountInFull = ShownAccount & {
  readonly factors: readonly { readonly kind: 'password'; readonly changed_at: string }[]
  readonly limits: {
    readonly policy: string
    readonly max_sessions: number
    readonly on_limit: 'evict_oldest' | 'evict_idle' | 'refuse' | 'ask'
    readonly limit_scope: 'account' | 'client'
  }
  readonly open_sessions: number
}

/** What the visitor may do with it; what would be refused is not offered. */
export type AccountRights = {
  readonly mayWrite: boolean
  readonly mayHelp: boolean
  /** Whether it is an operator's, and so out of this visitor's reach. */
  readonly isGuarded: boolean
}

const text = { active: 'active', disabled: 'disabled' }

export function AccountBadge({ disabled_at: at }: Pick<ShownAccount, 'disabled_at'>): VNode {
  return at === null ? (
    <Badge mood="good">{text.active}</Badge>
  ) : (
    <Badge mood="bad">{text.disabled}</Badge>
  )
}
