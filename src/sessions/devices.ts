/** The devices an account signed in on, identified by the hash of their device cookie. */

import { uuidv7 } from '../base/crypto.ts'
import { deviceName } from '../base/user-agent.ts'
import { currentLanguage } from '../i18n/speaking.ts'
import { appendEvent } from '../ledger/append.ts'
import { mailJob } from '../model/mail.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { enqueue } from '../store/outbox.ts'
import { currentOrigin } from '../store/unit-of-work.ts'

export type Device = {
  readonly id: string
  readonly name: string
  readonly firstSeenAt: Date
}

export type SignInOnDevice = {
  readonly accountId: string
  readonly sessionId: string
  /** The SHA-256 of the device cookie, in hex. */
  readonly device: string
}

/** A conflict returns the existing id, so our own id means that the device is new. */
const meet = write(
  'meet_device',
  `INSERT INTO devices (id, account_id, device_hash, name)
   VALUES ($1, $2, decode($3, 'hex'), $4)
   ON CONFLICT (account_id, device_hash)
     DO UPDATE SET last_seen_at = now(), name = excluded.name
   RETURNING id, name, first_seen_at AS "firstSeenAt",
     EXISTS (SELECT 1 FROM devices o WHERE o.account_id = $2) AS "accountHadAny"`,
  { id: column.uuid, name: column.text, firstSeenAt: column.timestamp, accountHadAny: column.bool },
)

/** Runs in the transaction of the sign-in. An account's first device causes no mail. */
export async function meetDevice(tx: Db, signIn: SignInOnDevice): Promise<Device> {
  const { accountId, sessionId } = signIn
  const id = uuidv7()
  const values = [id, accountId, signIn.device, deviceName(currentOrigin().userAgent)]
  const [met] = await tx.rows<Device & { accountHadAny: boolean }>(meet, values)
  if (met === undefined) throw new Error('a device is either new or known')
  const { accountHadAny, ...device } = met
  if (device.id === id && accountHadAny) await tellNewDevice(tx, { accountId, sessionId, device })
  return device
}

const ids = read(
  'device_ids',
  `SELECT id, encode(device_hash, 'hex') AS hash FROM devices
   WHERE account_id = $1 AND encode(device_hash, 'hex') = ANY ($2)`,
  { id: column.uuid, hash: column.text },
)

/** Ids by hash. Unknown devices are left out. */
export async function deviceIds(
  db: Db,
  accountId: string,
  hashes: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.rows(ids, [accountId, hashes])
  return new Map(rows.map(({ id, hash }) => [hash, id]))
}

export type SessionDevice = {
  readonly firstSeenAt: Date | null
  /** True if it was first seen in the last days and is not the account's first device. */
  readonly isNew: boolean
  /** The network the session's cookie was last used from. */
  readonly lastNetwork: string | null
}

const ofSessions = read(
  'devices_of_sessions',
  `SELECT s.id, d.first_seen_at AS "firstSeenAt", host(s.last_network) AS "lastNetwork",
     coalesce(d.first_seen_at > now() - interval '7 days' AND d.first_seen_at >
       (SELECT min(o.first_seen_at) FROM devices o WHERE o.account_id = $1), false) AS "isNew"
   FROM sessions s LEFT JOIN devices d
     ON d.account_id = s.account_id AND d.device_hash = s.device_hash
   WHERE s.account_id = $1 AND s.state <> 'ended'`,
  {
    id: column.uuid,
    firstSeenAt: orNull(column.timestamp),
    lastNetwork: orNull(column.text),
    isNew: column.bool,
  },
)

/** Devices by session id, for sessions that have not ended. */
export async function devicesBySession(
  db: Db,
  accountId: string,
): Promise<ReadonlyMap<string, SessionDevice>> {
  const rows = await db.rows<SessionDevice & { id: string }>(ofSessions, [accountId])
  return new Map(rows.map(({ id, ...device }) => [id, device]))
}

export type NewDevice = {
  readonly accountId: string
  readonly sessionId: string
  readonly device: { readonly id: string; readonly name: string; readonly firstSeenAt: Date }
}

/** Runs in the transaction of the sign-in: a refused sign-in sends no mail. */
async function tellNewDevice(tx: Db, { accountId, sessionId, device }: NewDevice): Promise<void> {
  await appendEvent(tx, {
    type: 'device.first_seen',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    details: { device: device.id, device_name: device.name },
  })
  const language = currentLanguage()
  await enqueue(tx, mailJob({ kind: 'new_device', accountId, sessionId, language }))
}
