/** The command `parley start`: one node, or several worker processes, until a signal stops them. */

import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { type Logger, pino } from 'pino'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import { checkSecret, claimOnce, wasClaimed } from '../keys/installation.ts'
import { openStore, type Store } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { type Closing, openClosing } from './closing.ts'
import { type Context, Refusal } from './context.ts'
import { linksOf, openDevelopment } from './development.ts'
import { type NodeOptions, openNode, type RunningNode } from './node.ts'
import { openPostgres } from './postgres.ts'
import { ensureSecret } from './secret.ts'

export async function runStart(context: Context): Promise<void> {
  const config = context.config()
  const log = openLog(config, context)
  endOnFault(log)
  if (cluster.isWorker) return runWorker({ config, log })
  const stopRequest = watchForStop()
  const closing = openClosing()
  try {
    const { broken } = await open({ context, config, log }, closing)
    const signal = await Promise.race([stopRequest, broken])
    log.info({ signal }, 'stopping')
  } finally {
    await closing.close()
  }
  log.info('stopped')
  process.exit(0)
}

/** After an uncaught fault the state of the process is uncertain, so it ends. */
function endOnFault(log: Logger): void {
  process.once('uncaughtException', (err) => {
    log.fatal({ err }, 'uncaught fault')
    process.exit(1)
  })
}

type Start = { readonly context: Context; readonly config: Config; readonly log: Logger }

async function open({ context, config, log }: Start, closing: Closing): Promise<RunningNode> {
  const secret = await ensureSecret(config)
  const postgres = await openPostgres(config)
  closing.add(postgres.leave)
  await migrate({ connectionString: postgres.url, log: (line) => log.info(line) })
  await requireFit(config, { secret, databaseUrl: postgres.url })

  const options = { config, secret, databaseUrl: postgres.url, links: linksOf(config), log }
  const node = await openNodes(options)
  closing.add(node.close)
  const { port, issuer, mode, workers } = config
  log.info({ port, issuer, mode, workers }, 'serving')
  if (mode === 'production' && config.mail === null) log.warn(withoutMail)
  if (mode === 'development') {
    closing.add(await openDevelopment({ context, config, log, databaseUrl: postgres.url }))
  }
  return node
}

const withoutMail =
  'PARLEY_MAIL_URL is not set: people cannot reset a password or create an account, and get no ' +
  'mail when a password changes'

function openNodes(options: NodeOptions): Promise<RunningNode> {
  return options.config.workers > 1 ? openWorkers(options) : openNode(options)
}

async function requireFit(
  config: Config,
  { secret, databaseUrl }: { secret: string; databaseUrl: string },
): Promise<void> {
  const store = openStore({ url: databaseUrl, poolSize: 1 })
  try {
    if (!(await checkSecret(store, secret))) throw wrongSecret(config)
    await requireSameMode(store, config)
  } finally {
    await store.close()
  }
}

function wrongSecret({ secret, dataDir, mode }: Config): Refusal {
  const where = secret === null ? ` (kept in ${dataDir}/secret)` : ''
  const way = mode === 'development' ? ', or start over with "parley reset"' : ''
  return new Refusal(
    `PARLEY_SECRET${where} does not belong to this database: restore the former one${way}.`,
  )
}

/** If NODE_ENV is forgotten, no operator with a printed password may appear among real accounts. */
async function requireSameMode(store: Store, { mode }: Config): Promise<void> {
  if (mode === 'production') {
    await claimOnce(store, 'production')
  } else if (await wasClaimed(store, 'production')) {
    throw new Refusal(
      'NODE_ENV must be production: the database of DATABASE_URL has served in production.',
    )
  }
}

const order = z.object({
  databaseUrl: z.string(),
  secret: z.string(),
  links: z.array(z.object({ href: z.string(), title: z.string(), description: z.string() })),
})

type Order = z.infer<typeof order>

const serving = 'serving'
const stop = 'stop'

/** Starts one worker before the others, so that a fault is reported once. */
export async function openWorkers(options: NodeOptions): Promise<RunningNode> {
  const { config, log, databaseUrl, secret, links } = options
  const brief: Order = { databaseUrl, secret, links: [...links] }
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  let isClosing = false

  const keep = async (): Promise<void> => {
    const worker = await employ(brief)
    worker.once('exit', (code, signal) => {
      if (isClosing) return
      log.error(
        { worker: worker.id, exitCode: code, signal },
        'a worker died and is being replaced',
      )
      keep().catch(broken.reject)
    })
  }
  const close = async (): Promise<void> => {
    isClosing = true
    await Promise.all(Object.values(cluster.workers ?? {}).map(dismiss))
  }
  try {
    await keep()
    await Promise.all(Array.from({ length: config.workers - 1 }, keep))
  } catch (error) {
    await close()
    throw error
  }
  return { broken: broken.promise, close }
}

/** Resolves when it serves. */
async function employ(brief: Order): Promise<Worker> {
  const worker = cluster.fork()
  worker.on('error', () => undefined)
  worker.send(brief)
  const first = await Promise.race([once(worker, 'message'), once(worker, 'exit')])
  if (first[0] === serving) return worker
  throw new Refusal('A worker (PARLEY_WORKERS) did not start.')
}

async function dismiss(worker: Worker | undefined): Promise<void> {
  if (worker === undefined || worker.isDead()) return
  const gone = once(worker, 'exit')
  worker.send(stop)
  await gone
}

/** Runs one worker. When the main process dies, Node ends this one too. */
async function runWorker({ config, log }: { config: Config; log: Logger }): Promise<void> {
  // Ctrl-C reaches every process of the group; the main process says when to stop.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
  const node = await openNode({
    config,
    log,
    ...(await nextMessage((value) => order.parse(value))),
  })
  process.send?.(serving)
  await nextMessage((value) => z.literal(stop).parse(value))
  await node.close()
  process.exit(0)
}

async function nextMessage<T>(parse: (value: unknown) => T): Promise<T> {
  const [message] = await once(process, 'message')
  return parse(message)
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ctrl-C reaches the process from the terminal and again from npm: signals within a second of the
 * first are the same request. A later one ends the process at once.
 */
const sameRequest = 1_000

export type StopRequest = Promise<NodeJS.Signals>

export function watchForStop(): StopRequest {
  return new Promise((resolve) => {
    let isPatienceOver = false
    for (const signal of signals) {
      process.on(signal, () => {
        if (isPatienceOver) process.exit(1)
        resolve(signal)
        setTimeout(() => {
          isPatienceOver = true
        }, sameRequest).unref()
      })
    }
  })
}

/**
 * In development standard output belongs to the banner, so the log goes to standard error. Nothing
 * that lets someone in is ever given to a log; the list of names is for a mistake.
 */
export function openLog({ mode, logLevel }: Config, context: Context): Logger {
  const options = { level: logLevel, redact: { paths: secretPaths, censor: '[removed]' } }
  if (mode === 'production') return pino(options)
  return pino(options, { write: (line: string) => context.note(forPeople(line)) })
}

const secretNames = [
  'password',
  'secret',
  'client_secret',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'token',
  'authorization',
  'cookie',
  'DATABASE_URL',
]

const holders = ['', 'err.', 'body.', 'params.', 'headers.', 'req.headers.']

const secretPaths = holders
  .flatMap((holder) => secretNames.map((name) => `${holder}${name}`))
  // `err.code` is the error code of Postgres, of the system or of our own refusals.
  .filter((path) => path !== 'err.code')

const entry = z.looseObject({ level: z.number(), msg: z.string().optional() })

function forPeople(line: string): string {
  const { level, msg = '', ...fields } = entry.parse(JSON.parse(line))
  const { time: _time, pid: _pid, hostname: _hostname, err, ...others } = fields
  const error = z.looseObject({ stack: z.string() }).safeParse(err)
  const about = Object.keys(others).length === 0 ? '' : ` ${JSON.stringify(others)}`
  const trace = error.success ? `\n${error.data.stack}` : ''
  return `${pino.levels.labels[level] ?? level}: ${msg}${about}${trace}\n`
}
