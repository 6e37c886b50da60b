/** An operator changes an account's name or email, or says whether the email is verified. */

import { DomainError } from '../base/errors.ts'
import { currentLanguage } from '../i18n/speaking.ts'
import { appendEvent } from '../ledger/append.ts'
import { isEmail, normaliseEmail } from '../model/account.ts'
import type { Actor } from '../model/event.ts'
import { mailJob } from '../model/mail.ts'
import { type Db, write } from '../store/db.ts'
import { isDuplicate } from '../store/failures.ts'
import { enqueue } from '../store/outbox.ts'
import { requireAccountName } from './create.ts'
import { type HeldPerson, lockPerson } from './lock-person.ts'
import { voidLinks } from './mint-link.ts'

export type AccountUpdate = {
  readonly accountId: string
  /** Absent fields stay as they are. */
  readonly name?: string
  readonly email?: string
  /** True: the person reads mail at the address. Without it a new address is unverified. */
  readonly emailVerified?: boolean
  /** The name of the service, which no person may have. */
  readonly brandName: string
  readonly by: Actor
}

/** An address that stays verified keeps the moment of its confirmation. */
const update = write(
  'update_account',
  `UPDATE accounts SET name = $2, email = $3, email_verified_at = CASE WHEN $4 THEN
     coalesce(CASE WHEN email = $3 THEN email_verified_at END, now()) END,
     profile_changed_at = CASE WHEN name = $2 THEN profile_changed_at ELSE now() END WHERE id = $1`,
)

/** False if nothing changed. Throws `not_found`, `email_invalid`, `email_taken`, `request_invalid`. */
export async function updateAccount(db: Db, asked: AccountUpdate): Promise<boolean> {
  const { accountId, by } = asked
  return db.transaction(async (tx) => {
    const person = await lockPerson(tx, accountId)
    const next = { name: nameOf(asked, person), email: emailOf(asked, person) }
    const staysVerified = person.emailVerified && next.email === person.email
    const isVerified = asked.emailVerified ?? staysVerified
    const verification = isVerified === staysVerified ? null : isVerified
    const details = detailsOf(person, { ...next, verification })
    if (details === null) return false
    const values = [accountId, next.name, next.email, isVerified]
    await tx.rows(update, values).catch(refuseTaken)
    if (next.email !== person.email) await leaveAddress(tx, { accountId, former: person.email })
    const about = { actor: by, accountId, details }
    await appendEvent(tx, { type: 'account.changed', outcome: 'success', ...about })
    return true
  })
}

type Next = Pick<HeldPerson, 'name' | 'email'> & {
  /** Whether the address counts as verified, if the caller decided it; null for the default. */
  readonly verification: boolean | null
}

/** Null if nothing changed. */
function detailsOf(person: HeldPerson, next: Next): Record<string, string> | null {
  const texts = (['name', 'email'] as const).filter((field) => next[field] !== person[field])
  const { verification } = next
  const changed = [...texts, ...(verification === null ? [] : ['email_verified'])]
  if (changed.length === 0) return null
  const values = texts.map((field) => [
    [`previous_${field}`, person[field]],
    [field, next[field]],
  ])
  return {
    changed: changed.join(' '),
    ...Object.fromEntries(values.flat()),
    ...(verification === null ? {} : { email_verified: String(verification) }),
  }
}

/** A name from before a rule stays as long as nobody changes it. */
function nameOf({ name, brandName }: AccountUpdate, person: HeldPerson): string {
  if (name === undefined || name === person.name) return person.name
  return requireAccountName(name, brandName)
}

function emailOf({ email }: AccountUpdate, person: HeldPerson): string {
  if (email === undefined) return person.email
  const next = normaliseEmail(email)
  if (isEmail(next)) return next
  throw new DomainError('email_invalid', 'email: one plain address')
}

function refuseTaken(error: unknown): never {
  if (!isDuplicate(error)) throw error
  throw new DomainError('email_taken', 'an account with this email exists', { cause: error })
}

/** The former address is notified, and its pending links are void. */
async function leaveAddress(
  tx: Db,
  { accountId, former }: { accountId: string; former: string },
): Promise<void> {
  await voidLinks(tx, { email: former, purpose: 'reset' })
  const language = currentLanguage()
  await enqueue(tx, mailJob({ kind: 'address_changed', accountId, former, language }))
}
