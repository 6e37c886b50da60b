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
  addAccountLifecycle(account, context)
}
