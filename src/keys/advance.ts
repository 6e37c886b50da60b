/**
 * Advances signing keys on schedule: the next key starts to sign once caches know it, the former one
 * is retired once nothing it signed is valid, and an old one gets a successor.
 */

import { appendEvent } from '../ledger/append.ts'
import { keyStateOf, leadSeconds, publishedSeconds } from '../model/signing-key.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { type KeyRow, keyColumns, lockKeys, makeKey } from './key-rows.ts'

export type Advancing = {
  readonly secret: string
  /** The age in days at which a key gets a successor; 0 means only by hand. */
  readonly rotationDays: number
}

const due = read(
  'due_signing_keys',
  `SELECT ${keyColumns} FROM signing_keys k
   WHERE retired_at IS NULL AND CASE
     WHEN signed_from IS NULL THEN signs_from <= now()
     WHEN signed_until IS NOT NULL
       THEN signed_until <= now() - make_interval(secs => ${publishedSeconds})
     ELSE $1 > 0
       AND signed_from <= now() - make_interval(days => $1) + make_interval(secs => ${leadSeconds})
       AND NOT EXISTS (SELECT 1 FROM signing_keys n
         WHERE n.alg = k.alg AND n.retired_at IS NULL AND n.signed_from IS NULL)
     END
   ORDER BY created_at, kid`,
  {
    kid: column.text,
    alg: column.text,
    publicJwk: column.json<KeyRow['publicJwk']>(),
    signsFrom: column.timestamp,
    signedFrom: orNull(column.timestamp),
    signedUntil: orNull(column.timestamp),
    retiredAt: orNull(column.timestamp),
  },
)

/** Returns how many keys were due. Costs one small read if none is. */
export async function advanceKeys(db: Db, advancing: Advancing): Promise<number> {
  const { rotationDays } = advancing
  if ((await db.rows(due, [rotationDays])).length === 0) return 0
  return db.transaction(async (tx) => {
    await lockKeys(tx)
    const keys = await tx.rows<KeyRow>(due, [rotationDays])
    for (const key of keys) await advance(tx, key, advancing)
    return keys.length
  })
}

const system = { kind: 'system' } as const

async function advance(tx: Db, key: KeyRow, { secret, rotationDays }: Advancing): Promise<void> {
  switch (keyStateOf(key)) {
    case 'next':
      return begin(tx, key)
    case 'published':
      return retire(tx, key)
    default: {
      const reason = `every ${rotationDays} days (PARLEY_KEY_ROTATION_DAYS)`
      await makeKey(tx, { alg: key.alg, signs: 'later', secret, by: system, reason })
    }
  }
}

const cease = write(
  'cease_to_sign',
  `UPDATE signing_keys SET signed_until = now()
   WHERE alg = $1 AND retired_at IS NULL AND signed_from IS NOT NULL AND signed_until IS NULL
   RETURNING kid`,
  { kid: column.text },
)

const sign = write('begin_to_sign', 'UPDATE signing_keys SET signed_from = now() WHERE kid = $1')

/** Stops the former key first, so that two keys of one algorithm never sign. */
async function begin(tx: Db, { kid, alg }: KeyRow): Promise<void> {
  const ceased = await tx.rows(cease, [alg])
  await tx.rows(sign, [kid])
  const about = { outcome: 'success', actor: system } as const
  const former = ceased.map((one) => {
    const details = {
      kid: one.kid,
      alg,
      use: 'signing',
      before: 'signing',
      after: 'published',
      successor: kid,
    }
    return { type: 'key.superseded', ...about, details } as const
  })
  const details = { kid, alg, use: 'signing', before: 'next', after: 'signing' }
  await appendEvent(tx, ...former, { type: 'key.signing', ...about, details })
}

const retireInOrder = write(
  'retire_signing_key',
  'UPDATE signing_keys SET retired_at = now(), sealed_private = NULL WHERE kid = $1',
)

async function retire(tx: Db, { kid, alg }: KeyRow): Promise<void> {
  await tx.rows(retireInOrder, [kid])
  const about = { kid, alg, use: 'signing', before: 'published', after: 'retired' }
  const details = { ...about, distrusted: false, reason: 'all that it signed has expired' }
  await appendEvent(tx, { type: 'key.retired', outcome: 'success', actor: system, details })
}
