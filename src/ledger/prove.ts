/** A proof that one event stands in the ledger, for an auditor who sees nothing else of it. */

import { equalBytes } from '../base/crypto.ts'
import type { Actor } from '../model/event.ts'
import { type PersonalField, personalFields } from '../model/personal.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { decodeLeaves } from './block.ts'
import { findBlockHolding } from './blocks.ts'
import { formOf, type LeafForm, type LedgerEvent, leafOf, type Opening, saltOf } from './leaf.ts'
import { pathOf } from './merkle.ts'
import { findEvent } from './read-events.ts'

export type Proof = {
  readonly form: 1
  /** The event as it is hashed. */
  readonly event: LeafForm
  /** The personal fields that are shown, each with its own salt. */
  readonly openings: readonly Opening[]
  readonly index: number
  readonly size: number
  /** Hexadecimal, the lowest first. */
  readonly path: readonly string[]
  /** The signed header of the block that holds it. */
  readonly seal: string
}

export type Proved =
  | { readonly kind: 'proved'; readonly proof: Proof }
  | { readonly kind: 'unknown' | 'unsealed' | 'changed' }

export type Asked = { readonly id: string; readonly by: Actor; readonly withPersonal: boolean }

export async function proveEvent(db: Db, { id, by, withPersonal }: Asked): Promise<Proved> {
  const event = await findEvent(db, id)
  if (event === null) return { kind: 'unknown' }
  const block = await findBlockHolding(db, event)
  if (block === null) return { kind: 'unsealed' }
  const hashes = decodeLeaves(block.leaves).map(({ hash }) => hash)
  const leaf = leafOf(event)
  const index = hashes.findIndex((hash) => equalBytes(hash, leaf))
  if (index === -1) return { kind: 'changed' }
  const details = { how: 'proof', event: id, ...(withPersonal ? { personal_fields: true } : {}) }
  await appendEvent(db, { type: 'ledger.read', outcome: 'success', actor: by, details })
  const proof: Proof = {
    form: 1,
    event: formOf(event),
    openings: withPersonal ? openingsOf(event) : [],
    index,
    size: hashes.length,
    path: pathOf(hashes, index).map((hash) => hash.toString('hex')),
    seal: block.seal,
  }
  return { kind: 'proved', proof }
}

function openingsOf(event: LedgerEvent): Opening[] {
  const { salt } = event
  if (salt === null) return []
  const kept = personalFields.filter((field: PersonalField) => event[field] !== null)
  return kept.map((field) => ({ field, salt: saltOf(salt, field), value: event[field] }))
}
