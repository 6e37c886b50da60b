/** The commands and flags of `parley account`. */

import { type Command, Option } from 'commander'
import { operatorRoles } from '../model/operator-role.ts'
import type { Context } from './context.ts'
import { addAccountLifecycle } from './lifecycle-program.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addAccountCommands(account: Command, context: Context): void {
  account
    .command('create')
    .description('create an account')
    .requiredOption('--email <address>', 'what the person signs in with')
    .option('--password-stdin', 'read the password from standard input')
    .option('--name <name>', 'what applications may call the person')
    .addOption(new Option('--tier <name>', 'which policy it lives under'))
    .addOption(new Option('--role <role...>', 'what it may do here').choices(operatorRoles))
    .addOption(json())
    .action(async (options) => (await import('./account.ts')).runCreateAccount(context, options))
  addHelp(account, context)
  addAccountLifecycle(account, context)
}

function addHelp(account: Command, context: Context): void {
  const commands = () => import('./account-help.ts')
  account
    .command('show')
    .description('show one account: its facts, and how many sessions it has')
    .argument('<email-or-id>', 'whose')
    .addOption(json())
    .action(async (who, options) => (await commands()).runShowAccount(context, who, options))
  account
    .command('update')
    .description('change how a person is called, or the address they sign in with')
    .argument('<email-or-id>', 'whose')
    .option('--name <name>', 'what applications may call the person')
    .option('--email <address>', 'another address; it is not verified')
    .addOption(json())
    .action(async (who, options) => (await commands()).runUpdateAccount(context, who, options))
  account
    .command('reset-password')
    .description('mail the person a link to choose a new password')
    .argument('<email-or-id>', 'whose')
    .addOption(json())
    .action(async (who, options) => (await commands()).runResetPassword(context, who, options))
  account
    .command('lift-wait')
    .description('forget the wrong passwords for which an account has to wait')
    .argument('<email-or-id>', 'whose')
    .addOption(json())
    .action(async (who, options) => (await commands()).runLiftWait(context, who, options))
}
