/** One node: the application on its own connections, listening. It prepares no database. */

import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import type { Config } from '../config/config.ts'
import { openStore } from '../store/database.ts'
import type { HomeLink } from '../web/home.tsx'
import { type Closing, openClosing } from './closing.ts'
import { closeGently, listen } from './listen.ts'
import { openNodeRecord } from './node-record.ts'

export type NodeOptions = {
  readonly config: Config
  readonly secret: string
  readonly databaseUrl: string
  readonly links: readonly HomeLink[]
  readonly log: Logger
}

export type RunningNode = {
  /** Rejects when it can serve no longer, and never resolves. */
  readonly broken: Promise<never>
  readonly close: () => Promise<void>
}

const connections = 10

export async function openNode(options: NodeOptions): Promise<RunningNode> {
  const closing = openClosing()
  try {
    await open(options, closing)
  } catch (error) {
    await closing.close()
    throw error
  }
  return { broken: new Promise(() => undefined), close: closing.close }
}

async function open(
  { config, secret, databaseUrl, links, log }: NodeOptions,
  closing: Closing,
): Promise<void> {
  const store = openStore({ url: databaseUrl, poolSize: connections })
  closing.add(store.close)
  const record = openNodeRecord({ store, secret, log })
  closing.add(record.stopped)
  const app = await createApp({ config, secret, store, log, links })
  closing.add(app.close)
  await listen(app.server, { port: config.port, host: hostOf(config) })
  closing.add(() => {
    app.drain()
    return closeGently(app.server)
  })
  await record.started()
}

/** A server for one person's own machine is none of the network's business. */
function hostOf({ mode, issuer }: Config): string | undefined {
  const { hostname } = new URL(issuer)
  const isOwn = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return mode === 'development' && isOwn ? '127.0.0.1' : undefined
}
