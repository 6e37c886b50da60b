/** Operators in the admin API: who they are, and what each may do. */

import { listOperators, type Operator, setRole } from '../../accounts/operators.ts'
import { DomainError } from '../../base/errors.ts'
import { isOperatorRole } from '../../model/operator-role.ts'
import type { Store } from '../../store/database.ts'
import { editableAccount, getAccount, showAccount } from './accounts.ts'
import { type Caller, type Operation, operation } from './operation.ts'

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

/** Else who may change accounts could put out, or take over, whoever may do more. Throws `forbidden`. */
export async function requireMayChange(
  store: Store,
  id: string,
  { scopes }: Caller,
): Promise<void> {
  if (scopes.includes('parley:operators.write')) return
  const { roles } = await getAccount(store, id)
  if (!roles.some(isOperatorRole)) return
  throw new DomainError('forbidden', 'an operator is changed only by who may change operators')
}
