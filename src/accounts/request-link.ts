/**
 * Requests a mailed link: to confirm a new account's address, or to choose a new password. It never
 * checks whether the address has an account, so neither the response nor its timing can reveal it.
 */

import { uuidv7 } from '../base/crypto.ts'
import { currentLanguage } from '../i18n/speaking.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor, EventType, LedgerEvent } from '../model/event.ts'
import { limitEvent } from '../model/limit-event.ts'
import { mailJob } from '../model/mail.ts'
import { type LinkPurpose, linkLimits } from '../model/mailed-link.ts'
import type { PasswordFault } from '../model/password.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { enqueue } from '../store/outbox.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import { judgePassword } from './password-strength.ts'
import type { Passwords } from './passwords.ts'

export type Registration = {
  /** Email and name, both normalised. */
  readonly email: string
  readonly name: string
  readonly password: string
  readonly stepUid: string
}

export type RequestTools = {
  readonly db: Db
  readonly passwords: Passwords
  /** Records refusals that change nothing, at a bounded rate. */
  readonly recordRefusal: (event: LedgerEvent) => Promise<void>
}

/** The fault of the password; null if a message is on its way. */
export async function requestRegistration(
  tools: RequestTools,
  { email, name, password, stepUid }: Registration,
): Promise<PasswordFault | null> {
  const { passwords } = tools
  const fault = await judgePassword(password, { email, name, place: passwords.place })
  if (fault !== null) return fault
  const passwordHash = await passwords.hash(password)
  await requestOpenly(tools, { purpose: 'register', email, name, passwordHash, stepUid })
  return null
}

/** Expects a normalised email. */
export async function requestReset(
  tools: Omit<RequestTools, 'passwords'>,
  { email, stepUid }: { email: string; stepUid: string | null },
): Promise<void> {
  await requestOpenly(tools, { purpose: 'reset', email, name: null, passwordHash: null, stepUid })
}

export type ResetForPerson = {
  readonly accountId: string
  /** The account's address. */
  readonly email: string
  readonly by: Actor
}

/** An operator requests a reset for a person. False if the address has reached its limit. */
export function requestResetFor(db: Db, { email, ...helped }: ResetForPerson): Promise<boolean> {
  const link = { email, name: null, passwordHash: null, stepUid: null }
  return request(db, { purpose: 'reset', ...link, helped })
}

type LinkRequest = {
  readonly purpose: LinkPurpose
  readonly email: string
  readonly name: string | null
  readonly passwordHash: string | null
  readonly stepUid: string | null
  readonly helped?: Omit<ResetForPerson, 'email'>
}

/** Serialises requests for one address and from one network, so that the limits hold exactly. */
const lock = write(
  'lock_link_requests',
  `SELECT pg_advisory_xact_lock(hashtextextended('link to ' || $1::text, 7261002)),
     pg_advisory_xact_lock(hashtextextended('link from ' || coalesce($2::text, ''), 7261002))`,
)

/** An IPv6 network has 64 bits: one customer controls the second half of the address. */
const prefix = `(SELECT CASE WHEN family($7::inet) = 6
  THEN network(set_masklen($7::inet, 64))::inet ELSE $7::inet END)`

const insert = write(
  'insert_mailed_link',
  `INSERT INTO mailed_links (id, purpose, email, name, password_hash, step_uid, network)
   SELECT $1, $2, $3, $4, $5, $6, ${prefix}
   WHERE (SELECT count(*) FROM mailed_links l
     WHERE l.email = $3 AND l.requested_at > now() - interval '1 hour') < $8::int
   AND (SELECT count(*) FROM mailed_links l
     WHERE l.network = ${prefix} AND l.requested_at > now() - interval '1 hour') < $9::int
   RETURNING id`,
  { id: column.uuid },
)

const types: Record<LinkPurpose, EventType> = {
  register: 'registration.requested',
  reset: 'password.reset_requested',
}

async function requestOpenly(
  { db, recordRefusal }: Omit<RequestTools, 'passwords'>,
  asked: LinkRequest,
): Promise<void> {
  if (!(await request(db, asked))) await recordRefusal(limitEvent('mailed_links'))
}

/**
 * False over a limit. Strangers get the same response then, because someone else may be waiting. The
 * network limit applies to strangers only: operators help many people from one network.
 */
function request(db: Db, { helped, ...asked }: LinkRequest): Promise<boolean> {
  const network = helped ? null : currentOrigin().network
  return db.transaction(async (tx) => {
    await tx.rows(lock, [asked.email, network])
    const [link] = await tx.rows(insert, valuesOf(asked, network))
    if (link === undefined) return false
    await appendEvent(tx, {
      type: types[asked.purpose],
      outcome: 'success',
      actor: helped?.by ?? { kind: 'nobody' },
      ...(helped ? { accountId: helped.accountId } : {}),
    })
    const language = currentLanguage()
    await enqueue(tx, mailJob({ kind: 'link', linkId: link.id, language }))
    return true
  })
}

function valuesOf(asked: Omit<LinkRequest, 'helped'>, network: string | null): unknown[] {
  const { purpose, email, name, passwordHash, stepUid } = asked
  const { mostAnHourToAddress, mostAnHourFromNetwork } = linkLimits
  return [
    uuidv7(),
    purpose,
    email,
    name,
    passwordHash,
    stepUid,
    network,
    mostAnHourToAddress,
    mostAnHourFromNetwork,
  ]
}
