/** The flags of operators and what they watch, as scripts rely on them. */

import { Argument, type Command, Option } from 'commander'
import { noticeStates } from '../model/notice.ts'
import { operatorRoles } from '../model/operator-role.ts'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addStatsCommand(program: Command, context: Context): void {
  program
    .command('stats')
    .description('how much there is now, and what happened lately')
    .addOption(
      new Option('--span <span>', 'the last hour, day or month')
        .choices(['hour', 'day', 'month'])
        .default('day'),
    )
    .addOption(json())
    .action(async (options) => (await import('./stats.ts')).runStats(context, options))
}

export function addNoticeCommands(notice: Command, context: Context): void {
  notice
    .command('list')
    .description('show the logout notices of clients, newest first')
    .addOption(new Option('--state <state>', 'only these').choices(noticeStates))
    .option('--session <id>', 'of what its clients held in it')
    .option('--account <id>', 'of whom')
    .option('--client <id>', 'to which application')
    .addOption(json())
    .action(async (options) => (await import('./notice.ts')).runListNotices(context, options))
  notice
    .command('resend')
    .description('send one once more, such as one that was given up')
    .argument('<id>', "the notice's id")
    .addOption(json())
    .action(async (id, options) =>
      (await import('./notice.ts')).runResendNotice(context, id, options),
    )
}

export function addOperatorCommands(operator: Command, context: Context): void {
  operator
    .command('list')
    .description('show who operates this server')
    .addOption(json())
    .action(async (options) => (await import('./operators.ts')).runListOperators(context, options))
  operator
    .command('set')
    .description('make an account an operator, or an operator none')
    .argument('<email-or-id>', 'whose')
    .addArgument(new Argument('<role>', 'what it may do').choices([...operatorRoles, 'none']))
    .addOption(json())
    .action(async (emailOrId, role, options) =>
      (await import('./operators.ts')).runSetRole(context, { ...options, emailOrId, role }),
    )
}
