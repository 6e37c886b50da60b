/** The command `parley audit`: verifies the ledger, takes it out, proves an event, forgets a person. */

import type { JWK } from 'jose'
import { z } from 'zod'
import { findAccountByEmail } from '../accounts/find.ts'
import { checkArchive } from '../ledger/archive.ts'
import { checkProof } from '../ledger/proof.ts'
import { exportLedger } from '../ledger/export.ts'
import { forgetAccount } from '../ledger/forget.ts'
import { sealOpener } from '../ledger/keys.ts'
import { proveEvent } from '../ledger/proof.ts'
import { exportedRecords } from '../ledger/export.ts'
import { readSeals } from '../ledger/publish.ts'
import { databaseRecords } from '../ledger/records.ts'
import type { Verdict } from '../ledger/verify.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { normaliseEmail } from '../model/account.ts'
import type { EventFormat } from '../model/event-format.ts'
import type { Store } from '../store/database.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { believedKeys, readJsonFile, readKeyFile } from './audit-keys.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

export type VerifyOptions = AnswerOptions & {
  readonly export?: string
  readonly sinceSeal?: string
  readonly key?: string
}

export async function runVerify(context: Context, options: VerifyOptions): Promise<void> {
  const verdict = await verify(context, options)
  answer(context, options, { value: verdict, lines: linesOf(verdict) })
  if (!verdict.ok) throw new Refusal('The ledger is not as it was sealed.')
}

/** With an export and keys no database is asked for anything. */
async function verify(context: Context, options: VerifyOptions): Promise<Verdict> {
  const { export: path, key, sinceSeal } = options
  const given = key === undefined ? null : await readKeyFile(key)
  if (path !== undefined && given !== null) {
    return verifyLedger(exportedRecords(path), against(given, sinceSeal))
  }
  const config = context.config()
  return withStore(config, async (db) => {
    const keys = given ?? (await believedKeys(db, config))
    const records = path === undefined ? databaseRecords(db) : exportedRecords(path)
    return verifyLedger(records, against(keys, sinceSeal ?? config.sealFile ?? undefined))
  })
}

function against(keys: readonly JWK[], sealFile: string | undefined) {
  return { openSeal: sealOpener(keys), seals: readSeals(sealFile ?? null) }
}

function linesOf({ events, blocks, unsealed, dropped, erased, first_bad: bad }: Verdict): string[] {
  const found = `${events} events in ${blocks} blocks are as they were sealed; ${unsealed} are not sealed yet.`
  const gone = erased === 0 ? [] : [`The personal fields of ${erased} events were erased.`]
  if (dropped > 0) gone.push(`${dropped} events more went by retention, as the ledger tells.`)
  return bad === undefined ? [found, ...gone] : [`${bad.what}: ${bad.detail}.`, found, ...gone]
}

export type ExportOptions = AnswerOptions & { readonly out: string; readonly format: EventFormat }

export async function runExport(context: Context, options: ExportOptions): Promise<void> {
  const by = commandLineActor()
  const exported = await withStore(context.config(), (db) =>
    exportLedger(db, { path: options.out, by, format: options.format }),
  )
  const { events, blocks } = exported
  const taken =
    options.format === 'jsonl' ? `${events} events and ${blocks} blocks` : `${events} events`
  const lines = [`${taken} are in ${options.out}.`]
  answer(context, options, { value: exported, lines })
}

export type CheckArchiveOptions = AnswerOptions & { readonly key: string }

export async function runCheckArchive(
  context: Context,
  path: string,
  options: CheckArchiveOptions,
): Promise<void> {
  const keys = await readKeyFile(options.key)
  const checked = await checkArchive(path, sealOpener(keys))
  const { month, events, blocks, fault } = checked
  const lines = [
    fault ?? `${events} events of ${month} in ${blocks} blocks are as they were sealed.`,
  ]
  answer(context, options, { value: checked, lines })
  if (fault !== null) throw new Refusal('The archive does not hold.')
}

export type ProveOptions = { readonly personal?: boolean }

export async function runProve(context: Context, id: string, options: ProveOptions): Promise<void> {
  if (!/^\d{1,18}$/.test(id)) throw new Refusal('ID: the number of an event.')
  const asked = { id, by: commandLineActor(), withPersonal: options.personal === true }
  const proved = await withStore(context.config(), (db) => proveEvent(db, asked))
  if (proved.kind !== 'proved') throw new Refusal(`Event ${id} ${reasons[proved.kind]}.`)
  context.print(`${JSON.stringify(proved.proof)}\n`)
}

const reasons = {
  unknown: 'is not in the ledger',
  unsealed: 'is not sealed yet: ask again in a few seconds',
  changed: 'is not as it was sealed: run "parley audit verify"',
} as const

export type CheckProofOptions = AnswerOptions & { readonly key: string }

export async function runCheckProof(
  context: Context,
  path: string,
  options: CheckProofOptions,
): Promise<void> {
  const keys = await readKeyFile(options.key)
  const proof = await readJsonFile(path, 'FILE', z.unknown())
  const verdict = await checkProof(proof, sealOpener(keys))
  const lines = verdict.ok
    ? [`Event ${verdict.event} stands in block ${verdict.block}, sealed at ${verdict.sealed_at}.`]
    : [`No proof: ${verdict.reason}.`]
  answer(context, options, { value: verdict, lines })
  if (!verdict.ok) throw new Refusal('The proof does not hold.')
}

export type ForgetOptions = AnswerOptions & { readonly account: string }

/** By id, too: the account itself may be gone already. */
export async function runForget(context: Context, options: ForgetOptions): Promise<void> {
  const forgotten = await withStore(context.config(), async (db) => {
    const accountId = await accountIdOf(db, options.account)
    return { events: await forgetAccount(db, { accountId, by: commandLineActor() }) }
  })
  const lines = [`The personal fields of ${forgotten.events} events are erased.`]
  answer(context, options, { value: forgotten, lines })
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

async function accountIdOf(db: Store, nameOrId: string): Promise<string> {
  if (uuid.test(nameOrId)) return nameOrId.toLowerCase()
  const account = await findAccountByEmail(db, normaliseEmail(nameOrId))
  if (account === null) throw new Refusal(`--account: there is no account ${nameOrId}.`)
  return account.id
}
