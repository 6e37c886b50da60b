/** The embedded Postgres from start to stop. It knows nothing of tables: those are the migrations'. */

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { clusterName, ensureCluster, prepareDataDir } from './cluster.ts'
import { type Lease, takeLease } from './lease.ts'
import { findPostmaster } from './pid-file.ts'
import {
  cleanEnding,
  type Launch,
  type LaunchOptions,
  launchPostmaster,
  logSince,
  startOfLog,
  stopPostmaster,
} from './postmaster.ts'
import { chooseUser } from './system-user.ts'

export type EmbeddedOptions = {
  readonly dataDir: string
  /** Off only for tests: a crash of the machine may then lose or corrupt everything. */
  readonly fsync?: boolean
  readonly log?: (line: string) => void
}

export type EmbeddedPostgres = {
  readonly url: string
  /** Whether it already ran, left by a process that was killed or in use by another one. */
  readonly adopted: boolean
  /** Stops Postgres unless another process still uses it. Close your own connections first. */
  readonly stop: () => Promise<void>
}

/** Every process that needs this data may call it: of all, one starts Postgres, the last stops it. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, fsync = true, log = () => undefined } = options
  const home = await prepareDataDir(dataDir)
  const data = join(home, clusterName)
  const user = await chooseUser(data)
  const launchOptions = {
    binaries: await findBinaries(user),
    user,
    fsync,
    logFile: join(home, `${clusterName}.log`),
  }
  await ensureCluster(data, launchOptions)
  const { lease, adopted } = await untilReady(data, launchOptions)
  log(`embedded Postgres ${adopted ? 'was already running' : 'started'} in ${data}`)
  let stopping: Promise<void> | null = null
  return {
    url: lease.url,
    adopted,
    stop: () => {
      stopping ??= leave(data, lease)
      return stopping
    },
  }
}

/** Five minutes, since after a crash Postgres first replays its log. */
const patience = { looks: 6_000, pauseMilliseconds: 50, launches: 50 } as const

/**
 * Postgres lets only one postmaster into a directory (by its pid file and its shared memory), so
 * whoever finds none launches one, and whoever loses that race finds the winner's.
 */
async function untilReady(
  data: string,
  options: LaunchOptions,
): Promise<{ readonly lease: Lease; readonly adopted: boolean }> {
  const logStart = await startOfLog(options.logFile)
  const launches: Launch[] = []
  for (let looks = 0; looks < patience.looks; looks += 1) {
    const running = await findPostmaster(data)
    const lease = running === null ? null : await takeLease(running)
    if (lease !== null) return { lease, adopted: !launches.some(({ pid }) => pid === running?.pid) }
    if (running === null && (await mayLaunch(launches, { logStart, logFile: options.logFile }))) {
      launches.push(await launchPostmaster(data, options))
    }
    await sleep(patience.pauseMilliseconds)
  }
  throw new Error(`Embedded Postgres in ${data} does not answer; its log is ${options.logFile}.`)
}

/** Endings after which another launch is right: someone was first, or is just leaving. */
const benign = /lock file "[^"]+" (already exists|is empty)|pre-existing shared memory block/

async function mayLaunch(
  launches: readonly Launch[],
  { logFile, logStart }: { logFile: string; logStart: number },
): Promise<boolean> {
  const last = launches.at(-1)
  if (last === undefined) return true
  const ending = last.ending()
  if (ending === null) return false
  const log = await logSince(logFile, logStart)
  const isBenign = ending === cleanEnding || benign.test(log)
  if (isBenign && launches.length < patience.launches) return true
  const lines = log.trim().split('\n').slice(-8).join('\n')
  throw new Error(
    `Embedded Postgres did not start (${ending}); the end of its log, ${logFile}:\n${lines}`,
  )
}

async function leave(data: string, lease: Lease): Promise<void> {
  try {
    if (await lease.giveBack()) await stopPostmaster(data)
  } finally {
    await lease.close()
  }
}
