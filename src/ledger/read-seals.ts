/** Seals that were kept outside: as published, or as a verification before told the last one. */

import { z } from 'zod'
import { linesOf } from './lines.ts'

export type KeptSeal = { readonly number: number; readonly hash: string }

const seal = z.object({ number: z.number().int().positive(), hash: z.hex().length(64) })

const line = z.union([seal, z.object({ last_seal: seal }).transform((told) => told.last_seal)])

/** In rising order, as they were published; none for null. Throws a sentence for anything else. */
export async function* readSeals(path: string | null): AsyncGenerator<KeptSeal> {
  if (path === null) return
  let before = 0
  let lines = 0
  for await (const text of linesOf(path)) {
    lines += 1
    if (text.trim() === '') continue
    const kept = parse(text)
    if (kept === null) throw new Error(`${path}, line ${lines}: this is no seal.`)
    if (kept.number < before) throw new Error(`${path}, line ${lines}: seals must be in order.`)
    before = kept.number
    yield kept
  }
}

function parse(text: string): KeptSeal | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
