/** The command `parley start`: from nothing to a serving node, and back when told to. */

import cluster from 'node:cluster'
import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { checkSecret, claimOnce, wasClaimed } from '../keys/installation.ts'
import { openStore, type Store } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { type Closing, openClosing } from './closing.ts'
import { type Context, Refusal } from './context.ts'
import { linksOf, openDevelopment } from './development.ts'
import { openLog } from './log.ts'
import { type NodeOptions, openNode, type RunningNode } from './node.ts'
import { openPostgres } from './postgres.ts'
import { ensureSecret } from './secret.ts'
import { watchForStop } from './stop-signals.ts'
import { openWorkers, runWorker } from './workers.ts'

export async function runStart(context: Context): Promise<void> {
  const config = context.config()
  const log = openLog(config, context)
  tellFaults(log)
  if (cluster.isWorker) return runWorker({ config, log })
  const stopAsked = watchForStop()
  const closing = openClosing()
  try {
    const { broken } = await open({ context, config, log }, closing)
    const signal = await Promise.race([stopAsked, broken])
    log.info({ signal }, 'stopping')
  } finally {
    await closing.close()
  }
  log.info('stopped')
  process.exit(0)
}

/** After a fault that nobody caught nothing is certain: another process is better than this one. */
function tellFaults(log: Logger): void {
  process.once('uncaughtException', (err) => {
    log.fatal({ err }, 'a fault that nobody caught')
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
  'PARLEY_MAIL_URL is absent: nobody can reset a password or make an account, and nobody is told ' +
  'that a password was changed'

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
    `PARLEY_SECRET${where} is not the one that this database began with: bring that back${way}.`,
  )
}

/** A forgotten NODE_ENV must not put an operator with a printed password among real accounts. */
async function requireSameMode(store: Store, { mode }: Config): Promise<void> {
  if (mode === 'production') {
    await claimOnce(store, 'production')
  } else if (await wasClaimed(store, 'production')) {
    throw new Refusal(
      'NODE_ENV must be production: the database of DATABASE_URL has served in production.',
    )
  }
}
