/** Rotates signing keys: planned, without any failure, or immediately because a key leaked. */

import { requireReason } from '../model/reason.ts'
import { keyStateOf, type SigningAlgorithm } from '../model/signing-key.ts'
import type { Db } from '../store/db.ts'
import { findStandingKeys, type KeyRow, lockKeys, makeKey } from './key-rows.ts'
import { giveUp, type Reasoned } from './retire.ts'

export type Rotation = Reasoned & {
  readonly algs: readonly SigningAlgorithm[]
  /** True if a key leaked: the new one signs at once, and nothing that the others signed is accepted. */
  readonly immediate: boolean
  readonly secret: string
}

/**
 * Returns the ids of the new keys. A rotation already in progress is not started again: its keys are
 * returned. Throws `request_invalid` for an invalid reason.
 */
export async function rotateKeys(db: Db, rotation: Rotation): Promise<readonly string[]> {
  requireReason(rotation.reason)
  return db.transaction(async (tx) => {
    await lockKeys(tx)
    const standing = await findStandingKeys(tx)
    const kids: string[] = []
    for (const alg of rotation.algs) {
      const turn = { ...rotation, alg, keys: standing.filter((key) => key.alg === alg) }
      kids.push(await (rotation.immediate ? replace(tx, turn) : announce(tx, turn)))
    }
    return kids
  })
}

type Turn = Rotation & { readonly alg: string; readonly keys: readonly KeyRow[] }

/** Replaces all of them: whoever could read the signing key could read the others. */
async function replace(tx: Db, { keys, ...turn }: Turn): Promise<string> {
  for (const key of keys) await giveUp(tx, key, turn)
  return (await makeKey(tx, { ...turn, signs: 'now' })).kid
}

async function announce(tx: Db, { keys, ...turn }: Turn): Promise<string> {
  const next = keys.find((key) => keyStateOf(key) === 'next')
  return (next ?? (await makeKey(tx, { ...turn, signs: 'later' }))).kid
}
