/** The list of a node's background work: sealing, clean-up, keys, counting, and the queue. */

import type { Logger } from 'pino'
import { nodeName } from '../base/node-name.ts'
import { openOutgoing } from '../base/outgoing.ts'
import type { Config } from '../config/config.ts'
import type { JwtSigner } from '../keys/sign-jwt.ts'
import { openControls } from '../ledger/controls.ts'
import { ensureLedgerKey, listLedgerKeys, sealOpener } from '../ledger/keys.ts'
import type { Retention } from '../ledger/retain.ts'
import { lettersOf } from '../mail/letters.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Propagation } from '../statistics/propagation.ts'
import type { Store } from '../store/database.ts'
import { startCleanUp } from './clean-up.ts'
import { startClockWatch } from './clock-watch.ts'
import { startCounting } from './counting.ts'
import { startKeyRounds } from './keys.ts'
import { logoutNoticeTask } from './logout-notice.ts'
import { mailTask } from './mail.ts'
import { openQueue, type Task } from './queue.ts'
import type { Rounds } from './rounds.ts'
import { startSealFile } from './seal-file.ts'
import { startSealPosts } from './seal-posts.ts'
import { startSealing } from './sealing.ts'
import type { WatchTools } from './watched.ts'

export type JobOptions = {
  readonly config: Config
  readonly secret: string
  readonly store: Store
  readonly log: Logger
  readonly sign: JwtSigner
  /** Null where nothing is mailed. */
  readonly mailer: Mailer | null
  /** How late this node learns of revocations. */
  readonly propagation: Propagation
  /** Whether this node runs the queue; by default it does. */
  readonly runsJobs?: boolean
  /** Whether this node seals, cleans up, looks after keys and counts; by default it does. */
  readonly runsRounds?: boolean
}

export type Jobs = { readonly stop: () => Promise<void> }

export async function startJobs(options: JobOptions): Promise<Jobs> {
  const { config, secret, store: db, log, runsJobs = true, runsRounds = true } = options
  // Its key is made before the first request, so that all it begins with is in the ledger.
  await ensureLedgerKey(db, secret)
  const tools = { db, log, controls: openControls(db, nodeName()) }
  const jobs = runsRounds ? roundsOf(options, tools) : []
  if (config.sealFile !== null) jobs.push(startSealFile({ ...tools, path: config.sealFile }))
  if (config.sealUrl !== null) jobs.push(startSealPosts({ ...tools, url: config.sealUrl }))
  if (runsJobs) {
    const tasks = tasksOf(options)
    jobs.push(await openQueue({ ...tools, connectionString: db.url, tasks }))
  }
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) }
}

function roundsOf(options: JobOptions, tools: WatchTools & { readonly db: Store }): Rounds[] {
  const { config, secret, store: db, log, propagation } = options
  return [
    startSealing({ ...tools, secret }),
    startClockWatch(tools),
    startCounting({ db, log, propagation }),
    startCleanUp({ ...tools, retention: retentionOf(options) }),
    startKeyRounds({ ...tools, secret, rotationDays: config.keyRotationDays }),
  ]
}

/** Null where every month is kept. */
function retentionOf({ config, secret, store }: JobOptions): Retention | null {
  const { auditMonths: months, auditArchive: archive } = config
  if (months === null) return null
  const openSeal = async () => sealOpener(await listLedgerKeys(store, secret))
  return { months, archive, openSeal }
}

function tasksOf(options: JobOptions): readonly Task[] {
  const { config, store: db, sign, mailer } = options
  const { issuer, brand } = config
  const outgoing = openOutgoing({ internal: config.internalReceivers })
  return [
    mailTask({ db, letters: lettersOf({ issuer, brand }), mailer }),
    logoutNoticeTask({ db, issuer, sign, outgoing }),
  ]
}
