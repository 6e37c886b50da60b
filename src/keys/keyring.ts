/**
 * The signing keys of this node, in memory. Every node checks for changes twice a second, so that a
 * key rotated elsewhere signs here within a second.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { elapsedSeconds } from '../base/clock.ts'
import type { Db } from '../store/db.ts'
import { poll, type Warn } from '../store/poll.ts'
import { outsideWork } from '../store/unit-of-work.ts'
import { findStandingKeys } from './key-rows.ts'
import {
  loadSigningKeys,
  type PublicKey,
  readSigningKeys,
  type SigningKeys,
  versionOf,
} from './signing-keys.ts'

export type Keyring = {
  /** The identical object until a key changes. */
  readonly current: () => SigningKeys
  /** Called before each change takes effect. If it throws, the former keys stay, and it is called again. */
  readonly follow: (use: (keys: SigningKeys) => void) => void
  /** A published key, even one that another node just started to sign with; null if it is not ours. */
  readonly find: (kid: string) => Promise<PublicKey | null>
  /** The same for `id_token_hint`, which retired keys verify too. */
  readonly findForHint: (kid: string) => Promise<PublicKey | null>
  readonly close: () => void
}

export type KeyringOptions = {
  readonly db: Db
  readonly secret: string
  readonly warn: Warn
}

const refreshMilliseconds = 500
/** Unknown key ids cannot cause reads more often than this. */
const leastMilliseconds = 200

/** Resolves once keys exist. */
export async function openKeyring({ db, secret, warn }: KeyringOptions): Promise<Keyring> {
  let keys = await loadSigningKeys(db, secret)
  const followers: ((keys: SigningKeys) => void)[] = []
  const look = paced(async () => {
    if (versionOf(await findStandingKeys(db)) === keys.version) return
    const changed = await readSigningKeys(db, secret)
    for (const use of followers) use(changed)
    keys = changed
  })
  // While the store is unavailable, nobody can rotate a key.
  const stop = poll(look, { milliseconds: refreshMilliseconds, warn })

  const find = async (kid: string): Promise<PublicKey | null> => {
    const known = published(keys, kid)
    if (known) return known
    await look()
    return published(keys, kid)
  }
  return {
    current: () => keys,
    follow: (use) => void followers.push(use),
    find,
    findForHint: async (kid) => keys.former.find((key) => key.kid === kid) ?? find(kid),
    close: stop,
  }
}

function published({ signing, silent }: SigningKeys, kid: string): PublicKey | null {
  return [...signing, ...silent].find((key) => key.kid === kid) ?? null
}

/**
 * Every caller gets a run that started after its call, so that it sees everything committed by then.
 * Concurrent callers share one run, which belongs to no request and no transaction.
 */
function paced(work: () => Promise<void>): () => Promise<void> {
  let waiting: Promise<void> | null = null
  let running = Promise.resolve()
  let begunAt = Number.NEGATIVE_INFINITY
  const run = async (before: Promise<void>) => {
    await before.catch(() => undefined)
    const pause = begunAt + leastMilliseconds - elapsedSeconds() * 1000
    if (pause > 0) await sleep(pause, null, { ref: false })
    waiting = null
    begunAt = elapsedSeconds() * 1000
    await work()
  }
  return () => {
    waiting ??= running = outsideWork(run, running)
    return waiting
  }
}
