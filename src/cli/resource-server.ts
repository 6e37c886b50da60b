/** The command `parley resource-server`: its flags, and what they run. */

import { type Command, Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import {
  listResourceServers,
  offerResource,
  removeResourceServer,
} from '../clients/resource-servers.ts'
import { toResourceServer } from '../contract/resource-server.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption } from './answer.ts'
import { requireFree } from './authority.ts'
import { scopesIn } from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
import { mostFirst, noteFirst } from './gather.ts'
import { withStore } from './postgres.ts'

export function addResourceServerCommands(server: Command, context: Context): void {
  server
    .command('list')
    .description('list the APIs that accept tokens')
    .addOption(jsonOption())
    .action(async (options) => runListResourceServers(context, options))
  server
    .command('register')
    .description('register an API, or more of its scopes')
    .argument('<uri>', 'the audience in tokens')
    .requiredOption('--scope <name...>', 'the scopes that it offers')
    .option('--name <name>', 'the name that operators see')
    .addOption(jsonOption())
    .action(async (uri, options) => runRegisterResourceServer(context, uri, options))
  server
    .command('remove')
    .description('stop issuing tokens for an API')
    .argument('<uri>', 'its identifier')
    .addOption(
      new Option('--reason <text>', 'the reason, for the audit log').default('The API was removed'),
    )
    .addOption(jsonOption())
    .action(async (uri, options) => runRemoveResourceServer(context, uri, options))
}

async function runListResourceServers(context: Context, options: AnswerOptions): Promise<void> {
  const servers = await withStore(context.config(), (db) =>
    listResourceServers(db, { after: null, most: mostFirst }),
  )
  const rows = servers.map(({ identifier, name, scopes }) => [identifier, name, scopes.join(' ')])
  const lines = rows.length === 0 ? ['No resource servers yet.'] : alignColumns(rows)
  answer(context, options, { value: servers.map(toResourceServer), lines })
  noteFirst(context, servers)
}

export type RegisterOptions = AnswerOptions & {
  readonly name?: string
  readonly scope: readonly string[]
}

async function runRegisterResourceServer(
  context: Context,
  identifier: string,
  options: RegisterOptions,
): Promise<void> {
  const { name = identifier } = options
  requireFree(context.config().issuer, identifier, 'The identifier')
  const by = commandLineActor()
  const { name: brandName } = context.config().brand
  const offered = { identifier, name, scopes: scopesIn(options.scope), brandName, by }
  const isDone = await withStore(context.config(), (db) => offerResource(db, offered)).catch(
    (error: unknown) => {
      if (!isDomainError(error, 'client_metadata_invalid')) throw error
      throw new Refusal(
        error.detail
          .replace(/^identifier/, 'The identifier')
          .replace(/^name:/, '--name:')
          .concat('.'),
      )
    },
  )
  const sentence = isDone
    ? 'Registered: clients may ask for its scopes.'
    : 'No change: it had these scopes already.'
  answer(context, options, { value: { identifier, changed: isDone }, lines: [sentence] })
}

async function runRemoveResourceServer(
  context: Context,
  identifier: string,
  options: AnswerOptions & { readonly reason: string },
): Promise<void> {
  const { reason } = options
  requireFree(context.config().issuer, identifier, 'The identifier')
  const removal = { identifier, reason, by: commandLineActor() }
  await withStore(context.config(), (db) => removeResourceServer(db, removal)).catch(
    (error: unknown) => {
      if (!isDomainError(error, 'not_found')) throw error
      throw new Refusal(`There is no resource server ${JSON.stringify(identifier)}.`)
    },
  )
  const lines = ['Removed: no more tokens are issued for it.']
  answer(context, options, { value: { identifier }, lines })
}
