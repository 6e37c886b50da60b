/** Checking a proof with nothing but the proof and the ledger's public keys. It knows no database. */

import { z } from 'zod'
import { canonicalJson } from '../model/canonical.ts'
import { commit } from './leaf.ts'
import type { OpenSeal } from './ledger-keys.ts'
import { hashLeaf, isIncluded } from './merkle.ts'

const hash = z.hex().length(64)

const proofForm = z.strictObject({
  form: z.literal(1),
  event: z
    .looseObject({ id: z.string(), commitments: z.record(z.string(), z.string().nullable()) })
    .refine((event) => event['form'] === 1),
  openings: z.array(z.strictObject({ field: z.string(), salt: hash, value: z.json() })),
  index: z.number().int().nonnegative(),
  size: z.number().int().positive(),
  path: z.array(hash).max(64),
  seal: z.string(),
})

type ProofForm = z.infer<typeof proofForm>

const headerForm = z.looseObject({
  form: z.literal(1),
  number: z.number(),
  count: z.number(),
  root: hash,
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

export async function checkProof(proof: unknown, openSeal: OpenSeal): Promise<ProofVerdict> {
  const { data } = proofForm.safeParse(proof)
  if (data === undefined) return refused('this is no proof')
  const signed = await openSeal(data.seal)
  if (signed === null) return refused('its seal has a signature of no known key')
  const header = headerForm.safeParse(JSON.parse(signed)).data
  if (header === undefined) return refused('its seal is of no block')
  if (header.count !== data.size || !leadsTo(header.root, data)) {
    return refused('the event does not stand in the sealed block')
  }
  if (!data.openings.every((opening) => isCommitted(data, opening))) {
    return refused('a personal field is not the one that was sealed')
  }
  return { ok: true, event: data.event.id, block: header.number, sealed_at: header.sealed_at }
}

function refused(reason: string): ProofVerdict {
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
