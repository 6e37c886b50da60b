/** What operators change of an account in the admin API, and how they help its person back in. */

import { sendReset } from '../../accounts/send-reset.ts'
import { liftSignInWait } from '../../accounts/sign-in-wait.ts'
import { updateAccount } from '../../accounts/update.ts'
import { DomainError } from '../../base/errors.ts'
import type { Store } from '../../store/database.ts'
import { editableAccount, getAccount, showAccount } from './accounts.ts'
import { type Operation, operation } from './operation.ts'
import { requireMayChange } from './operators.ts'

export type HelpOptions = {
  readonly store: Store
  readonly sendsMail: boolean
  /** Under which guesses are counted. */
  readonly throttleKey: Uint8Array
}

export function accountHelp({ store, sendsMail, throttleKey }: HelpOptions): readonly Operation[] {
  return [
    operation(
      'updateAccount',
      async ({ params: { id }, body }, caller) => {
        await requireMayChange(store, id, caller)
        await updateAccount(store, { accountId: id, ...body, by: caller.by })
        return { status: 200, body: showAccount(await getAccount(store, id)) }
      },
      editableAccount(store),
    ),
    operation('sendPasswordReset', async ({ params: { id } }, caller) => {
      await requireMayChange(store, id, caller)
      if (!sendsMail) throw new DomainError('mail_unavailable', 'set PARLEY_MAIL_URL to send mail')
      const email = await sendReset(store, { accountId: id, by: caller.by })
      return { status: 202, body: { account_id: id, email } }
    }),
    operation('liftSignInWait', async ({ params: { id } }, caller) => {
      await requireMayChange(store, id, caller)
      await liftSignInWait(store, { key: throttleKey, accountId: id, by: caller.by })
      return { status: 204 }
    }),
  ]
}
