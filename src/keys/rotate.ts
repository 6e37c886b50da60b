/** Rotating signing keys: planned, so that nobody notices, or at once, since one leaked. */

import { requireReason } from '../model/reason.ts'
import { keyStateOf, type SigningAlgorithm } from '../model/signing-key.ts'
import type { Db } from '../store/db.ts'
import { findStandingKeys, type KeyRow, lockKeys, makeKey } from './key-rows.ts'
import { giveUp, type Reasoned } from './retire.ts'

export type Rotation = Reasoned & {
  readonly algs: readonly SigningAlgorithm[]
  /** Whether a key leaked: the new one signs at once, and of the others nothing is believed. */
  readonly immediate: boolean
  readonly secret: string
}

/**
 * Answers the ids of the keys that it made, or that were on their way: a rotation that is under way
 * is not begun again. Throws `request_invalid` for a reason that is none.
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

/** Who could read the one that signs could read those beside it. */
async function replace(tx: Db, { keys, ...turn }: Turn): Promise<string> {
  for (const key of keys) await giveUp(tx, key, turn)
  return (await makeKey(tx, { ...turn, signs: 'now' })).kid
}

async function announce(tx: Db, { keys, ...turn }: Turn): Promise<string> {
  const next = keys.find((key) => keyStateOf(key) === 'next')
  return (next ?? (await makeKey(tx, { ...turn, signs: 'later' }))).kid
}
