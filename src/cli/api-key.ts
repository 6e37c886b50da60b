/** The command `parley api-key`: its flags, and what they run. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import { now } from '../base/clock.ts'
import { isDomainError } from '../base/errors.ts'
import {
  type ApiKey,
  apiKeyDocument,
  createApiKey,
  listApiKeys,
  revokeApiKey,
} from '../clients/api-keys.ts'
import { keyMakingScope, operatorScopes } from '../model/operator-role.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, aligned, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { withStore } from './postgres.ts'

export function addApiKeyCommands(keys: Command, context: Context): void {
  keys
    .command('create')
    .description('create an API key; it is shown once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--scope <name...>', 'what it may do, as docs/admin-api.md lists it')
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
  const { name: brandName } = context.config().brand
  const scopes = scopesOf(options.scope)
  const expiresAt = days === undefined ? null : new Date(now().getTime() + days * 86_400_000)
  const by = commandLineActor()
  const { key, text } = await withStore(context.config(), (db) =>
    createApiKey(db, { name, scopes, expiresAt, maker: { kind: 'command line' }, brandName, by }),
  ).catch(refuse)
  answer(context, options, {
    value: { ...apiKeyDocument(key), key: text },
    lines: aligned([
      ['id', key.id],
      ['key', text],
      ['expires', endOf(key)],
    ]),
  })
  if (!options.json) context.note('The key is shown this once: only its SHA-256 is kept.\n')
}

function scopesOf(given: readonly string[]): readonly string[] {
  const scopes = given.flatMap((scope) => scope.split(/\s+/)).filter(Boolean)
  const wrong = scopes.find((scope) => !operatorScopes.includes(scope) || scope === keyMakingScope)
  if (wrong !== undefined) {
    throw new Refusal(`--scope: ${JSON.stringify(wrong)} is no scope that a key can have.`)
  }
  if (scopes.length > 0) return scopes
  throw new Refusal('--scope: name at least one.')
}

const mostListed = 1_000

async function runListApiKeys(context: Context, options: AnswerOptions): Promise<void> {
  const keys = await withStore(context.config(), (db) =>
    listApiKeys(db, { before: null, most: mostListed }),
  )
  const lines = keys.length === 0 ? ['There is no API key.'] : toLines(keys)
  answer(context, options, { value: keys.map(apiKeyDocument), lines })
  if (keys.length === mostListed) context.note(`Only the newest ${mostListed} are listed.\n`)
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
  return aligned([heading, ...rows])
}

function endOf({ expiresAt }: ApiKey): string {
  return expiresAt === null ? 'none' : shortTime(expiresAt)
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

async function runRevokeApiKey(
  context: Context,
  id: string,
  options: AnswerOptions,
): Promise<void> {
  const by = commandLineActor()
  if (!uuid.test(id)) throw new Refusal(`There is no API key ${JSON.stringify(id)}.`)
  const isDone = await withStore(context.config(), (db) => revokeApiKey(db, { id, by })).catch(
    refuse,
  )
  const sentence = isDone ? 'Revoked: it opens nothing any more.' : 'It was revoked before.'
  answer(context, options, { value: { id, revoked: true }, lines: [sentence] })
}

function refuse(error: unknown): never {
  if (isDomainError(error, 'not_found') || isDomainError(error, 'request_invalid')) {
    throw new Refusal(`${error.detail.charAt(0).toUpperCase()}${error.detail.slice(1)}.`)
  }
  throw error
}
