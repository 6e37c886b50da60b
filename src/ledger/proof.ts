/**
 * Whether one event is in the ledger as it was sealed: its seal, a proof for an auditor who sees
 * nothing else of the ledger, and the check of such a proof.
 */

import { z } from 'zod'
import { equalBytes } from '../base/crypto.ts'
import { canonicalJson } from '../model/canonical.ts'
import type { Actor } from '../model/event.ts'
import { type PersonalField, personalFields } from '../model/personal.ts'
import type { Db } from '../store/db.ts'
import { appendEvent } from './append.ts'
import { type Block, decodeLeaves, isAsSigned, type OpenSeal } from './block.ts'
import { findBlockHolding } from './blocks.ts'
import { findEvent } from './events.ts'
import {
  commit,
  formOf,
  type LeafForm,
  leafOf,
  type Opening,
  type StoredEvent,
  saltOf,
} from './leaf.ts'
import { hashLeaf, isIncluded, pathOf } from './merkle.ts'

export type EventSeal = {
  readonly block: number
  readonly sealed_at: string
  /** False if someone changed the event or its block in the database. */
  readonly intact: boolean
}

/** Null while the event is not sealed. */
export async function findEventSeal(
  db: Db,
  { id, openSeal }: { id: string; openSeal: OpenSeal },
): Promise<EventSeal | null> {
  const event = await findEvent(db, id)
  const block = event && (await findBlockHolding(db, event))
  if (event === null || block === null) return null
  const intact = holds(block, event) && (await isAsSigned(block, openSeal))
  const { number, sealed_at } = block.header
  return { block: number, sealed_at, intact }
}

function holds({ leaves }: Block, event: StoredEvent): boolean {
  const hash = leafOf(event)
  return decodeLeaves(leaves).some((leaf) => leaf.id === event.id && equalBytes(leaf.hash, hash))
}

export type Proof = {
  readonly form: 1
  /** The hashed form of the event. */
  readonly event: LeafForm
  /** The disclosed personal fields, each with its own salt. */
  readonly openings: readonly Opening[]
  readonly index: number
  readonly size: number
  /** Hexadecimal hashes, from the leaf up. */
  readonly path: readonly string[]
  /** The signed header of the event's block. */
  readonly seal: string
}

export type ProofResult =
  | { readonly kind: 'proved'; readonly proof: Proof }
  | { readonly kind: 'unknown' | 'unsealed' | 'changed' }

export type ProofRequest = {
  readonly id: string
  readonly by: Actor
  /** Whether the proof discloses the personal fields. */
  readonly withPersonal: boolean
}

/** Makes a proof of one event and records in the ledger who asked for it. */
export async function proveEvent(
  db: Db,
  { id, by, withPersonal }: ProofRequest,
): Promise<ProofResult> {
  const event = await findEvent(db, id)
  if (event === null) return { kind: 'unknown' }
  const block = await findBlockHolding(db, event)
  if (block === null) return { kind: 'unsealed' }
  const hashes = decodeLeaves(block.leaves).map(({ hash }) => hash)
  const leaf = leafOf(event)
  const index = hashes.findIndex((hash) => equalBytes(hash, leaf))
  if (index === -1) return { kind: 'changed' }
  const about = { how: 'proof', event: id }
  const details = withPersonal ? { ...about, personal_fields: true } : about
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

function openingsOf(event: StoredEvent): Opening[] {
  const { salt } = event
  if (salt === null) return []
  const kept = personalFields.filter((field: PersonalField) => event[field] !== null)
  return kept.map((field) => ({ field, salt: saltOf(salt, field), value: event[field] }))
}

const hexHash = z.hex().length(64)

const proofForm = z.strictObject({
  form: z.literal(1),
  event: z
    .looseObject({ id: z.string(), commitments: z.record(z.string(), z.string().nullable()) })
    .refine((event) => event['form'] === 1),
  openings: z.array(z.strictObject({ field: z.string(), salt: hexHash, value: z.json() })),
  index: z.number().int().nonnegative(),
  size: z.number().int().positive(),
  path: z.array(hexHash).max(64),
  seal: z.string(),
})

type ProofForm = z.infer<typeof proofForm>

const headerForm = z.looseObject({
  form: z.literal(1),
  number: z.number(),
  count: z.number(),
  root: hexHash,
  sealed_at: z.string(),
})

export type ProofVerdict =
  | {
      readonly ok: true
      readonly event: string
      readonly block: number
      readonly sealed_at: string
    }
  | { readonly ok: false; readonly reason: string }

/** Checks a proof against the ledger's public keys. It needs no database. */
export async function checkProof(proof: unknown, openSeal: OpenSeal): Promise<ProofVerdict> {
  const { data } = proofForm.safeParse(proof)
  if (data === undefined) return rejected('this is no proof')
  const signed = await openSeal(data.seal)
  if (signed === null) return rejected('its seal has a signature of no known key')
  const header = headerForm.safeParse(JSON.parse(signed)).data
  if (header === undefined) return rejected('its seal is of no block')
  if (header.count !== data.size || !leadsTo(header.root, data)) {
    return rejected('the event does not stand in the sealed block')
  }
  if (!data.openings.every((opening) => isCommitted(data, opening))) {
    return rejected('a personal field is not the one that was sealed')
  }
  return { ok: true, event: data.event.id, block: header.number, sealed_at: header.sealed_at }
}

function rejected(reason: string): ProofVerdict {
  return { ok: false, reason }
}

function leadsTo(root: string, { event, index, size, path }: ProofForm): boolean {
  const hashes = path.map((node) => Buffer.from(node, 'hex'))
  const leaf = hashLeaf(canonicalJson(event))
  return isIncluded({ leaf, index, size, path: hashes }, Buffer.from(root, 'hex'))
}

function isCommitted({ event }: ProofForm, opening: ProofForm['openings'][number]): boolean {
  return event.commitments[opening.field] === commit(opening)
}
