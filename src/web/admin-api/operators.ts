/** Operators in the admin API: the list of them, and granting or removing a role. */

import { listOperators, setRole } from '../../accounts/operators.ts'
import { toAccount } from '../../contract/account.ts'
import { toOperator } from '../../contract/operator.ts'
import type { Store } from '../../store/database.ts'
import { editableAccount, getAccount } from './accounts.ts'
import { type Operation, operation } from './operation.ts'

export function operatorOperations(store: Store): readonly Operation[] {
  return [
    operation('listOperators', async () => {
      return { status: 200, body: { items: (await listOperators(store)).map(toOperator) } }
    }),
    operation(
      'setRole',
      async ({ params: { id: accountId }, body }, { by }) => {
        await setRole(store, { accountId, role: body.role, by })
        return { status: 200, body: toAccount(await getAccount(store, accountId)) }
      },
      editableAccount(store),
    ),
  ]
}
