/** Creates, lists and revokes API keys. A key is shown once, and stored as SHA-256. */

import { sha256, uuidv7 } from '../base/crypto.ts'
import { readDisplayName } from '../base/display-name.ts'
import { DomainError } from '../base/errors.ts'
import { appendEvent } from '../ledger/append.ts'
import type { Actor } from '../model/event.ts'
import { column, orNull, present } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { type ColdStore, readWithPrisma } from '../store/prisma-read.ts'
import { newApiKeyText, shownPart } from './api-key-text.ts'

export type ApiKey = {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly makerKind: string
  readonly makerId: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

/** The creator, whose rights limit the key's at every call. */
export type ApiKeyMaker =
  | { readonly kind: 'account'; readonly id: string }
  | { readonly kind: 'client'; readonly id: string }
  /** Someone with access to the machine. */
  | { readonly kind: 'command line' }

export type NewApiKey = {
  readonly name: string
  readonly scopes: readonly string[]
  /** Null for no expiry. */
  readonly expiresAt: Date | null
  readonly maker: ApiKeyMaker
  /** The name of the service, which no key may have. */
  readonly brandName: string
  readonly by: Actor
}

const insert = write(
  'insert_api_key',
  `INSERT INTO api_keys (id, name, prefix, secret_hash, scopes, maker_kind, maker_id, account_id,
     client_id, expires_at)
   SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz
   WHERE coalesce($10::timestamptz > now(), true)
   RETURNING id, name, prefix, scopes, maker_kind AS "makerKind", maker_id AS "makerId",
     created_at AS "createdAt", expires_at AS "expiresAt", last_used_at AS "lastUsedAt",
     revoked_at AS "revokedAt"`,
  {
    id: column.uuid,
    name: column.text,
    prefix: column.text,
    scopes: present(column.texts),
    makerKind: column.text,
    makerId: column.text,
    createdAt: column.timestamp,
    expiresAt: orNull(column.timestamp),
    lastUsedAt: orNull(column.timestamp),
    revokedAt: orNull(column.timestamp),
  },
)

const longestName = 100

/** Throws `request_invalid` for an invalid name or an expiry in the past. */
export async function createApiKey(
  db: Db,
  asked: NewApiKey,
): Promise<{ key: ApiKey; text: string }> {
  const read = readDisplayName(asked.name, { ...asked, most: longestName })
  if ('fault' in read) throw new DomainError('request_invalid', `name: ${read.fault.sentence}`)
  const text = newApiKeyText()
  const key = await db.transaction(async (tx) => {
    const [made] = await tx.rows<ApiKey>(insert, valuesOf({ ...asked, ...read }, text))
    if (made === undefined) throw new DomainError('request_invalid', 'expires_at: must be to come')
    const { id, name, scopes, expiresAt } = made
    const end = expiresAt === null ? {} : { expires_at: expiresAt.toISOString() }
    await appendEvent(tx, {
      type: 'api_key.created',
      outcome: 'success',
      actor: asked.by,
      details: { api_key: id, name, scope: scopes.join(' '), ...end },
    })
    return made
  })
  return { key, text }
}

function valuesOf({ name, scopes, expiresAt, maker, by }: NewApiKey, text: string): unknown[] {
  return [
    uuidv7(),
    name,
    shownPart(text),
    sha256(text),
    [...new Set(scopes)],
    by.kind,
    'id' in by ? by.id : '',
    maker.kind === 'account' ? maker.id : null,
    maker.kind === 'client' ? maker.id : null,
    expiresAt,
  ]
}

/** At most `most`, the newest first, from the one made before `before`. */
export function listApiKeys(
  store: ColdStore,
  { before, most }: { before: string | null; most: number },
): Promise<readonly ApiKey[]> {
  return readWithPrisma(store, ({ apiKey }) =>
    apiKey.findMany({
      select: shown,
      where: before === null ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: most,
    }),
  )
}

export function findApiKey(store: ColdStore, id: string): Promise<ApiKey | null> {
  return readWithPrisma(store, ({ apiKey }) => apiKey.findUnique({ select: shown, where: { id } }))
}

const shown = {
  id: true,
  name: true,
  prefix: true,
  scopes: true,
  makerKind: true,
  makerId: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

const known = read('known_api_key', 'SELECT id FROM api_keys WHERE id = $1', { id: column.uuid })

const revoke = write(
  'revoke_api_key',
  `UPDATE api_keys SET revoked_at = clock_timestamp() WHERE id = $1 AND revoked_at IS NULL
   RETURNING name`,
  { name: column.text },
)

/** False if it was revoked already. Throws `not_found`. */
export function revokeApiKey(db: Db, { id, by }: { id: string; by: Actor }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx.rows(revoke, [id])
    if (revoked === undefined) {
      if ((await tx.rows(known, [id])).length > 0) return false
      throw new DomainError('not_found', 'no API key has this id')
    }
    await appendEvent(tx, {
      type: 'api_key.revoked',
      outcome: 'success',
      actor: by,
      details: { api_key: id, name: revoked.name },
    })
    return true
  })
}
