/** The command `parley policy`: its flags, and what they run. */

import type { Command } from 'commander'
import { findAccountByEmail, findAccountById } from '../accounts/find.ts'
import { isDomainError } from '../base/errors.ts'
import { findListedClient } from '../clients/list.ts'
import {
  type ExplainedPolicy,
  toExplainedPolicy,
  toPolicy,
  toPolicySettings,
} from '../contract/policy.ts'
import { normaliseEmail } from '../model/account.ts'
import { isPolicyName, type Policy } from '../model/policy.ts'
import { originOf } from '../model/policy-change.ts'
import { settings, withSetting } from '../model/policy-settings.ts'
import { policySentence } from '../model/policy-words.ts'
import { defaultPolicy, findPreset } from '../model/presets.ts'
import { listPolicies } from '../policies/registry.ts'
import { removePolicy } from '../policies/remove.ts'
import { savePolicy } from '../policies/save.ts'
import type { Store } from '../store/database.ts'
import type { Db } from '../store/db.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { withStore } from './postgres.ts'

export function addPolicyCommands(policy: Command, context: Context): void {
  policy
    .command('list')
    .description('list policies: presets and edited ones')
    .addOption(jsonOption())
    .action(async (options) => runListPolicies(context, options))
  policy
    .command('set')
    .description('edit or create a policy')
    .argument('<name>', 'the policy')
    .argument(
      '<setting=value...>',
      'such as max_sessions=3 or idle_timeout=30m; "none" for no limit',
    )
    .option('--from <name>', 'the policy to copy')
    .addOption(jsonOption())
    .action(async (name, changes, options) => runSetPolicy(context, { ...options, name, changes }))
  policy
    .command('remove')
    .description('delete a custom policy, or restore an edited preset')
    .argument('<name>', 'the policy')
    .addOption(jsonOption())
    .action(async (name, options) => runRemovePolicy(context, { ...options, name }))
  policy
    .command('explain')
    .description('show the effective policy of an account')
    .requiredOption('--account <email-or-id>', 'the account')
    .option('--client <id>', 'the application')
    .addOption(jsonOption())
    .action(async (options) => runExplainPolicy(context, options))
}

async function runListPolicies(context: Context, options: AnswerOptions): Promise<void> {
  const policies = await withStore(context.config(), listPolicies)
  const heading = ['NAME', 'ORIGIN', 'RULES']
  const rows = policies.map((policy) => [policy.name, originOf(policy), policySentence(policy)])
  answer(context, options, {
    value: policies.map(toPolicy),
    lines: alignColumns([heading, ...rows]),
  })
}

export type SetPolicyOptions = AnswerOptions & { readonly from?: string }

/** Edits the preset or policy of that name, or creates it as a copy of `--from`. */
async function runSetPolicy(
  context: Context,
  { name, changes, ...options }: SetPolicyOptions & { name: string; changes: readonly string[] },
): Promise<void> {
  const policy = await withStore(context.config(), async (db) => {
    const known = await listPolicies(db)
    const base =
      known.find((one) => one.name === name) ??
      (await getPolicy(db, options.from ?? defaultPolicy.name, '--from'))
    const changed = changes.reduce(applySetting, { ...base, name: checkName(name) })
    return save(db, changed)
  })
  answer(context, options, { value: toPolicy(policy), lines: linesOf(policy) })
}

function checkName(name: string): string {
  if (isPolicyName(name)) return name
  throw new Refusal('The name of a policy has lower-case letters, digits, "-" and "_" only.')
}

function applySetting(policy: Policy, text: string): Policy {
  const [name = '', value = ''] = text.split(/=(.*)/s)
  const changed = withSetting(policy, name, value)
  if (changed !== null) return changed
  const known = settings.map(([, setting]) => setting)
  if (known.includes(name))
    throw new Refusal(`${name}: ${JSON.stringify(value)} is not a valid value.`)
  throw new Refusal(
    `${JSON.stringify(name)} is not a setting. The settings are ${known.join(', ')}.`,
  )
}

async function save(db: Db, policy: Policy): Promise<Policy> {
  await orRefuse(savePolicy(db, { policy, by: commandLineActor() }))
  return policy
}

async function orRefuse(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    const isExpected =
      isDomainError(error, 'policy_invalid') ||
      isDomainError(error, 'policy_in_use') ||
      isDomainError(error, 'last_owner')
    throw isExpected ? new Refusal(`${error.detail}.`) : error
  }
}

export type RemovePolicyOptions = AnswerOptions & { readonly name: string }

/** Deletes a custom policy; an edited preset gets its original values back. */
async function runRemovePolicy(
  context: Context,
  { name, ...options }: RemovePolicyOptions,
): Promise<void> {
  await withStore(context.config(), async (db) => {
    await getPolicy(db, name, 'The name')
    await orRefuse(removePolicy(db, { name, by: commandLineActor() }))
  })
  const preset = findPreset(name)
  const lines = [
    preset === null
      ? `Policy ${name} was deleted.`
      : `Policy ${name} has its original values again.`,
  ]
  answer(context, options, { value: { name, removed: true }, lines })
}

/** Throws a refusal that names the flag and the existing policies. */
export async function getPolicy(db: Db, name: string, flag: string): Promise<Policy> {
  const policies = await listPolicies(db)
  const policy = policies.find((one) => one.name === name)
  if (policy) return policy
  const known = policies.map((one) => one.name).join(', ')
  throw new Refusal(
    `${flag}: there is no policy ${JSON.stringify(name)}. The policies are ${known}.`,
  )
}

export type ExplainOptions = AnswerOptions & { readonly account: string; readonly client?: string }

/** The effective policy of an account, optionally through one client. */
async function runExplainPolicy(context: Context, options: ExplainOptions): Promise<void> {
  const value = await withStore(context.config(), (db) => explain(db, options))
  const lines = Object.entries(value.settings).map(([name, { value, reason }]) => [
    name,
    textOf(value),
    `from the ${reason}'s policy`,
  ])
  answer(context, options, {
    value,
    lines: alignColumns([['account policy', value.account_policy, ''], ...lines]),
  })
}

async function explain(db: Store, options: ExplainOptions): Promise<ExplainedPolicy> {
  const account =
    (await findAccountByEmail(db, normaliseEmail(options.account))) ??
    (/^[\da-f-]{36}$/i.test(options.account) ? await findAccountById(db, options.account) : null)
  if (account === null)
    throw new Refusal(`--account: there is no account ${JSON.stringify(options.account)}.`)
  const known = await listPolicies(db)
  const own =
    known.find(({ name }) => name === account.tier) ??
    (await getPolicy(db, defaultPolicy.name, '--account'))
  return toExplainedPolicy(own, await clientPolicy(db, options.client))
}

async function clientPolicy(db: Store, clientId: string | undefined): Promise<Policy | null> {
  if (clientId === undefined) return null
  const client = await findListedClient(db, clientId)
  if (client === null)
    throw new Refusal(`--client: there is no client ${JSON.stringify(clientId)}.`)
  return client.policy === null ? null : getPolicy(db, client.policy, '--client')
}

function linesOf(policy: Policy): string[] {
  const rows = Object.entries(toPolicySettings(policy)).map(([name, value]) => [
    name,
    textOf(value),
  ])
  return alignColumns([['name', policy.name], ...rows])
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(value)
    : String(value ?? 'none')
}
