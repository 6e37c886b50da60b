/**
 * Forgets a person: erases the personal fields of an account's events and their salts. The
 * commitments stay, so that the ledger still verifies. Nothing else changes an event.
 */

import type { Actor } from '../model/event.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { eventKinds, lowestId, selectEvents, walkInOrder } from './events.ts'
import { commitmentsOf, type StoredEvent } from './leaf.ts'

const mostAStep = 500

export type ForgetOptions = { readonly accountId: string; readonly by: Actor }

/** Returns the number of erased events. After an interruption, call it again to continue. */
export async function forgetAccount(db: Db, { accountId, by }: ForgetOptions): Promise<number> {
  let erased = 0
  for (const id of await listIdentities(db, accountId)) {
    erased += await forgetOne(db, { accountId: id, by })
  }
  return erased
}

/** The ids of a person: those of their guest accounts, then their own. */
export async function listIdentities(db: Db, accountId: string): Promise<readonly string[]> {
  const guests = await db.rows(formerGuests, [accountId])
  return [...guests.map((guest) => guest.id), accountId]
}

/** The guest accounts that the person used before they signed in. */
const formerGuests = read(
  'former_guests_of_account',
  `SELECT DISTINCT a.details ->> 'former_account' AS id FROM audit_events a
   WHERE a.account_id = $1 AND a.type = 'session.upgraded'
     AND a.details ->> 'former_account' IS NOT NULL`,
  { id: column.text },
)

async function forgetOne(db: Db, { accountId, by }: ForgetOptions): Promise<number> {
  const recordId = await record(db, { accountId, by })
  let erased = 0
  let after = lowestId
  for (;;) {
    const ids = await db.transaction((tx) => eraseSome(tx, { accountId, recordId, after }))
    erased += ids.length
    after = ids.at(-1) ?? after
    if (ids.length < mostAStep) return erased
  }
}

/** Comes first, because each erasure, including the one of this event, refers to this event's id. */
function record(db: Db, { accountId, by }: ForgetOptions): Promise<string> {
  return db.transaction(async (tx) => {
    await appendEvent(tx, { type: 'ledger.forgotten', outcome: 'success', actor: by, accountId })
    const [row] = await tx.rows(ownRecord, [accountId])
    if (row === undefined) throw new Error('the event that was just appended is not there')
    return row.id
  })
}

const ownRecord = read(
  'told_forgetting',
  `SELECT id::text AS id FROM audit_events WHERE xid = pg_current_xact_id()
     AND type = 'ledger.forgotten' AND account_id = $1 ORDER BY id DESC LIMIT 1`,
  { id: column.text },
)

/** The person's own events and those the person caused as an operator. */
const unforgotten = write(
  'unforgotten_events',
  `${selectEvents} WHERE a.salt IS NOT NULL AND a.id IN (
     (SELECT id FROM audit_events WHERE account_id = $1::uuid AND id > $3
        AND salt IS NOT NULL ORDER BY id LIMIT $2)
     UNION
     (SELECT id FROM audit_events WHERE actor_kind = 'operator' AND actor_id = $1::text
        AND id > $3 AND salt IS NOT NULL ORDER BY id LIMIT $2))
   ORDER BY a.id LIMIT $2 FOR UPDATE OF a`,
  eventKinds,
)

const keep = write(
  'keep_commitments',
  `INSERT INTO audit_erasures (event_id, forgotten_by, commitments)
   SELECT id, $3, commitments FROM unnest($1::bigint[], $2::jsonb[]) AS u (id, commitments)`,
)

const empty = write(
  'empty_personal_fields',
  `UPDATE audit_events SET network = NULL, user_agent = NULL, salt = NULL,
     details = details - 'personal' WHERE id = ANY ($1::bigint[]) AND salt IS NOT NULL`,
)

type Step = { readonly accountId: string; readonly recordId: string; readonly after: string }

async function eraseSome(tx: Db, { accountId, recordId, after }: Step): Promise<string[]> {
  await tx.rows(walkInOrder)
  const events = await tx.rows<StoredEvent>(unforgotten, [accountId, mostAStep, after])
  const ids = events.map(({ id }) => id)
  const commitments = events.map((event) => JSON.stringify(commitmentsOf(event)))
  await tx.rows(keep, [ids, commitments, recordId])
  await tx.rows(empty, [ids])
  return ids
}
