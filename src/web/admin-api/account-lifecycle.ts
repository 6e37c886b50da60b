/** What happens to an account in the admin API: disabled, enabled, deleted, given another tier. */

import { deleteAccount } from '../../accounts/delete.ts'
import { disableAccount, enableAccount } from '../../accounts/disable.ts'
import { setTier } from '../../accounts/set-tier.ts'
import type { Store } from '../../store/database.ts'
import { editableAccount, getAccount, showAccount } from './accounts.ts'
import { type Operation, operation, type Reply } from './operation.ts'
import { requireMayChange } from './operators.ts'

export function accountLifecycle(store: Store): readonly Operation[] {
  const edited = editableAccount(store)
  const shown = async (id: string): Promise<Reply> => {
    return { status: 200, body: showAccount(await getAccount(store, id)) }
  }
  return [
    operation(
      'disableAccount',
      async ({ params: { id }, body }, caller) => {
        const { reason } = body
        await requireMayChange(store, id, caller)
        await disableAccount(store, { accountId: id, reason, by: caller.by })
        return shown(id)
      },
      edited,
    ),
    operation(
      'enableAccount',
      async ({ params: { id } }, caller) => {
        await requireMayChange(store, id, caller)
        await enableAccount(store, { accountId: id, by: caller.by })
        return shown(id)
      },
      edited,
    ),
    operation(
      'setTier',
      async ({ params: { id }, body }, caller) => {
        await requireMayChange(store, id, caller)
        await setTier(store, { accountId: id, tier: body.tier, by: caller.by })
        return shown(id)
      },
      edited,
    ),
    operation(
      'deleteAccount',
      async ({ params: { id, reason } }, caller) => {
        await requireMayChange(store, id, caller)
        await deleteAccount(store, { accountId: id, reason, by: caller.by })
        return { status: 204 }
      },
      edited,
    ),
  ]
}
