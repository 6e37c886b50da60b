/** The server's signing keys: made once for all nodes, sealed at rest. It signs nothing itself. */

import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { appendEvent } from '../audit/append.ts'
import { deriveKey, randomId, seal, unseal } from '../base/crypto.ts'
import { type Db, read, write } from '../store/db.ts'

export type SigningKey = {
  readonly kid: string
  readonly alg: string
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

/** ES256 signs; RS256 is there for the clients that can check nothing else. */
const algorithms = ['ES256', 'RS256'] as const

type Row = {
  readonly kid: string
  readonly alg: string
  readonly publicJwk: JWK
  readonly sealed: Buffer
}

const lock = read('lock_signing_keys', 'SELECT pg_advisory_xact_lock(7261002)')

const current = read(
  'signing_keys',
  `SELECT kid, alg, public_jwk AS "publicJwk", sealed_private AS sealed FROM signing_keys WHERE retired_at IS NULL
   ORDER BY created_at, kid`,
)

const insert = write(
  'insert_signing_key',
  'INSERT INTO signing_keys (kid, alg, public_jwk, sealed_private) VALUES ($1, $2, $3, $4)',
)

/** The keys, made first if missing. Several nodes may ask at once: one makes them. */
export function loadSigningKeys(db: Db, secret: string): Promise<readonly SigningKey[]> {
  const sealKey = deriveKey(secret, 'signing-keys')
  return db.transaction(async (tx) => {
    await tx.rows(lock)
    const rows = await tx.rows<Row>(current)
    const keys = rows.map((row) => open(sealKey, row))
    for (const alg of algorithms) {
      if (!keys.some((key) => key.alg === alg)) keys.push(await makeKey(tx, sealKey, alg))
    }
    return keys
  })
}

async function makeKey(tx: Db, sealKey: Buffer, alg: string): Promise<SigningKey> {
  const kid = randomId(128)
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const about = { kid, alg, use: 'sig' }
  const privateJwk = { ...(await exportJWK(privateKey)), ...about }
  const publicJwk = { ...(await exportJWK(publicKey)), ...about }
  const sealed = seal(sealKey, JSON.stringify(privateJwk), kid)
  await tx.rows(insert, [kid, alg, JSON.stringify(publicJwk), sealed])
  await appendEvent(tx, {
    type: 'key.created',
    outcome: 'success',
    actor: { kind: 'system' },
    details: { kid, alg },
  })
  return { kid, alg, privateJwk, publicJwk }
}

function open(sealKey: Buffer, { kid, alg, publicJwk, sealed }: Row): SigningKey {
  const json = unseal(sealKey, sealed, kid)
  if (json === null) throw new Error(`signing key ${kid} does not open with PARLEY_SECRET`)
  return { kid, alg, publicJwk, privateJwk: JSON.parse(json) }
}
