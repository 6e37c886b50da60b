/** The command `parley account`: its flags, and what they run. It never takes a password as an argument. */

import { type Command, Option } from 'commander'
import { createAccount, type NewAccount } from '../accounts/create.ts'
import { deleteAccount } from '../accounts/delete.ts'
import { disableAccount, enableAccount } from '../accounts/disable.ts'
import { findAccountByEmail } from '../accounts/find.ts'
import { findInFull } from '../accounts/find-in-full.ts'
import { openPasswords } from '../accounts/passwords.ts'
import { updateProfile } from '../accounts/profile.ts'
import { sendReset } from '../accounts/send-reset.ts'
import { setTier } from '../accounts/set-tier.ts'
import { findSignInWait, liftSignInWait } from '../accounts/sign-in-wait.ts'
import { updateAccount } from '../accounts/update.ts'
import { deriveKey } from '../base/crypto.ts'
import { DomainError, isDomainError } from '../base/errors.ts'
import { toAccountDetails } from '../contract/account.ts'
import { sendsMail } from '../mail/open.ts'
import { normaliseEmail } from '../model/account.ts'
import type { Actor } from '../model/event.ts'
import { linkLimits } from '../model/mailed-link.ts'
import { operatorRoles } from '../model/operator-role.ts'
import { type ProfileChanges, profileChangeOf } from '../model/profile.ts'
import type { Store } from '../store/database.ts'
import type { Db } from '../store/db.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { isId } from './id.ts'
import { findMatchingSecret } from './matching-secret.ts'
import { getPolicy } from './policy.ts'
import { withStore } from './postgres.ts'

export function addAccountCommands(account: Command, context: Context): void {
  account
    .command('create')
    .description('create an account')
    .requiredOption('--email <address>', 'the address that the person signs in with')
    .option('--password-stdin', 'read the password from standard input')
    .option('--name <name>', 'the name that applications see')
    .addOption(new Option('--tier <name>', 'the tier, which picks the policy'))
    .addOption(new Option('--role <role...>', 'its operator roles').choices(operatorRoles))
    .addOption(jsonOption())
    .action(async (options) => runCreateAccount(context, options))
  addHelp(account, context)
  addAccountLifecycle(account, context)
}

function addHelp(account: Command, context: Context): void {
  account
    .command('show')
    .description('show one account and the number of its sessions')
    .argument('<email-or-id>', 'the account')
    .addOption(jsonOption())
    .action(async (who, options) => runShowAccount(context, who, options))
  account
    .command('update')
    .description("change a person's name or email address, or say that it is verified")
    .argument('<email-or-id>', 'the account')
    .option('--name <name>', 'the name that applications see')
    .option('--email <address>', 'the new address, unverified at first')
    .option('--email-verified', 'the person receives mail at the address')
    .option('--no-email-verified', 'nobody has confirmed the address')
    .option(
      '--set <field=value...>',
      'fields of the profile, such as given_name=Ada; empty removes',
    )
    .addOption(jsonOption())
    .action(async (who, options) => runUpdateAccount(context, who, options))
  account
    .command('reset-password')
    .description('mail the person a link to set a new password')
    .argument('<email-or-id>', 'the account')
    .addOption(jsonOption())
    .action(async (who, options) => runResetPassword(context, who, options))
  account
    .command('lift-wait')
    .description('end the wait after too many wrong passwords')
    .argument('<email-or-id>', 'the account')
    .addOption(jsonOption())
    .action(async (who, options) => runLiftWait(context, who, options))
}

const reason = (text: string) =>
  new Option('--reason <text>', 'the reason, for the audit log').default(text)

export function addAccountLifecycle(account: Command, context: Context): void {
  account
    .command('disable')
    .description('end all sessions of an account and refuse sign-ins')
    .argument('<email-or-id>', 'the account')
    .addOption(reason('The account was disabled'))
    .addOption(jsonOption())
    .action(async (who, options) => runDisableAccount(context, who, options))
  account
    .command('enable')
    .description('allow sign-ins to a disabled account again')
    .argument('<email-or-id>', 'the account')
    .addOption(jsonOption())
    .action(async (who, options) => runEnableAccount(context, who, options))
  account
    .command('delete')
    .description('end all sessions of an account and delete it')
    .argument('<email-or-id>', 'the account')
    .addOption(reason('The account was deleted'))
    .addOption(jsonOption())
    .action(async (who, options) => runDeleteAccount(context, who, options))
  account
    .command('set-tier')
    .description('change the tier of an account, and with it the policy')
    .argument('<email-or-id>', 'the account')
    .argument('<tier>', 'the name of a policy')
    .addOption(jsonOption())
    .action(async (emailOrId, tier, options) =>
      runSetTier(context, { ...options, emailOrId, tier }),
    )
}

export type CreateAccountOptions = AnswerOptions & {
  readonly email: string
  readonly passwordStdin?: boolean
  readonly name?: string
  readonly tier?: string
  readonly role?: readonly string[]
}

async function runCreateAccount(context: Context, options: CreateAccountOptions): Promise<void> {
  if (!options.passwordStdin) {
    throw new Refusal(
      '--password-stdin is needed: the password is read from standard input, because other users ' +
        'of this machine can see arguments.',
    )
  }
  const config = context.config()
  const password = firstLine(await context.readInput())
  const { id, email } = await withStore(config, async (db) => {
    if (options.tier !== undefined) await getPolicy(db, options.tier, '--tier')
    const passwords = await openPasswords(config.hashing, config.brand.name)
    return create({ db, passwords }, { ...detailsOf(options), password, by: commandLineActor() })
  })
  answer(context, options, {
    value: { id, email },
    lines: alignColumns([
      ['id', id],
      ['email', email],
    ]),
  })
}

/** `echo` and editors end the line; a password of several lines is a mistake. */
function firstLine(input: string): string {
  const password = input.replace(/\r?\n$/, '')
  if (password !== '' && !/[\r\n]/.test(password)) return password
  throw new Refusal('--password-stdin: standard input must hold the password, as one line.')
}

function detailsOf({ email, name, tier, role }: CreateAccountOptions) {
  return {
    email,
    ...(name === undefined ? {} : { name }),
    ...(tier === undefined ? {} : { tier }),
    ...(role === undefined ? {} : { roles: [...new Set(role)] }),
  }
}

/** Turns a refusal that names a field into one that names its flag. */
async function create(tools: Parameters<typeof createAccount>[0], account: NewAccount) {
  try {
    return await createAccount(tools, account)
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'email_taken') throw new Refusal(`--email: ${error.detail}.`)
    const rule = error.detail.replace(/^(email|name):/, '--$1:')
    throw new Refusal(rule.replace(/^password:/, '--password-stdin:').concat('.'))
  }
}

async function runShowAccount(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [, account] = await changeAccount(context, emailOrId, async (db, id) => {
    const found = await findInFull(db, id)
    if (found === null) throw new DomainError('not_found', 'no account has this id')
    const key = await throttleKeyOf(context, db)
    const waitUntil = key && (await findSignInWait(db, { key, email: found.email }))
    return { ...found, waitUntil }
  })
  const { maxSessions, onLimit, name: policy } = account.limits
  const lines = alignColumns([
    ['id', account.id],
    ['email', account.email ?? '-'],
    ['email verified', shortTime(account.emailVerifiedAt)],
    ['name', account.name || '-'],
    ['tier', account.tier],
    ['roles', account.roles.join(' ') || '-'],
    ['created', shortTime(account.createdAt)],
    ['disabled', shortTime(account.disabledAt)],
    ['password changed', shortTime(account.passwordChangedAt)],
    ['sign-in locked until', shortTime(account.waitUntil)],
    ['open sessions', `${account.openSessions} of ${maxSessions} (${policy}: ${onLimit})`],
  ])
  answer(context, options, { value: toAccountDetails(account, account.waitUntil), lines })
}

/** Null before the first start, when nobody can have tried a password. */
async function throttleKeyOf(context: Context, db: Db): Promise<Uint8Array | null> {
  const secret = await findMatchingSecret(db, context.config())
  return secret === null ? null : deriveKey(secret, 'guessing')
}

export type UpdateAccountOptions = AnswerOptions & {
  readonly name?: string
  readonly email?: string
  readonly emailVerified?: boolean
  readonly set?: readonly string[]
}

async function runUpdateAccount(
  context: Context,
  emailOrId: string,
  { json, set = [], ...changes }: UpdateAccountOptions,
): Promise<void> {
  const profile = profileChangesIn(set)
  if (Object.keys({ ...changes, ...profile }).length === 0)
    throw new Refusal('Nothing to change: give at least one flag (see --help).')
  const { name: brandName } = context.config().brand
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    db.transactionOfVerbs(async () => {
      const isUpdated = await updateAccount(db, { accountId, ...changes, brandName, by })
      const isSet = await updateProfile(db, { accountId, changes: profile, by })
      return isUpdated || isSet
    }),
  )
  const sentence = isDone ? 'Changed.' : 'No change: it was already so.'
  answer(context, { json }, { value: { id, changed: isDone }, lines: [sentence] })
}

function profileChangesIn(set: readonly string[]): ProfileChanges {
  const changes = set.map((text) => {
    const change = profileChangeOf(text)
    if (change === null) throw new Refusal(`--set: ${JSON.stringify(text)} is no field=value.`)
    return change
  })
  const address = changes.map((change) => change.address).filter((part) => part !== undefined)
  const whole = address.includes(null) ? null : Object.assign({}, ...address)
  return { ...Object.assign({}, ...changes), ...(address.length === 0 ? {} : { address: whole }) }
}

async function runResetPassword(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  if (!sendsMail(context.config())) {
    throw new Refusal('This server sends no mail: set PARLEY_MAIL_URL.')
  }
  const [id, email] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    sendReset(db, { accountId, by }),
  )
  const lines = [
    `A link is on its way to ${email}. It works once, for ${linkLimits.minutes} minutes.`,
    'Using it sets a new password and ends every session of the account.',
  ]
  answer(context, options, { value: { id, email }, lines })
}

async function runLiftWait(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [id, isDone] = await changeAccount(context, emailOrId, async (db, accountId, by) => {
    const key = await throttleKeyOf(context, db)
    return key !== null && liftSignInWait(db, { key, accountId, by })
  })
  const sentence = isDone ? 'The wait has ended: sign-in works again.' : 'There is no wait to end.'
  answer(context, options, { value: { id, lifted: isDone }, lines: [sentence] })
}

export type ReasonedOptions = AnswerOptions & { readonly reason: string }

async function runDisableAccount(
  context: Context,
  emailOrId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    disableAccount(db, { accountId, reason, by }),
  )
  const sentence = isDone
    ? 'Disabled: all its sessions have ended.'
    : 'No change: it was already disabled.'
  answer(context, options, { value: { id, disabled: true }, lines: [sentence] })
}

async function runEnableAccount(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    enableAccount(db, { accountId, by }),
  )
  const sentence = isDone
    ? 'Enabled: the person can sign in again.'
    : 'No change: it was not disabled.'
  answer(context, options, { value: { id, disabled: false }, lines: [sentence] })
}

async function runDeleteAccount(
  context: Context,
  emailOrId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const [id] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    deleteAccount(db, { accountId, reason, by }),
  )
  const lines = [
    `Deleted. To erase its personal data from the audit log: parley audit forget --account ${id}`,
  ]
  answer(context, options, { value: { id }, lines })
}

async function runSetTier(
  context: Context,
  { emailOrId, tier, ...options }: AnswerOptions & { emailOrId: string; tier: string },
): Promise<void> {
  const [id] = await changeAccount(context, emailOrId, async (db, accountId, by) => {
    await getPolicy(db, tier, 'The tier')
    return setTier(db, { accountId, tier, by })
  })
  const lines = [`The tier is ${tier}. It applies to new sessions.`]
  answer(context, options, { value: { id, tier }, lines })
}

type Change<Done> = (db: Store, accountId: string, by: Actor) => Promise<Done>

/** The account's id, and the result of the change. */
export function changeAccount<Done>(
  context: Context,
  emailOrId: string,
  act: Change<Done>,
): Promise<readonly [string, Done]> {
  return withStore(context.config(), async (db) => {
    const id = await idOf(db, emailOrId)
    try {
      return [id, await act(db, id, commandLineActor())] as const
    } catch (error) {
      if (isDomainError(error)) throw refusalOf(emailOrId, error.code, error.detail)
      throw error
    }
  })
}

async function idOf(db: Store, emailOrId: string): Promise<string> {
  if (isId(emailOrId)) return emailOrId
  const account = await findAccountByEmail(db, normaliseEmail(emailOrId))
  if (account !== null) return account.id
  throw refusalOf(emailOrId, 'not_found', '')
}

function refusalOf(emailOrId: string, code: string, detail: string): Refusal {
  if (code === 'not_found') {
    return new Refusal(`There is no account ${JSON.stringify(emailOrId)}.`)
  }
  return new Refusal(
    detail
      .replace(/^(reason|name|email):/, '--$1:')
      .replace(/^profile\./, '--set: ')
      .concat('.'),
  )
}
