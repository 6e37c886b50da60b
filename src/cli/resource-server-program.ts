/** The commands and flags of `parley resource-server`. */

import { type Command, Option } from 'commander'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addResourceServerCommands(server: Command, context: Context): void {
  const commands = () => import('./resource-server.ts')
  server
    .command('list')
    .description('show the APIs that tokens can be for')
    .addOption(json())
    .action(async (options) => (await commands()).runListResourceServers(context, options))
  server
    .command('register')
    .description('let clients ask for an API, or for more of its scopes')
    .argument('<uri>', 'what stands as the audience in tokens')
    .requiredOption('--scope <name...>', 'what it offers')
    .option('--name <name>', 'what operators read')
    .addOption(json())
    .action(async (uri, options) =>
      (await commands()).runRegisterResourceServer(context, uri, options),
    )
  server
    .command('remove')
    .description('issue no token for an API any more')
    .argument('<uri>', 'its identifier')
    .addOption(new Option('--reason <text>', 'why, for the ledger').default('The API was removed'))
    .addOption(json())
    .action(async (uri, options) =>
      (await commands()).runRemoveResourceServer(context, uri, options),
    )
}
