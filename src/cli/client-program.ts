/** The commands and flags of `parley client`. */

import { type Command, Option } from 'commander'
import { authMethods, grantTypes } from '../model/client.ts'
import { noticeCauses } from '../model/notice.ts'
import type { Context } from './context.ts'
import { addClientLifecycle } from './lifecycle-program.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addClientCommands(client: Command, context: Context): void {
  addCreate(client, context)
  client
    .command('list')
    .description('show the registered applications')
    .addOption(json())
    .action(async (options) => (await import('./client.ts')).runListClients(context, options))
  client
    .command('show')
    .description('show one application, without its secret')
    .argument('<id>', "the client's id")
    .addOption(json())
    .action(async (id, options) =>
      (await import('./client.ts')).runShowClient(context, id, options),
    )
  addUpdate(client, context)
  addClientLifecycle(client, context)
}

function addCreate(client: Command, context: Context): void {
  client
    .command('create')
    .description('register an application; its secret is shown once')
    .requiredOption('--name <name>', 'what people read on the consent page')
    .option('--redirect-uri <uri...>', 'where people are sent back to')
    .addOption(
      new Option('--grant <type...>', 'default with a redirect URI: code and refresh').choices(
        grantTypes,
      ),
    )
    .option('--public', 'it can keep no secret: an app on a device or in a browser')
    .option('--native', 'it is installed on a device and may have a scheme of its own')
    .addOption(new Option('--policy <name>', 'a stricter policy of its own'))
    .option('--scope <name...>', 'the scopes it may ask for')
    .addOption(
      new Option('--auth-method <method>', 'how it authenticates')
        .choices(authMethods)
        .conflicts('public'),
    )
    .option('--jwks-file <file>', 'its public keys, as a JWK set, for private_key_jwt')
    .option('--post-logout-redirect-uri <uri...>', 'where people may be sent after logging out')
    .option('--resource <uri>', 'the API that it is: it may introspect tokens for it')
    .option('--allow-guests', 'its visitors may browse without signing in')
    .option('--backchannel-logout-uri <uri>', 'where it is told that a session ended')
    .option('--backchannel-logout-session-required', 'it has no use for a notice without sid')
    .addOption(
      new Option('--backchannel-logout-cause <cause...>', 'of which ends; default: all').choices(
        noticeCauses,
      ),
    )
    .addOption(json())
    .action(async (options) => (await import('./client.ts')).runCreateClient(context, options))
}

function addUpdate(client: Command, context: Context): void {
  client
    .command('update')
    .description('change an application; what is not given stays')
    .argument('<id>', "the client's id")
    .option('--name <name>', 'what people read on the consent page')
    .option('--redirect-uri <uri...>', 'where people are sent back to; "none" for nowhere')
    .option('--post-logout-redirect-uri <uri...>', 'the same after logging out; "none"')
    .addOption(new Option('--grant <type...>', 'how it gets tokens').choices(grantTypes))
    .option('--scope <name...>', 'the scopes it may ask for')
    .option('--policy <name>', 'a stricter policy of its own; "none"')
    .option('--jwks-file <file>', 'its public keys, as a JWK set')
    .option('--allow-guests', 'its visitors may browse without signing in')
    .option('--no-allow-guests', 'they may not')
    .option('--backchannel-logout-uri <uri>', 'where it is told that a session ended; "none"')
    .option('--backchannel-logout-session-required', 'it has no use for a notice without sid')
    .option('--no-backchannel-logout-session-required', 'it has')
    .addOption(
      new Option('--backchannel-logout-cause <cause...>', 'of which ends; "all"').choices([
        ...noticeCauses,
        'all',
      ]),
    )
    .addOption(json())
    .action(async (id, options) =>
      (await import('./client-update.ts')).runUpdateClient(context, id, options),
    )
}
