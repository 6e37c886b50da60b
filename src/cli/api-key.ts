/** The command `parley api-key`: its flags, and what they run. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import { now } from '../base/clock.ts'
import { isDomainError } from '../base/errors.ts'
import { type ApiKey, createApiKey, listApiKeys, revokeApiKey } from '../clients/api-keys.ts'
import { toApiKey, toNewApiKey } from '../contract/api-key.ts'
import { operatorScopes } from '../model/operator-role.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { mayAct } from './authority.ts'
import { type Context, Refusal } from './context.ts'
import { mostNewest, noteNewest } from './gather.ts'
import { isId } from './id.ts'
import { withStore } from './postgres.ts'

export function addApiKeyCommands(keys: Command, context: Context): void {
  keys
    .command('create')
    .description('create an API key; it is shown once')
    .requiredOption('--name <name>', 'the purpose of the key')
    .requiredOption('--scope <name...>', 'scopes of the key, as listed in docs/admin-api.md')
    .addOption(new Option('--days <number>', 'days until it expires').argParser(daysOf))
    .addOption(jsonOption())
    .action(async (options) => runCreateApiKey(context, options))
  keys
    .command('list')
    .description('list API keys, newest first, without their secrets')
    .addOption(jsonOption())
    .action(async (options) => runListApiKeys(context, options))
  keys
    .command('revoke')
    .description('revoke an API key at once')
    .argument('<id>', "the key's id")
    .addOption(jsonOption())
    .action(async (id, options) => runRevokeApiKey(context, id, options))
}

const mostDays = 3_650

function daysOf(text: string): number {
  const days = Number(text)
  if (/^\d{1,4}$/.test(text) && days >= 1 && days <= mostDays) return days
  throw new InvalidArgumentError(`days, 1 to ${mostDays}.`)
}

export type CreateApiKeyOptions = AnswerOptions & {
  readonly name: string
  readonly scope: readonly string[]
  readonly days?: number
}

async function runCreateApiKey(context: Context, options: CreateApiKeyOptions): Promise<void> {
  const { name, days } = options
  const scopes = scopesOf(options.scope)
  const expiresAt = days === undefined ? null : new Date(now().getTime() + days * 86_400_000)
  const by = commandLineActor()
  const { name: brandName } = context.config().brand
  const made = await withStore(context.config(), (db) =>
    createApiKey(db, { name, scopes, expiresAt, maker: { kind: 'command line' }, brandName, by }),
  ).catch(refuse)
  const { key, text } = made
  answer(context, options, {
    value: toNewApiKey(made),
    lines: alignColumns([
      ['id', key.id],
      ['key', text],
      ['expires', endOf(key)],
    ]),
  })
  if (!options.json) context.note('Copy the key now: it is shown only once.\n')
}

function scopesOf(given: readonly string[]): readonly string[] {
  const scopes = given.flatMap((scope) => scope.split(/\s+/)).filter(Boolean)
  const isGrantable = (scope: string) => mayAct({ kind: 'new_key', scopes: [scope] })
  const wrong = scopes.find((scope) => !operatorScopes.includes(scope) || !isGrantable(scope))
  if (wrong !== undefined) {
    throw new Refusal(`--scope: ${JSON.stringify(wrong)} is not a scope that a key can have.`)
  }
  if (scopes.length > 0) return scopes
  throw new Refusal('--scope: name at least one.')
}

async function runListApiKeys(context: Context, options: AnswerOptions): Promise<void> {
  const keys = await withStore(context.config(), (db) =>
    listApiKeys(db, { before: null, most: mostNewest }),
  )
  const lines = keys.length === 0 ? ['No API keys yet.'] : toLines(keys)
  answer(context, options, { value: keys.map(toApiKey), lines })
  noteNewest(context, keys)
}

function toLines(keys: readonly ApiKey[]): string[] {
  const heading = ['ID', 'NAME', 'KEY', 'LAST USED (UTC)', 'END (UTC)', 'SCOPES']
  const rows = keys.map((key) => [
    key.id,
    key.name,
    `${key.prefix}…`,
    key.lastUsedAt === null ? 'never' : shortTime(key.lastUsedAt),
    key.revokedAt === null ? endOf(key) : `revoked ${shortTime(key.revokedAt)}`,
    key.scopes.join(' '),
  ])
  return alignColumns([heading, ...rows])
}

function endOf({ expiresAt }: ApiKey): string {
  return expiresAt === null ? 'none' : shortTime(expiresAt)
}

async function runRevokeApiKey(
  context: Context,
  id: string,
  options: AnswerOptions,
): Promise<void> {
  const by = commandLineActor()
  if (!isId(id)) throw new Refusal(`There is no API key ${JSON.stringify(id)}.`)
  const isDone = await withStore(context.config(), (db) => revokeApiKey(db, { id, by })).catch(
    refuse,
  )
  const sentence = isDone ? 'Revoked: it no longer works.' : 'No change: it was already revoked.'
  answer(context, options, { value: { id, revoked: true }, lines: [sentence] })
}

function refuse(error: unknown): never {
  if (isDomainError(error, 'not_found') || isDomainError(error, 'request_invalid')) {
    throw new Refusal(`${error.detail.charAt(0).toUpperCase()}${error.detail.slice(1)}.`)
  }
  throw error
}
