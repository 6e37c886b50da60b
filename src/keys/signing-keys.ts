/** The signing keys as a node holds them: created once for all nodes, sealed at rest. It signs nothing. */

import type { JWK } from 'jose'
import { unseal } from '../base/crypto.ts'
import { hintDays, keyStateOf, signingAlgorithms } from '../model/signing-key.ts'
import { column, orNull } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import {
  findStandingKeys,
  type KeyRow,
  keyColumns,
  lockKeys,
  makeKey,
  sealKeyOf,
} from './key-rows.ts'

export type PublicKey = {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: JWK
}

export type SigningKey = PublicKey & { readonly privateJwk: JWK }

export type SigningKeys = {
  /** One for each algorithm, in the order of preference, which the metadata shows. */
  readonly signing: readonly SigningKey[]
  /** Keys that do not sign yet or no longer sign; published and accepted. */
  readonly silent: readonly PublicKey[]
  /** Keys retired on schedule; accepted for `id_token_hint` only. */
  readonly former: readonly PublicKey[]
  /** Changes with every change of the keys. */
  readonly version: string
}

/** Creates missing keys. Of several nodes that call it at once, one creates them. */
export function loadSigningKeys(db: Db, secret: string): Promise<SigningKeys> {
  return db.transaction(async (tx) => {
    await lockKeys(tx)
    const standing = await findStandingKeys(tx)
    for (const alg of signingAlgorithms) {
      if (standing.some((key) => key.alg === alg && keyStateOf(key) === 'signing')) continue
      const reason = 'nothing signed by this algorithm'
      await makeKey(tx, { alg, signs: 'now', secret, by: { kind: 'system' }, reason })
    }
    return readSigningKeys(tx, secret)
  })
}

type Row = KeyRow & { readonly sealed: Buffer | null }

const held = read(
  'signing_keys',
  `SELECT ${keyColumns},
     CASE WHEN signed_from IS NOT NULL AND signed_until IS NULL THEN sealed_private END AS sealed
   FROM signing_keys
   WHERE retired_at IS NULL
     OR (NOT is_distrusted AND signed_until > now() - make_interval(days => ${hintDays}))
   ORDER BY created_at, kid`,
  {
    kid: column.text,
    alg: column.text,
    publicJwk: column.json<Row['publicJwk']>(),
    signsFrom: column.timestamp,
    signedFrom: orNull(column.timestamp),
    signedUntil: orNull(column.timestamp),
    retiredAt: orNull(column.timestamp),
    sealed: orNull(column.bytes),
  },
)

/** Opens the private part of signing keys only. */
export async function readSigningKeys(db: Db, secret: string): Promise<SigningKeys> {
  const sealKey = sealKeyOf(secret)
  const rows = await db.rows<Row>(held)
  const inState = (...states: readonly string[]) =>
    rows.filter((row) => states.includes(keyStateOf(row)))
  return {
    signing: inState('signing')
      .toSorted((a, b) => preferenceOf(a) - preferenceOf(b))
      .map((row) => open(sealKey, row)),
    silent: inState('next', 'published').map(publicPart),
    former: inState('retired').map(publicPart),
    version: versionOf(rows.filter(({ retiredAt }) => retiredAt === null)),
  }
}

function preferenceOf({ alg }: Row): number {
  return signingAlgorithms.findIndex((known) => known === alg)
}

/** Covers all keys that are not retired, so that a retirement changes it too. */
export function versionOf(standing: readonly KeyRow[]): string {
  return standing.map((key) => `${key.kid} ${keyStateOf(key)}`).join(', ')
}

function publicPart({ kid, alg, publicJwk }: Row): PublicKey {
  return { kid, alg, publicJwk }
}

function open(sealKey: Buffer, row: Row): SigningKey {
  const json = row.sealed && unseal(sealKey, row.sealed, row.kid)
  if (json === null) throw new Error(`signing key ${row.kid} does not open with PARLEY_SECRET`)
  return { ...publicPart(row), privateJwk: JSON.parse(json) }
}
