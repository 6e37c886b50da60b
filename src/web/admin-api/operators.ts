/** Operators in the admin API: the list of them, and granting or removing a role. */

import { listOperators, type Operator, setRole } from '../../accounts/operators.ts'
import type { Store } from '../../store/database.ts'
import { editableAccount, getAccount, showAccount } from './accounts.ts'
import { type Operation, operation } from './operation.ts'

export function operatorOperations(store: Store): readonly Operation[] {
  return [
    operation('listOperators', async () => {
      return { status: 200, body: { items: (await listOperators(store)).map(showOperator) } }
    }),
    operation(
      'setRole',
      async ({ params: { id: accountId }, body }, { by }) => {
        await setRole(store, { accountId, role: body.role, by })
        return { status: 200, body: showAccount(await getAccount(store, accountId)) }
      },
      editableAccount(store),
    ),
  ]
}

function showOperator(operator: Operator) {
  return {
    account_id: operator.accountId,
    email: operator.email,
    name: operator.name,
    role: operator.role,
    created_at: operator.createdAt,
    disabled_at: operator.disabledAt,
  }
}
