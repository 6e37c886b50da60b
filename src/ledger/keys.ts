/** The ledger's own keys: they sign blocks and nothing else. A retired key still verifies. */

import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { deriveKey, randomId, seal, unseal } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import type { Actor } from '../model/event.ts'
import { requireReason } from '../model/reason.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { appendEvent } from './append.ts'
import type { OpenSeal, Sign } from './block.ts'

const alg = 'ES256'
const sealType = 'parley-seal'

type Row = {
  readonly kid: string
  readonly publicJwk: JWK
  readonly sealed: Buffer
  readonly isCurrent: boolean
}

const lock = read('lock_ledger_keys', 'SELECT pg_advisory_xact_lock(7261006)')

const all = read(
  'ledger_keys',
  `SELECT kid, public_jwk AS "publicJwk", sealed_private AS sealed, retired_at IS NULL AS "isCurrent"
   FROM audit_keys ORDER BY created_at, kid`,
  {
    kid: column.text,
    publicJwk: column.json<Row['publicJwk']>(),
    sealed: column.bytes,
    isCurrent: column.bool,
  },
)

const insert = write(
  'insert_ledger_key',
  'INSERT INTO audit_keys (kid, alg, public_jwk, sealed_private) VALUES ($1, $2, $3, $4)',
)

const retire = write(
  'retire_ledger_keys',
  `UPDATE audit_keys SET retired_at = now() WHERE retired_at IS NULL AND kid <> $1
   RETURNING kid`,
  { kid: column.text },
)

/** Makes the first key if there is none. Several nodes may call this at once: one makes it. */
export function ensureLedgerKey(db: Db, secret: string): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.rows(lock)
    const keys = await tx.rows<Row>(all)
    if (keys.some(({ isCurrent }) => isCurrent)) return
    const reason = 'nothing signed the ledger'
    await makeKey(tx, { secret, by: { kind: 'system' }, reason })
  })
}

export type LedgerRotation = {
  readonly secret: string
  readonly by: Actor
  /** The caller's reason, recorded in the ledger. */
  readonly reason: string
}

/**
 * Makes a new key, which signs from the next block on, and returns its id. Throws `request_invalid`
 * for an empty reason.
 */
export async function rotateLedgerKey(db: Db, rotation: LedgerRotation): Promise<string> {
  requireReason(rotation.reason)
  return db.transaction(async (tx) => {
    await tx.rows(lock)
    const kid = await makeKey(tx, rotation)
    const former = await tx.rows(retire, [kid])
    const about = { alg, use: 'ledger', before: 'signing', after: 'published', successor: kid }
    const events = former.map((one) => {
      const details = { kid: one.kid, ...about }
      return { type: 'key.superseded', outcome: 'success', actor: rotation.by, details } as const
    })
    await appendEvent(tx, ...events)
    return kid
  })
}

async function makeKey(tx: Db, { secret, by, reason }: LedgerRotation): Promise<string> {
  const kid = randomId(128)
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const about = { kid, alg, use: 'sig' }
  const publicJwk = { ...(await exportJWK(publicKey)), ...about }
  const privateJwk = { ...(await exportJWK(privateKey)), ...about }
  const sealed = seal(sealKeyOf(secret), JSON.stringify(privateJwk), kid)
  await tx.rows(insert, [kid, alg, JSON.stringify(publicJwk), sealed])
  const details = { kid, alg, use: 'ledger', before: 'none', after: 'signing', reason }
  await appendEvent(tx, { type: 'key.created', outcome: 'success', actor: by, details })
  return kid
}

function sealKeyOf(secret: string): Buffer {
  return deriveKey(secret, 'ledger-keys')
}

/** Signs with the newest key that is not retired. Decrypts each key only once. */
export function ledgerSigner(secret: string): (tx: Db) => Promise<Sign> {
  const opened = new Map<string, ReturnType<typeof importJWK>>()
  return async (tx) => {
    const row = (await tx.rows<Row>(all)).findLast(({ isCurrent }) => isCurrent)
    if (row === undefined) throw new Error('the ledger has no key')
    const { kid } = row
    const opening = opened.get(kid) ?? importJWK(openPrivate(row, secret), alg)
    opened.set(kid, opening)
    const key = await opening
    return (header) =>
      new CompactSign(Buffer.from(canonicalJson(header)))
        .setProtectedHeader({ alg, kid, typ: sealType })
        .sign(key)
  }
}

function openPrivate({ kid, sealed }: Row, secret: string): JWK {
  const json = unseal(sealKeyOf(secret), sealed, kid)
  if (json === null) throw new Error(`ledger key ${kid} does not open with PARLEY_SECRET`)
  return JSON.parse(json)
}

/**
 * The public keys, retired ones included. With the secret, each comes from its sealed private part,
 * so that someone who can write to the database but lacks the secret cannot add a key of their own.
 */
export async function listLedgerKeys(db: Db, secret: string | null): Promise<readonly JWK[]> {
  const rows = await db.rows<Row>(all)
  return rows.map((row) => (secret === null ? row.publicJwk : publicPartOf(row, secret)))
}

function publicPartOf(row: Row, secret: string): JWK {
  const { d: _private, ...publicJwk } = openPrivate(row, secret)
  return publicJwk
}

export function sealOpener(keys: readonly JWK[]): OpenSeal {
  const imported = new Map(keys.map((key) => [key.kid, importJWK(key, alg)]))
  return async (seal) => {
    try {
      const { payload } = await compactVerify(
        seal,
        (protectedHeader) => {
          const key = imported.get(protectedHeader.kid)
          if (key === undefined || protectedHeader.typ !== sealType)
            throw new Error('not a key of this ledger')
          return key
        },
        { algorithms: [alg] },
      )
      return Buffer.from(payload).toString()
    } catch {
      return null
    }
  }
}
