/** The commands `parley account show`, `update` and `reset-password`. */

import { type AccountInFull, findInFull } from '../accounts/find-in-full.ts'
import { sendReset } from '../accounts/send-reset.ts'
import { updateAccount } from '../accounts/update.ts'
import { DomainError } from '../base/errors.ts'
import { sendsMail } from '../mail/open.ts'
import { linkLimits } from '../model/mailed-link.ts'
import { changeAccount } from './account-lifecycle.ts'
import { type AnswerOptions, aligned, answer, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'

export async function runShowAccount(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [, account] = await changeAccount(context, emailOrId, async (db, id) => {
    const found = await findInFull(db, id)
    if (found === null) throw new DomainError('not_found', 'no account has this id')
    return found
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
    ['open sessions', `${account.openSessions} of ${maxSessions} (${policy}: ${onLimit})`],
  ])
  answer(context, options, { value: toJson(account), lines })
}

function toJson(account: AccountInFull) {
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
