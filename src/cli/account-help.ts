/** The commands `parley account show`, `update`, `reset-password` and `lift-wait`. */

import { type AccountInFull, findInFull } from '../accounts/find-in-full.ts'
import { sendReset } from '../accounts/send-reset.ts'
import { findSignInWait, liftSignInWait } from '../accounts/sign-in-wait.ts'
import { updateAccount } from '../accounts/update.ts'
import { deriveKey } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { sendsMail } from '../mail/open.ts'
import { linkLimits } from '../model/mailed-link.ts'
import type { Db } from '../store/db.ts'
import { changeAccount } from './account-lifecycle.ts'
import { type AnswerOptions, aligned, answer, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { findFittingSecret } from './fitting-secret.ts'

export async function runShowAccount(
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
  const lines = aligned([
    ['id', account.id],
    ['email', account.email ?? '-'],
    ['email verified', shortTime(account.emailVerifiedAt)],
    ['name', account.name],
    ['tier', account.tier],
    ['roles', account.roles.join(' ') || '-'],
    ['created', shortTime(account.createdAt)],
    ['disabled', shortTime(account.disabledAt)],
    ['password since', shortTime(account.passwordChangedAt)],
    ['sign-in waits until', shortTime(account.waitUntil)],
    ['open sessions', `${account.openSessions} of ${maxSessions} (${policy}: ${onLimit})`],
  ])
  answer(context, options, { value: toJson(account), lines })
}

/** Null before there is a secret: then nobody has tried anything. */
async function throttleKeyOf(context: Context, db: Db): Promise<Uint8Array | null> {
  const secret = await findFittingSecret(db, context.config())
  return secret === null ? null : deriveKey(secret, 'guessing')
}

function toJson(account: AccountInFull & { readonly waitUntil: Date | null }) {
  const { limits, passwordChangedAt } = account
  return {
    id: account.id,
    kind: account.kind,
    email: account.email,
    email_verified_at: account.emailVerifiedAt,
    name: account.name,
    tier: account.tier,
    roles: account.roles,
    created_at: account.createdAt,
    disabled_at: account.disabledAt,
    password_changed_at: passwordChangedAt,
    max_sessions: limits.maxSessions,
    on_limit: limits.onLimit,
    open_sessions: account.openSessions,
    sign_in_wait_until: account.waitUntil,
  }
}

export type UpdateAccountOptions = AnswerOptions & {
  readonly name?: string
  readonly email?: string
}

export async function runUpdateAccount(
  context: Context,
  emailOrId: string,
  { json, ...given }: UpdateAccountOptions,
): Promise<void> {
  if (Object.keys(given).length === 0) throw new Refusal('Say what changes: --name or --email.')
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    updateAccount(db, { accountId, ...given, by }),
  )
  const sentence = isDone ? 'Changed.' : 'It was so before: nothing changed.'
  answer(context, { json }, { value: { id, changed: isDone }, lines: [sentence] })
}

export async function runResetPassword(
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
    'Until it is used nothing changes; then every session of the account ends.',
  ]
  answer(context, options, { value: { id, email }, lines })
}

export async function runLiftWait(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [id, lifted] = await changeAccount(context, emailOrId, async (db, accountId, by) => {
    const key = await throttleKeyOf(context, db)
    return key !== null && liftSignInWait(db, { key, accountId, by })
  })
  const sentence = lifted
    ? 'Passwords can be tried again at once.'
    : 'No password was wrong lately.'
  answer(context, options, { value: { id, lifted }, lines: [sentence] })
}
