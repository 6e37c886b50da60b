/** The command `parley resource-server`: its flags, and what they run. */

import { type Command, Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import {
  listResourceServers,
  offerResource,
  removeResourceServer,
} from '../clients/resource-servers.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, aligned, answer, jsonOption } from './answer.ts'
import { scopesIn } from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
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
    .requiredOption('--scope <name...>', 'what it offers')
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

const mostListed = 10_000

async function runListResourceServers(context: Context, options: AnswerOptions): Promise<void> {
  const servers = await withStore(context.config(), (db) =>
    listResourceServers(db, { after: null, most: mostListed }),
  )
  const rows = servers.map(({ identifier, name, scopes }) => [identifier, name, scopes.join(' ')])
  const value = servers.map(({ createdAt: created_at, ...server }) => ({ ...server, created_at }))
  const lines = rows.length === 0 ? ['There is no resource server yet.'] : aligned(rows)
  answer(context, options, { value, lines })
  if (servers.length === mostListed) context.note(`Only the first ${mostListed} are listed.\n`)
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
  const sentence = isDone ? 'Registered: clients may ask for it.' : 'It offered all of it before.'
  answer(context, options, { value: { identifier, changed: isDone }, lines: [sentence] })
}

async function runRemoveResourceServer(
  context: Context,
  identifier: string,
  options: AnswerOptions & { readonly reason: string },
): Promise<void> {
  const { reason } = options
  const removal = { identifier, reason, by: commandLineActor() }
  await withStore(context.config(), (db) => removeResourceServer(db, removal)).catch(
    (error: unknown) => {
      if (!isDomainError(error, 'not_found')) throw error
      throw new Refusal(`There is no resource server ${JSON.stringify(identifier)}.`)
    },
  )
  const lines = ['Removed: no token is issued for it any more.']
  answer(context, options, { value: { identifier }, lines })
}
