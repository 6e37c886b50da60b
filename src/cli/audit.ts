/** The command `parley audit`: its flags, and what they run on the ledger. */

import { readFile } from 'node:fs/promises'
import { type Command, Option } from 'commander'
import type { JWK } from 'jose'
import { z } from 'zod'
import { findAccountByEmail } from '../accounts/find.ts'
import { forgetPerson } from '../accounts/forget.ts'
import type { Config } from '../config/config.ts'
import { checkArchive } from '../ledger/archive.ts'
import { exportedRecords, exportLedger } from '../ledger/export.ts'
import { listLedgerKeys, rotateLedgerKey, sealOpener } from '../ledger/keys.ts'
import { checkProof, proveEvent } from '../ledger/proof.ts'
import { readSeals } from '../ledger/publish.ts'
import { databaseRecords } from '../ledger/records.ts'
import { type Verdict, verifyLedger } from '../ledger/verify.ts'
import { normaliseEmail } from '../model/account.ts'
import { type EventFormat, eventFormats } from '../model/event-format.ts'
import type { Store } from '../store/database.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, answer, jsonOption } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { isId } from './id.ts'
import { findMatchingSecret, needMatchingSecret } from './matching-secret.ts'
import { withStore } from './postgres.ts'

export function addAuditCommands(audit: Command, context: Context): void {
  audit
    .command('verify')
    .description('verify the audit log and name the first event that was tampered with')
    .option('--since-seal <file>', 'seals kept elsewhere, which reveal a truncated log')
    .option('--export <file>', 'verify an exported file instead of the database')
    .option('--key <file>', 'the public keys to trust, instead of those of this installation')
    .addOption(jsonOption())
    .action(async (options) => runVerify(context, options))
  audit
    .command('export')
    .description('write the audit log to a file')
    .requiredOption('--out <file>', 'the file')
    .addOption(
      new Option('--format <format>', 'verifiable JSON lines, or events only')
        .choices(eventFormats)
        .default('jsonl'),
    )
    .addOption(jsonOption())
    .action(async (options) => runExport(context, options))
  addProofCommands(audit, context)
  addArchiveCommand(audit, context)
  audit
    .command('keys')
    .description("print the audit log's public keys as a JWK set")
    .option('--rotate', 'create a new key first, which signs from the next block on')
    .addOption(jsonOption())
    .action(async (options) => runKeys(context, options))
  audit
    .command('forget')
    .description("erase the personal fields of an account's events; the log still verifies")
    .requiredOption('--account <email-or-id>', 'the account')
    .addOption(jsonOption())
    .action(async (options) => runForget(context, options))
}

function addArchiveCommand(audit: Command, context: Context): void {
  audit
    .command('check-archive')
    .description('check an archived month, with only the file and the keys')
    .argument('<file>', 'the archive')
    .requiredOption('--key <file>', 'a JWK, or a set as "parley audit keys" prints it')
    .addOption(jsonOption())
    .action(async (file, options) => runCheckArchive(context, file, options))
}

function addProofCommands(audit: Command, context: Context): void {
  audit
    .command('prove')
    .description('print a proof, as JSON, that an event is in the audit log')
    .argument('<id>', "the event's number")
    .option('--personal', 'include its personal fields')
    .addOption(jsonOption())
    .action(async (id, options) => runProve(context, id, options))
  audit
    .command('check-proof')
    .description('check a proof, with only the proof and the public key')
    .argument('<file>', 'the proof')
    .requiredOption('--key <file>', 'a JWK, or a set as "parley audit keys" prints it')
    .addOption(jsonOption())
    .action(async (file, options) => runCheckProof(context, file, options))
}

export type VerifyOptions = AnswerOptions & {
  readonly export?: string
  readonly sinceSeal?: string
  readonly key?: string
}

async function runVerify(context: Context, options: VerifyOptions): Promise<void> {
  const verdict = await verify(context, options)
  answer(context, options, { value: verdict, lines: linesOf(verdict) })
  if (!verdict.ok) throw new Refusal('The audit log was changed after it was sealed.')
}

/** With an export and keys it needs no database. */
async function verify(context: Context, options: VerifyOptions): Promise<Verdict> {
  const { export: path, key, sinceSeal } = options
  const givenKeys = key === undefined ? null : await readKeyFile(key)
  if (path !== undefined && givenKeys !== null) {
    return verifyLedger(exportedRecords(path), against(givenKeys, sinceSeal))
  }
  const config = context.config()
  return withStore(config, async (db) => {
    const keys = givenKeys ?? (await trustedKeys(db, config))
    const records = path === undefined ? databaseRecords(db) : exportedRecords(path)
    return verifyLedger(records, against(keys, sinceSeal ?? config.sealFile ?? undefined))
  })
}

function against(keys: readonly JWK[], sealFile: string | undefined) {
  return { openSeal: sealOpener(keys), seals: readSeals(sealFile ?? null) }
}

function linesOf({ events, blocks, unsealed, dropped, erased, first_bad: bad }: Verdict): string[] {
  const found = `${events} events in ${blocks} blocks are unchanged; ${unsealed} are not sealed yet.`
  const lost = erased === 0 ? [] : [`The personal fields of ${erased} events were erased.`]
  if (dropped > 0)
    lost.push(`${dropped} more events were dropped by retention, as recorded in the log.`)
  return bad === undefined ? [found, ...lost] : [`${bad.what}: ${bad.detail}.`, found, ...lost]
}

export type ExportOptions = AnswerOptions & { readonly out: string; readonly format: EventFormat }

async function runExport(context: Context, options: ExportOptions): Promise<void> {
  const by = commandLineActor()
  const counts = await withStore(context.config(), (db) =>
    exportLedger(db, { path: options.out, by, format: options.format }),
  )
  const { events, blocks } = counts
  const contents =
    options.format === 'jsonl' ? `${events} events and ${blocks} blocks` : `${events} events`
  const lines = [`Wrote ${contents} to ${options.out}.`]
  answer(context, options, { value: counts, lines })
}

export type CheckArchiveOptions = AnswerOptions & { readonly key: string }

async function runCheckArchive(
  context: Context,
  path: string,
  options: CheckArchiveOptions,
): Promise<void> {
  const keys = await readKeyFile(options.key)
  const result = await checkArchive(path, sealOpener(keys))
  const { month, events, blocks, fault } = result
  const lines = [fault ?? `${events} events of ${month} in ${blocks} blocks are unchanged.`]
  answer(context, options, { value: result, lines })
  if (fault !== null) throw new Refusal('The archive is not valid.')
}

export type ProveOptions = { readonly personal?: boolean }

async function runProve(context: Context, id: string, options: ProveOptions): Promise<void> {
  if (!/^\d{1,18}$/.test(id)) throw new Refusal('ID: must be the number of an event.')
  const request = { id, by: commandLineActor(), withPersonal: options.personal === true }
  const result = await withStore(context.config(), (db) => proveEvent(db, request))
  if (result.kind !== 'proved') throw new Refusal(`Event ${id} ${reasons[result.kind]}.`)
  context.print(`${JSON.stringify(result.proof)}\n`)
}

const reasons = {
  unknown: 'is not in the audit log',
  unsealed: 'is not sealed yet: try again in a few seconds',
  changed: 'was changed after it was sealed: run "parley audit verify"',
} as const

export type CheckProofOptions = AnswerOptions & { readonly key: string }

async function runCheckProof(
  context: Context,
  path: string,
  options: CheckProofOptions,
): Promise<void> {
  const keys = await readKeyFile(options.key)
  const proof = await readJsonFile(path, 'FILE', z.unknown())
  const verdict = await checkProof(proof, sealOpener(keys))
  const lines = verdict.ok
    ? [`Event ${verdict.event} is in block ${verdict.block}, sealed at ${verdict.sealed_at}.`]
    : [`Not proved: ${verdict.reason}.`]
  answer(context, options, { value: verdict, lines })
  if (!verdict.ok) throw new Refusal('The proof is not valid.')
}

export type ForgetOptions = AnswerOptions & { readonly account: string }

/** Accepts an id too, because the account itself may be deleted. */
async function runForget(context: Context, options: ForgetOptions): Promise<void> {
  const erasure = await withStore(context.config(), async (db) => {
    const accountId = await accountIdOf(db, options.account)
    return { events: await forgetPerson(db, { accountId, by: commandLineActor() }) }
  })
  const lines = [`The personal fields of ${erasure.events} events were erased.`]
  answer(context, options, { value: erasure, lines })
}

async function accountIdOf(db: Store, nameOrId: string): Promise<string> {
  if (isId(nameOrId)) return nameOrId.toLowerCase()
  const account = await findAccountByEmail(db, normaliseEmail(nameOrId))
  if (account === null)
    throw new Refusal(`--account: there is no account ${JSON.stringify(nameOrId)}.`)
  return account.id
}

export type KeysOptions = { readonly rotate?: boolean }

/** Prints a JWK set, with which seals and proofs can be checked elsewhere. */
async function runKeys(context: Context, { rotate }: KeysOptions): Promise<void> {
  const config = context.config()
  const keys = await withStore(config, async (db) => {
    if (rotate) await rotateKey(db, config)
    return trustedKeys(db, config)
  })
  context.print(`${JSON.stringify({ keys })}\n`)
}

async function rotateKey(db: Store, config: Config): Promise<void> {
  const secret = await needMatchingSecret(db, config)
  const reason = 'requested on the command line'
  await rotateLedgerKey(db, { secret, by: commandLineActor(), reason })
}

/** With the secret at hand, only keys that it sealed are trusted. */
export async function trustedKeys(db: Store, config: Config): Promise<readonly JWK[]> {
  return listLedgerKeys(db, await findMatchingSecret(db, config))
}

const key = z.looseObject({ kid: z.string(), kty: z.string() })
const keyFile = z.union([
  z.object({ keys: z.array(key) }),
  key.transform((one) => ({ keys: [one] })),
])

/** A JWK, or a set as `parley audit keys` prints it. */
export async function readKeyFile(path: string): Promise<readonly JWK[]> {
  return readJsonFile(path, '--key', keyFile).then(({ keys }) => keys)
}

export async function readJsonFile<T>(
  path: string,
  flag: string,
  schema: z.ZodType<T>,
): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Refusal(`${flag}: ${path} cannot be read, or has another format.`, { cause: error })
  }
}
