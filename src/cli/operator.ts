/** The command `parley operator`: its flags, and what they run. */

import { Argument, type Command } from 'commander'
import { listOperators, setRole } from '../accounts/operators.ts'
import { toOperator } from '../contract/operator.ts'
import { type OperatorRole, operatorRoles } from '../model/operator-role.ts'
import { changeAccount } from './account.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption } from './answer.ts'
import type { Context } from './context.ts'
import { withStore } from './postgres.ts'

export function addOperatorCommands(operator: Command, context: Context): void {
  operator
    .command('list')
    .description('list operators')
    .addOption(jsonOption())
    .action(async (options) => runListOperators(context, options))
  operator
    .command('set')
    .description('grant or remove an operator role')
    .argument('<email-or-id>', 'the account')
    .addArgument(new Argument('<role>', 'the role').choices([...operatorRoles, 'none']))
    .addOption(jsonOption())
    .action(async (emailOrId, role, options) =>
      runSetRole(context, { ...options, emailOrId, role }),
    )
}

async function runListOperators(context: Context, options: AnswerOptions): Promise<void> {
  const operators = await withStore(context.config(), listOperators)
  const rows = operators.map(({ accountId, email, role, disabledAt }) => [
    accountId,
    email,
    role,
    disabledAt === null ? '' : 'disabled',
  ])
  const lines = rows.length === 0 ? ['No operators yet.'] : alignColumns(rows)
  answer(context, options, { value: operators.map(toOperator), lines })
}

async function runSetRole(
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
  const now = wanted === null ? 'The account is not an operator' : `The role is ${wanted}`
  const lines = [isDone ? `${now} now.` : 'No change: it was already so.']
  answer(context, options, { value: { id, role: wanted }, lines })
}
