/** What a node does besides answering: it seals, cleans up, and runs what changes left to be done. */

import type { Logger } from 'pino'
import { ensureLedgerKey } from '../audit/ledger-keys.ts'
import { openOutgoing } from '../base/outgoing.ts'
import type { Config } from '../config.ts'
import { jwtSigner } from '../keys/sign-jwt.ts'
import type { SigningKey } from '../keys/signing-keys.ts'
import { lettersOf } from '../mail/letters.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Store } from '../store/database.ts'
import { startCleanUp } from './clean-up.ts'
import { logoutNoticeTask } from './logout-notice.ts'
import { mailTask } from './mail.ts'
import { openQueue, type Task } from './queue.ts'
import { startSealing } from './sealing.ts'

export type JobOptions = {
  readonly config: Config
  readonly secret: string
  readonly store: Store
  readonly log: Logger
  readonly keys: readonly SigningKey[]
  /** Null where nothing is mailed. */
  readonly mailer: Mailer | null
  /** Whether this node runs the queue; by default it does. */
  readonly runsJobs?: boolean
}

export type Jobs = { readonly stop: () => Promise<void> }

export async function startJobs(options: JobOptions): Promise<Jobs> {
  const { config, secret, store: db, log, runsJobs = true } = options
  // Its key is made before the first request, so that all it begins with is in the ledger.
  await ensureLedgerKey(db, secret)
  const jobs = [
    startSealing({ db, log, secret, sealFile: config.sealFile }),
    startCleanUp({ db, log }),
  ]
  if (runsJobs) {
    jobs.push(await openQueue({ connectionString: db.url, db, log, tasks: tasksOf(options) }))
  }
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) }
}

function tasksOf(options: JobOptions): readonly Task[] {
  const { config, store: db, keys, mailer } = options
  const { issuer, brand } = config
  const outgoing = openOutgoing({ internal: config.internalReceivers })
  return [
    mailTask({ db, letters: lettersOf({ issuer, brand }), mailer }),
    logoutNoticeTask({ db, issuer, sign: jwtSigner(keys), outgoing }),
  ]
}
