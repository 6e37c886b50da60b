/** The command `parley keys`: its flags, and what they run on signing keys. */

import { type Command, Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import type { Config } from '../config/config.ts'
import { toKey } from '../contract/key.ts'
import { findKeys, listKeys } from '../keys/list.ts'
import { retireKey } from '../keys/retire.ts'
import { rotateKeys } from '../keys/rotate.ts'
import { type ListedKey, type SigningAlgorithm, signingAlgorithms } from '../model/signing-key.ts'
import type { Store } from '../store/database.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { mostNewest, noteNewest } from './gather.ts'
import { needMatchingSecret } from './matching-secret.ts'
import { withStore } from './postgres.ts'

export function addKeyCommands(keys: Command, context: Context): void {
  keys
    .command('list')
    .description('list signing keys and audit log keys, with their schedule')
    .addOption(jsonOption())
    .action(async (options) => runListKeys(context, options))
  keys
    .command('rotate')
    .description('rotate the signing keys without a failed request')
    .addOption(
      new Option('--alg <alg>', 'only the key of this algorithm').choices(signingAlgorithms),
    )
    .option('--immediate', 'a key leaked: everything the former keys signed is revoked at once')
    .requiredOption('--reason <text>', 'the reason, for the audit log')
    .addOption(jsonOption())
    .action(async (options) => runRotateKeys(context, options))
  keys
    .command('retire')
    .description('retire a key that does not sign: everything it signed is revoked at once')
    .argument('<kid>', "the key's id")
    .requiredOption('--reason <text>', 'the reason, for the audit log')
    .addOption(jsonOption())
    .action(async (kid, options) => runRetireKey(context, kid, options))
}

async function runListKeys(context: Context, options: AnswerOptions): Promise<void> {
  const search = { use: null, before: null, most: mostNewest }
  const keys = await readKeys(context, (db) => listKeys(db, search))
  const lines =
    keys.length === 0 ? ['No keys yet: the server creates them when it starts.'] : toLines(keys)
  answer(context, options, { value: keys, lines })
  noteNewest(context, keys)
}

export type RotateKeysOptions = AnswerOptions & {
  readonly alg?: SigningAlgorithm
  readonly immediate?: boolean
  readonly reason: string
}

async function runRotateKeys(context: Context, options: RotateKeysOptions): Promise<void> {
  const { alg, immediate = false, reason } = options
  const algs = alg === undefined ? signingAlgorithms : [alg]
  const keys = await readKeys(context, async (db, config) => {
    const secret = await needMatchingSecret(db, config)
    const by = commandLineActor()
    return findKeys(db, await rotateKeys(db, { algs, immediate, reason, secret, by }))
  })
  answer(context, options, { value: keys, lines: toLines(keys) })
  if (immediate && !options.json) {
    context.note(
      'Everything that the former keys signed has been revoked; applications refresh and continue.\n',
    )
  }
}

export type RetireKeyOptions = AnswerOptions & { readonly reason: string }

async function runRetireKey(
  context: Context,
  kid: string,
  options: RetireKeyOptions,
): Promise<void> {
  const { reason } = options
  const [key] = await readKeys(context, async (db) => {
    await retireKey(db, { kid, reason, by: commandLineActor() })
    return findKeys(db, [kid])
  })
  const sentence = `Key ${kid} is retired: everything it signed has been revoked.`
  answer(context, options, { value: key, lines: [sentence] })
}

async function readKeys(
  context: Context,
  read: (db: Store, config: Config) => Promise<readonly ListedKey[]>,
): Promise<readonly KeyDocument[]> {
  const config = context.config()
  try {
    const keys = await withStore(config, (db) => read(db, config))
    return keys.map((key) => toKey(key, config.keyRotationDays))
  } catch (error) {
    if (isDomainError(error, 'not_found')) throw new Refusal('No signing key has this id.')
    if (isDomainError(error, 'key_signs')) throw new Refusal(`${hint}.`)
    if (!isDomainError(error, 'request_invalid')) throw error
    throw new Refusal(`${error.detail.replace(/^reason:/, '--reason:')}.`)
  }
}

const hint = 'This key still signs: run "parley keys rotate" first, with --immediate if it leaked'

type KeyDocument = ReturnType<typeof toKey>

function toLines(keys: readonly KeyDocument[]): string[] {
  const heading = ['KID', 'USE', 'ALG', 'STATE', 'SIGNS FROM (UTC)', 'SIGNS UNTIL', 'RETIRES']
  const rows = keys.map((key) => [
    key.kid,
    key.use,
    key.alg,
    key.distrusted ? `${key.state}, distrusted` : key.state,
    ...[key.signs_from, key.signs_until, key.retires_at].map(shortTime),
  ])
  return alignColumns([heading, ...rows])
}
