/** The commands `parley operator list` and `set`: who operates this server. */

import { listOperators, setRole } from '../accounts/operators.ts'
import type { OperatorRole } from '../model/operator-role.ts'
import { changeAccount } from './account-lifecycle.ts'
import { type AnswerOptions, aligned, answer } from './answer.ts'
import type { Context } from './context.ts'
import { withStore } from './postgres.ts'

export async function runListOperators(context: Context, options: AnswerOptions): Promise<void> {
  const operators = await withStore(context.config(), listOperators)
  const value = operators.map(({ accountId: id, email, name, role, disabledAt }) => {
    return { id, email, name, role, disabled: disabledAt !== null }
  })
  const rows = value.map(({ id, email, role, disabled }) => [
    id,
    email,
    role,
    disabled ? 'disabled' : '',
  ])
  const lines = rows.length === 0 ? ['Nobody operates this server.'] : aligned(rows)
  answer(context, options, { value, lines })
}

export async function runSetRole(
  context: Context,
  {
    emailOrId,
    role,
    ...options
  }: AnswerOptions & { emailOrId: string; role: OperatorRole | 'none' },
): Promise<void> {
  const wanted = role === 'none' ? null : role
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    setRole(db, { accountId, role: wanted, by }),
  )
  const now = wanted === null ? 'no operator' : wanted
  const lines = [isDone ? `It is ${now} from now on.` : `It was ${now} before.`]
  answer(context, options, { value: { id, role: wanted }, lines })
}
