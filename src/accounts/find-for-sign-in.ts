/** Finds the account of an email, and whether a password may be tried now, in one read. */

import { isEmail, normaliseEmail } from '../model/account.ts'
import { networkOf } from '../model/binding.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { anyDevice, subjectOf, type Tally, type Throttle } from '../throttle/tally.ts'
import { type AccountWithPassword, accountColumns } from './find.ts'

export type FoundForSignIn = {
  /** Null if no account has the email. */
  readonly account: AccountWithPassword | null
  /** 0 if a password may be tried now. */
  readonly waitSeconds: number
  /** The counters to increase if the password is wrong. */
  readonly tallies: readonly Tally[]
}

/**
 * Does the same work for known and unknown emails. A device is known by its sign-ins, or because a
 * password reset let it in; failures elsewhere then do not count against it.
 */
const find = read(
  'account_for_sign_in',
  `SELECT ${accountColumns}, password_hash AS "passwordHash", k.known AS "isKnown",
     EXISTS (SELECT FROM failed_tries f WHERE f.subject = $5 AND f.device = ''
       AND ceil(f.standing - extract(epoch FROM now() - f.counted_at)::float8 / $6::float8) >= $7::int
     ) AS "isStrict",
     coalesce(extract(epoch FROM CASE WHEN k.known
       THEN (SELECT f.free_at FROM failed_tries f WHERE f.subject = $2 AND f.device = $4)
       ELSE (SELECT max(f.free_at) FROM failed_tries f WHERE f.subject IN ($2, $3)
         AND f.device = '')
       END - now())::float8, 0) AS "waitSeconds"
   FROM (SELECT) one LEFT JOIN accounts a ON a.email = $1::text
   CROSS JOIN LATERAL (SELECT
     EXISTS (SELECT FROM devices d WHERE d.device_hash = $4::bytea
       AND d.account_id = coalesce(a.id, '00000000-0000-0000-0000-000000000000'::uuid))
     OR EXISTS (SELECT FROM failed_tries f WHERE f.subject = $2 AND f.device = $4) AS known) k`,
  {
    id: orNull(column.uuid),
    email: present(column.text),
    emailVerified: column.bool,
    name: column.text,
    tier: column.text,
    roles: present(column.texts),
    disabledAt: orNull(column.timestamp),
    passwordChangedAt: column.timestamp,
    passwordHash: present(column.text),
    isKnown: column.bool,
    isStrict: column.bool,
    waitSeconds: column.number,
  },
)

type Row = Omit<AccountWithPassword, 'id'> & {
  readonly id: string | null
  readonly isKnown: boolean
  /** True if there are so many failures overall that each network gets a lower limit. */
  readonly isStrict: boolean
  readonly waitSeconds: number
}

/** Expects `email` as typed. */
export async function findForSignIn(
  db: Db,
  throttle: Throttle,
  email: string,
): Promise<FoundForSignIn> {
  const normalised = normaliseEmail(email)
  const places = placesOf(throttle, normalised)
  const [row] = await db.rows<Row>(find, valuesOf(throttle, places, normalised))
  if (row === undefined) throw new Error('a row comes for every email')
  const { id, isKnown, isStrict, waitSeconds, ...account } = row
  const tallies = isKnown ? onKnownDevice(throttle, places) : elsewhere(throttle, places, isStrict)
  return { account: id === null ? null : { id, ...account }, waitSeconds, tallies }
}

type Places = {
  readonly account: Buffer
  readonly network: Buffer
  /** Null if the browser has no device cookie. */
  readonly device: Buffer | null
}

function placesOf({ key }: Throttle, email: string): Places {
  const { network, device } = currentOrigin()
  return {
    account: subjectOf(key, 'account', email),
    network: subjectOf(key, 'network', networkOf(network) ?? ''),
    device: device === null ? null : Buffer.from(device, 'hex'),
  }
}

function valuesOf({ key, rules }: Throttle, places: Places, email: string): unknown[] {
  const { account, network, device } = places
  const { forgetSeconds, free } = rules.everyone
  const everyone = subjectOf(key, 'everyone', '')
  return [isEmail(email) ? email : null, account, network, device, everyone, forgetSeconds, free]
}

function onKnownDevice({ rules }: Throttle, { account: subject, device }: Places): Tally[] {
  return [{ of: 'device', subject, device: device ?? anyDevice, rule: rules.device, weight: 1 }]
}

function elsewhere({ rules }: Throttle, places: Places, isStrict: boolean): Tally[] {
  const { account, network } = places
  const here = isStrict ? rules.strictNetwork : rules.network
  return [
    { of: 'account', subject: account, device: anyDevice, rule: rules.account, weight: 1 },
    { of: 'network', subject: network, device: anyDevice, rule: here, weight: 1 },
  ]
}
