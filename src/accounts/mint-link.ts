/** Makes the token of a mailed link, at the moment its message is written. */

import { randomToken, sha256 } from '../base/crypto.ts'
import { appendEvent } from '../ledger/append.ts'
import { type LinkPurpose, linkLimits, type MailedLink } from '../model/mailed-link.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'

/** The content of the message. Only the hash of the token is stored. */
export type MintedLink = {
  readonly email: string
  readonly stepUid: string | null
} & (
  | { readonly says: 'confirm'; readonly token: string }
  | { readonly says: 'has_account' }
  | { readonly says: 'reset'; readonly name: string; readonly token: string }
)

type LinkRow = MailedLink & {
  readonly holderId: string | null
  readonly holderName: string | null
  readonly isDisabled: boolean
}

const lock = write(
  'lock_asked_link',
  `SELECT l.id, l.purpose, l.email, l.step_uid AS "stepUid", l.name,
     l.password_hash AS "passwordHash", l.account_id AS "accountId",
     a.id AS "holderId", a.name AS "holderName", a.disabled_at IS NOT NULL AS "isDisabled"
   FROM mailed_links l LEFT JOIN accounts a ON a.email = l.email
   WHERE l.id = $1 AND l.used_at IS NULL
     AND l.requested_at > now() - make_interval(mins => ${linkLimits.minutesUntilWritten})
   FOR UPDATE OF l`,
  {
    id: column.uuid,
    purpose: column.word<LinkRow['purpose']>(),
    email: column.text,
    stepUid: orNull(column.text),
    name: orNull(column.text),
    passwordHash: orNull(column.text),
    accountId: orNull(column.uuid),
    holderId: orNull(column.uuid),
    holderName: orNull(column.text),
    isDisabled: column.bool,
  },
)

const mint = write(
  'mint_link',
  `UPDATE mailed_links SET token_hash = $2, account_id = $3,
     expires_at = now() + make_interval(mins => ${linkLimits.minutes})
   WHERE id = $1`,
)

/** Only the newest link is valid. */
const voidOthers = write(
  'void_other_links',
  `UPDATE mailed_links SET used_at = now(), password_hash = NULL
   WHERE email = $2 AND purpose = $3 AND id <> $1 AND token_hash IS NOT NULL AND used_at IS NULL`,
)

/** Null if there is nothing to send or nobody to send it to. A second call makes a new token. */
export function mintLink(db: Db, linkId: string): Promise<MintedLink | null> {
  return db.transaction(async (tx) => {
    const [asked] = await tx.rows<LinkRow>(lock, [linkId])
    if (asked === undefined) return null
    return asked.purpose === 'register' ? mintRegistration(tx, asked) : mintReset(tx, asked)
  })
}

async function mintRegistration(tx: Db, asked: LinkRow): Promise<MintedLink> {
  const { email, stepUid, holderId } = asked
  if (holderId !== null) return { says: 'has_account', email, stepUid }
  return { says: 'confirm', email, stepUid, token: await mintToken(tx, asked) }
}

async function mintReset(tx: Db, asked: LinkRow): Promise<MintedLink | null> {
  const { email, stepUid, holderId, holderName } = asked
  if (holderId === null || asked.isDisabled) return null
  const token = await mintToken(tx, asked)
  return { says: 'reset', email, stepUid, name: holderName ?? email, token }
}

async function mintToken(tx: Db, { id, email, purpose, holderId }: LinkRow): Promise<string> {
  const token = randomToken(256)
  await tx.rows(mint, [id, sha256(token), holderId])
  await tx.rows(voidOthers, [id, email, purpose])
  await appendEvent(tx, {
    type: 'link.made',
    outcome: 'success',
    actor: { kind: 'system' },
    ...(holderId === null ? {} : { accountId: holderId }),
    details: { purpose },
  })
  return token
}

const voidAll = write(
  'void_links',
  `UPDATE mailed_links SET used_at = now(), password_hash = NULL
   WHERE email = $1 AND purpose = $2 AND used_at IS NULL`,
)

/** Invalidates all links of the address, requested or sent. */
export async function voidLinks(
  tx: Db,
  { email, purpose }: { email: string; purpose: LinkPurpose },
): Promise<void> {
  await tx.rows(voidAll, [email, purpose])
}
