/**
 * Runs what changes left in the outbox, on any node, until it is done or given up. A job may run
 * twice (its node died), so every task asks what is left to do.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { type JobResult, PgBoss, type Job as PgBossJob } from 'pg-boss'
import type { Job, QueueName } from '../model/job.ts'
import type { Db } from '../store/db.ts'
import { type Executor, takeQueued } from '../store/outbox.ts'
import { queueSchema } from '../store/queue-schema.ts'
import { type WatchTools, watched } from './watched.ts'

export type Task = {
  readonly queue: QueueName
  /** Throws to be tried again later. `signal` is aborted when its time is over. */
  readonly run: (data: object, signal: AbortSignal) => Promise<void>
  /** How many tens run at once on one node: a slow one holds up its own ten alone. */
  readonly concurrency: number
  /** Bounds the concurrent jobs for one receiver on a node, because a receiver may be slow. */
  readonly apart?: { readonly by: (data: object) => string; readonly most: number }
  readonly retries: Retries
  /** Told once, when the last try failed. */
  readonly gaveUp?: (data: object, error: unknown) => Promise<void>
}

/** Each wait is about twice the one before, at random within it, up to the longest. */
export type Retries = {
  readonly most: number
  readonly firstSeconds: number
  readonly longestSeconds: number
}

export type QueueOptions = WatchTools & {
  readonly connectionString: string
  readonly db: Db
  readonly tasks: readonly Task[]
}

export type Queue = { readonly stop: () => Promise<void> }

const mostAtOnce = 100
const relayMilliseconds = 250

/** A job that runs longer is given to another node. */
const longestSeconds = 60
/** A job whose node is not heard of for so long, too. */
const heartbeatSeconds = 10
const keepDoneSeconds = 86_400

export async function openQueue(options: QueueOptions): Promise<Queue> {
  const { connectionString, tasks, log, controls } = options
  const boss = new PgBoss({
    connectionString,
    schema: queueSchema,
    application_name: 'parley queue',
    max: 3,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: heartbeatSeconds,
    monitorIntervalSeconds: heartbeatSeconds,
  })
  boss.on('error', (err) => {
    log.warn({ err }, 'the job queue will try again')
    void controls.failed('queue', err)
  })
  await boss.start()
  for (const task of tasks) await serve(boss, task)
  const relay = startRelay(boss, options)
  return {
    stop: async () => {
      await relay.stop()
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}

async function serve(boss: PgBoss, task: Task): Promise<void> {
  const { queue, concurrency, retries, apart } = task
  await boss.createQueue(queue, {
    notify: true,
    expireInSeconds: longestSeconds,
    heartbeatSeconds,
    deleteAfterSeconds: keepDoneSeconds,
    retryLimit: retries.most,
    retryDelay: retries.firstSeconds,
    retryDelayMax: retries.longestSeconds,
    retryBackoff: true,
  })
  const working = {
    localConcurrency: concurrency,
    batchSize: 10,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 2,
    ...(apart === undefined ? {} : { localGroupConcurrency: apart.most }),
  } as const
  await boss.work<object>(queue, working, (jobs) =>
    Promise.all(jobs.map((job) => settle(job, task))),
  )
}

/** One that fails takes none of the others along. */
async function settle(job: PgBossJob<object>, { run, gaveUp, retries }: Task): Promise<JobResult> {
  try {
    await run(job.data, job.signal)
    return { id: job.id, status: 'completed' }
  } catch (error) {
    // It is over all the same where that cannot be told.
    if (job.retryCount >= retries.most) await gaveUp?.(job.data, error).catch(() => undefined)
    return { id: job.id, status: 'failed', output: { message: String(error) } }
  }
}

function startRelay(boss: PgBoss, options: QueueOptions) {
  const stopping = new AbortController()
  const running = relay(boss, { ...options, signal: stopping.signal })
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

type Relaying = QueueOptions & { readonly signal: AbortSignal }

const relaying = { control: 'queue', trouble: 'the outbox will be emptied later' } as const

async function relay(boss: PgBoss, options: Relaying): Promise<void> {
  const { db, tasks, signal } = options
  const hand = (jobs: readonly Job[], to: Executor) => send(boss, { jobs, tasks }, to)
  const empty = async () => {
    while ((await takeQueued(db, { most: mostAtOnce, hand })) === mostAtOnce);
    return true
  }
  while (!signal.aborted) {
    await watched(options, relaying, empty)
    // Aborting is how the wait ends early.
    await sleep(relayMilliseconds, null, { ref: false, signal }).catch(() => null)
  }
}

type Sending = { readonly jobs: readonly Job[]; readonly tasks: readonly Task[] }

async function send(boss: PgBoss, { jobs, tasks }: Sending, db: Executor): Promise<void> {
  for (const [queue, those] of Map.groupBy(jobs, (job) => job.queue)) {
    const by = tasks.find((task) => task.queue === queue)?.apart?.by
    const entries = those.map(({ data }) => (by ? { data, group: { id: by(data) } } : { data }))
    await boss.insert(queue, entries, { db })
  }
}
