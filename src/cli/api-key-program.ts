/** The commands and flags of `parley api-key`. What they do stands beside this. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addApiKeyCommands(keys: Command, context: Context): void {
  const commands = () => import('./api-key.ts')
  keys
    .command('create')
    .description('make a key; it is shown once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scope <name...>', 'what it may do, as docs/admin-api.md lists it')
    .addOption(new Option('--days <number>', 'how long it is good').argParser(daysOf))
    .addOption(json())
    .action(async (options) => (await commands()).runCreateApiKey(context, options))
  keys
    .command('list')
    .description('show the keys, newest first, never their secrets')
    .addOption(json())
    .action(async (options) => (await commands()).runListApiKeys(context, options))
  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<id>', "the key's id")
    .addOption(json())
    .action(async (id, options) => (await commands()).runRevokeApiKey(context, id, options))
}

const mostDays = 3_650

function daysOf(text: string): number {
  const days = Number(text)
  if (/^\d{1,4}$/.test(text) && days >= 1 && days <= mostDays) return days
  throw new InvalidArgumentError(`days, 1 to ${mostDays}.`)
}
