/** The command `parley keys`: its flags, and what they run on signing keys. */

import { type Command, Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import type { Config } from '../config/config.ts'
import { findKeys, listKeys } from '../keys/list.ts'
import { retireKey } from '../keys/retire.ts'
import { rotateKeys } from '../keys/rotate.ts'
import { type KeyDocument, keyDocument, type ListedKey } from '../model/key-document.ts'
import { type SigningAlgorithm, signingAlgorithms } from '../model/signing-key.ts'
import type { Store } from '../store/database.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, aligned, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { needFittingSecret } from './fitting-secret.ts'
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

const mostListed = 1_000

async function runListKeys(context: Context, options: AnswerOptions): Promise<void> {
  const search = { use: null, before: null, most: mostListed }
  const keys = await asking(context, (db) => listKeys(db, search))
  const lines = keys.length === 0 ? ['There is no key yet: a server makes them.'] : toLines(keys)
  answer(context, options, { value: keys, lines })
  if (keys.length === mostListed) context.note(`Only the newest ${mostListed} are listed.\n`)
}

export type RotateKeysOptions = AnswerOptions & {
  readonly alg?: SigningAlgorithm
  readonly immediate?: boolean
  readonly reason: string
}

async function runRotateKeys(context: Context, options: RotateKeysOptions): Promise<void> {
  const { alg, immediate = false, reason } = options
  const algs = alg === undefined ? signingAlgorithms : [alg]
  const keys = await asking(context, async (db, config) => {
    const secret = await needFittingSecret(db, config)
    const by = commandLineActor()
    return findKeys(db, await rotateKeys(db, { algs, immediate, reason, secret, by }))
  })
  answer(context, options, { value: keys, lines: toLines(keys) })
  if (immediate && !options.json) {
    context.note('Whatever the former keys signed is dead; applications refresh and go on.\n')
  }
}

export type RetireKeyOptions = AnswerOptions & { readonly reason: string }

async function runRetireKey(
  context: Context,
  kid: string,
  options: RetireKeyOptions,
): Promise<void> {
  const { reason } = options
  const [key] = await asking(context, async (db) => {
    await retireKey(db, { kid, reason, by: commandLineActor() })
    return findKeys(db, [kid])
  })
  const sentence = `Key ${kid} is retired: nothing that it signed is believed.`
  answer(context, options, { value: key, lines: [sentence] })
}

async function asking(
  context: Context,
  ask: (db: Store, config: Config) => Promise<readonly ListedKey[]>,
): Promise<readonly KeyDocument[]> {
  const config = context.config()
  try {
    const keys = await withStore(config, (db) => ask(db, config))
    return keys.map((key) => keyDocument(key, config.keyRotationDays))
  } catch (error) {
    if (isDomainError(error, 'not_found')) throw new Refusal('No key of tokens has this id.')
    if (isDomainError(error, 'key_signs')) throw new Refusal(`${hint}.`)
    if (!isDomainError(error, 'request_invalid')) throw error
    throw new Refusal(`${error.detail.replace(/^reason:/, '--reason:')}.`)
  }
}

const hint = 'This key signs: "parley keys rotate", with --immediate if it leaked'

function toLines(keys: readonly KeyDocument[]): string[] {
  const heading = ['KID', 'USE', 'ALG', 'STATE', 'SIGNS FROM (UTC)', 'SIGNS UNTIL', 'RETIRES']
  const rows = keys.map((key) => [
    key.kid,
    key.use,
    key.alg,
    key.distrusted ? `${key.state}, distrusted` : key.state,
    ...[key.signs_from, key.signs_until, key.retires_at].map(shortTime),
  ])
  return aligned([heading, ...rows])
}
