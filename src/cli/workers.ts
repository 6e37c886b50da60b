/** Several nodes behind one port, each a process. The first process only looks after the others. */

import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import { Refusal } from './context.ts'
import { type NodeOptions, openNode, type RunningNode } from './node.ts'

const order = z.object({
  databaseUrl: z.string(),
  secret: z.string(),
  links: z.array(z.object({ href: z.string(), title: z.string(), description: z.string() })),
})

type Order = z.infer<typeof order>

const serving = 'serving'
const stop = 'stop'

/** The first alone, so that what is wrong is said once. */
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
        'a worker died; another takes its place',
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

/** What a worker does. When the first process dies, Node ends this one too. */
export async function runWorker({ config, log }: { config: Config; log: Logger }): Promise<void> {
  // Ctrl-C reaches every process of the group; the first one says when to stop.
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
