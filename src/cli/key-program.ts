/** The commands and flags of `parley keys`. What they do stands beside this. */

import { type Command, Option } from 'commander'
import { signingAlgorithms } from '../model/signing-key.ts'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addKeyCommands(keys: Command, context: Context): void {
  const commands = () => import('./keys.ts')
  keys
    .command('list')
    .description("show the keys of tokens and the ledger's, and what is to come of them")
    .addOption(json())
    .action(async (options) => (await commands()).runListKeys(context, options))
  keys
    .command('rotate')
    .description('let other keys sign, without anybody noticing')
    .addOption(
      new Option('--alg <alg>', 'only the key of this algorithm').choices(signingAlgorithms),
    )
    .option('--immediate', 'one leaked: whatever the former ones signed is dead at once')
    .requiredOption('--reason <text>', 'why, for the ledger')
    .addOption(json())
    .action(async (options) => (await commands()).runRotateKeys(context, options))
  keys
    .command('retire')
    .description('give up a key that does not sign: whatever it signed is dead at once')
    .argument('<kid>', "the key's id")
    .requiredOption('--reason <text>', 'why, for the ledger')
    .addOption(json())
    .action(async (kid, options) => (await commands()).runRetireKey(context, kid, options))
}
