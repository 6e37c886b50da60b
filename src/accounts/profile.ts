/** A person's profile: reads it, and changes it for the person or for an operator. */

import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import { canonicalJson } from '../model/canonical.ts'
import type { Actor } from '../model/event.ts'
import {
  changeProfile,
  type Profile,
  type ProfileChanges,
  profileFields,
} from '../model/profile.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { lockPerson } from './lock-person.ts'

const find = read(
  'find_profile',
  'SELECT profile, profile_changed_at AS "changedAt" FROM accounts WHERE id = $1',
  { profile: column.json<Profile>(), changedAt: orNull(column.timestamp) },
)

export type FoundProfile = { readonly profile: Profile; readonly changedAt: Date | null }

/** Null if the account is gone. */
export async function findProfile(db: Db, accountId: string): Promise<FoundProfile | null> {
  const [found] = await db.rows<FoundProfile>(find, [accountId])
  return found ?? null
}

const save = write(
  'save_profile',
  'UPDATE accounts SET profile = $2, profile_changed_at = now() WHERE id = $1',
)

export type ProfileUpdate = {
  readonly accountId: string
  readonly changes: ProfileChanges
  readonly by: Actor
}

/**
 * False if nothing changed. Throws `not_found`, and `request_invalid`, which names the field. The ledger
 * gets the names of the fields, not their values.
 */
export function updateProfile(db: Db, update: ProfileUpdate): Promise<boolean> {
  const { accountId, by, changes } = update
  return db.transaction(async (tx) => {
    await lockPerson(tx, accountId)
    const before = (await findProfile(tx, accountId))?.profile ?? {}
    const after = changeProfile(before, allowedTo(by, changes))
    if ('fault' in after) {
      const { field, sentence } = after.fault
      throw new DomainError('request_invalid', `profile.${field}: ${sentence}`)
    }
    const { profile } = after
    const changed = profileFields.filter(
      (field) => canonicalJson(profile[field] ?? null) !== canonicalJson(before[field] ?? null),
    )
    if (changed.length === 0) return false
    await tx.rows(save, [accountId, JSON.stringify(profile)])
    const about = { actor: by, accountId, details: { changed: changed.join(' ') } }
    await appendEvent(tx, { type: 'account.changed', outcome: 'success', ...about })
    return true
  })
}

/** People cannot say of their own number that it is verified. */
function allowedTo(by: Actor, changes: ProfileChanges): ProfileChanges {
  if (by.kind !== 'account') return changes
  const { phone_number_verified: _, ...others } = changes
  return others
}
