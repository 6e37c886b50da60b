/** The commands `parley account disable`, `enable`, `delete` and `set-tier`. */

import { deleteAccount } from '../accounts/delete.ts'
import { disableAccount, enableAccount } from '../accounts/disable.ts'
import { findAccountByEmail } from '../accounts/find.ts'
import { setTier } from '../accounts/set-tier.ts'
import { isDomainError } from '../base/errors.ts'
import { normaliseEmail } from '../model/account.ts'
import type { Actor } from '../model/event.ts'
import type { Store } from '../store/database.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { getPolicy } from './policy.ts'
import { withStore } from './postgres.ts'

export type ReasonedOptions = AnswerOptions & { readonly reason: string }

export async function runDisableAccount(
  context: Context,
  emailOrId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    disableAccount(db, { accountId, reason, by }),
  )
  const sentence = isDone ? 'Disabled: everything under it has ended.' : 'It was disabled before.'
  answer(context, options, { value: { id, disabled: true }, lines: [sentence] })
}

export async function runEnableAccount(
  context: Context,
  emailOrId: string,
  options: AnswerOptions,
): Promise<void> {
  const [id, isDone] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    enableAccount(db, { accountId, by }),
  )
  const sentence = isDone ? 'Enabled: the person can sign in again.' : 'It was not disabled.'
  answer(context, options, { value: { id, disabled: false }, lines: [sentence] })
}

export async function runDeleteAccount(
  context: Context,
  emailOrId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const [id] = await changeAccount(context, emailOrId, (db, accountId, by) =>
    deleteAccount(db, { accountId, reason, by }),
  )
  const lines = [`Deleted. "parley audit forget" erases what is personal in its events: ${id}`]
  answer(context, options, { value: { id }, lines })
}

export async function runSetTier(
  context: Context,
  { emailOrId, tier, ...options }: AnswerOptions & { emailOrId: string; tier: string },
): Promise<void> {
  const [id] = await changeAccount(context, emailOrId, async (db, accountId, by) => {
    await getPolicy(db, tier, 'The tier')
    return setTier(db, { accountId, tier, by })
  })
  const lines = [`Its tier is ${tier}, for the sessions that begin from now on.`]
  answer(context, options, { value: { id, tier }, lines })
}

type Change<Done> = (db: Store, accountId: string, by: Actor) => Promise<Done>

/** The account's id, and what the change says of itself. */
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

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

async function idOf(db: Store, emailOrId: string): Promise<string> {
  if (uuid.test(emailOrId)) return emailOrId
  const account = await findAccountByEmail(db, normaliseEmail(emailOrId))
  if (account !== null) return account.id
  throw refusalOf(emailOrId, 'not_found', '')
}

function refusalOf(emailOrId: string, code: string, detail: string): Refusal {
  if (code === 'not_found') {
    return new Refusal(`There is no account ${JSON.stringify(emailOrId)} of a person.`)
  }
  return new Refusal(detail.replace(/^(reason|name|email):/, '--$1:').concat('.'))
}
