/** A node's start and stop in the ledger. One that was killed tells no stop. */

import { readFile } from 'node:fs/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import { nodeName } from '../base/node-name.ts'
import { sealTheRest } from '../jobs/sealing.ts'
import { appendEvent } from '../ledger/append.ts'
import { openControls } from '../ledger/controls.ts'
import type { AuditEvent } from '../model/event.ts'
import type { Store } from '../store/database.ts'

export type NodeRecord = {
  /** It serves from here on. */
  readonly started: () => Promise<void>
  /** The last thing that it does: what it did before is sealed with it. Never throws. */
  readonly stopped: () => Promise<void>
}

export type RecordOptions = {
  readonly store: Store
  readonly secret: string
  readonly log: Logger
}

export function openNodeRecord({ store: db, secret, log }: RecordOptions): NodeRecord {
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
  type: Extract<AuditEvent['type'], 'node.started' | 'node.stopped'>,
  details: Readonly<Record<string, string>>,
): AuditEvent {
  return { type, outcome: 'success', actor: { kind: 'system' }, details }
}

const packageFile = z.object({ version: z.string() })

async function readVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return packageFile.parse(JSON.parse(text)).version
}
