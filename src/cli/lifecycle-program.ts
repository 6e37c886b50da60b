/** The commands and flags for what happens to clients and accounts after they were made. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

const reason = (otherwise: string) =>
  new Option('--reason <text>', 'why, for the ledger').default(otherwise)

const daySeconds = 86_400
const longestOverlap = 30 * daySeconds

export function addClientLifecycle(client: Command, context: Context): void {
  const commands = () => import('./client-lifecycle.ts')
  client
    .command('disable')
    .description('end everything that a client was issued, and let it ask for nothing')
    .argument('<id>', "the client's id")
    .addOption(reason('The client was disabled'))
    .addOption(json())
    .action(async (id, options) => (await commands()).runDisableClient(context, id, options))
  client
    .command('enable')
    .description('let a disabled client ask for tokens again')
    .argument('<id>', "the client's id")
    .addOption(json())
    .action(async (id, options) => (await commands()).runEnableClient(context, id, options))
  client
    .command('delete')
    .description('end everything that a client was issued, and remove it')
    .argument('<id>', "the client's id")
    .addOption(reason('The client was deleted'))
    .addOption(json())
    .action(async (id, options) => (await commands()).runDeleteClient(context, id, options))
  client
    .command('rotate-secret')
    .description('give a client another secret, shown once')
    .argument('<id>', "the client's id")
    .addOption(
      new Option('--overlap <seconds>', 'how long the former one is good too; 0 when it leaked')
        .default(daySeconds)
        .argParser(overlapOf),
    )
    .addOption(json())
    .action(async (id, options) => (await commands()).runRotateSecret(context, id, options))
}

function overlapOf(text: string): number {
  const seconds = Number(text)
  if (/^\d{1,7}$/.test(text) && seconds <= longestOverlap) return seconds
  throw new InvalidArgumentError(`seconds, 0 to ${longestOverlap}.`)
}

export function addAccountLifecycle(account: Command, context: Context): void {
  const commands = () => import('./account-lifecycle.ts')
  account
    .command('disable')
    .description('end everything under an account, and let nobody sign in to it')
    .argument('<email-or-id>', 'whose')
    .addOption(reason('The account was disabled'))
    .addOption(json())
    .action(async (who, options) => (await commands()).runDisableAccount(context, who, options))
  account
    .command('enable')
    .description('let the person of a disabled account sign in again')
    .argument('<email-or-id>', 'whose')
    .addOption(json())
    .action(async (who, options) => (await commands()).runEnableAccount(context, who, options))
  account
    .command('delete')
    .description('end everything under an account, and remove it')
    .argument('<email-or-id>', 'whose')
    .addOption(reason('The account was deleted'))
    .addOption(json())
    .action(async (who, options) => (await commands()).runDeleteAccount(context, who, options))
  account
    .command('set-tier')
    .description('give an account another tier, and so another policy')
    .argument('<email-or-id>', 'whose')
    .argument('<tier>', 'the name of a policy')
    .addOption(json())
    .action(async (emailOrId, tier, options) =>
      (await commands()).runSetTier(context, { ...options, emailOrId, tier }),
    )
}
