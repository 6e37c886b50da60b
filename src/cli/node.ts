/** One node: the application on its own connections, listening. It prepares no database. */

import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { createApp } from '../app.ts'
import { nodeName } from '../base/node-name.ts'
import type { Config } from '../config/config.ts'
import { sealTheRest } from '../jobs/sealing.ts'
import { appendEvent } from '../ledger/append.ts'
import { openControls } from '../ledger/controls.ts'
import type { LedgerEvent } from '../model/event.ts'
import { openStore, type Store } from '../store/database.ts'
import type { HomeLink } from '../web/home.tsx'
import { type Closing, openClosing } from './closing.ts'
import { closeGently, listen } from './listen.ts'

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

/** In development the server listens only on this machine. */
function hostOf({ mode, issuer }: Config): string | undefined {
  const { hostname } = new URL(issuer)
  const isOwn = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return mode === 'development' && isOwn ? '127.0.0.1' : undefined
}

export type NodeRecord = {
  /** Records that the node serves. */
  readonly started: () => Promise<void>
  /** Comes last, and seals the events of the node. Never throws. */
  readonly stopped: () => Promise<void>
}

export type RecordOptions = {
  readonly store: Store
  readonly secret: string
  readonly log: Logger
}

function openNodeRecord({ store: db, secret, log }: RecordOptions): NodeRecord {
  const node = nodeName()
  let isStarted = false
  return {
    started: async () => {
      const version = await readVersion()
      await appendEvent(db, nodeEvent('node.started', { node, version }))
      isStarted = true
    },
    stopped: async () => {
      if (!isStarted) return
      try {
        await appendEvent(db, nodeEvent('node.stopped', { node }))
      } catch (error) {
        log.warn({ err: error }, 'the stop cannot be recorded')
      }
      await sealTheRest({ db, secret, log, controls: openControls(db, node) })
    },
  }
}

function nodeEvent(
  type: Extract<LedgerEvent['type'], 'node.started' | 'node.stopped'>,
  details: Readonly<Record<string, string>>,
): LedgerEvent {
  return { type, outcome: 'success', actor: { kind: 'system' }, details }
}

const packageFile = z.object({ version: z.string() })

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return packageFile.parse(JSON.parse(text)).version
}
