/** The measured processes' side of the talk with the benchmark: ready, cost, stop. */

import { createServer } from 'node:net'
import type { Cost, Order, Ready } from './common.ts'

/** More than the most virtual clients of a run: chains and code exchanges have people of their own. */
export const whoSignsIn = Array.from({ length: 64 }, (_, i) => `person${i}@example.com`)

/** The issuer holds the port, so it must be known before anything listens. */
export function free(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' ? address?.port : undefined
      probe.close(() => (port === undefined ? reject(new Error('no port')) : resolve(port)))
    })
  })
}

export function tell(message: Ready | Cost | 'done'): void {
  process.send?.(message)
}

type Duties = {
  readonly stop: () => Promise<void>
  readonly cost?: () => Promise<Omit<Cost, 'cpuMicroseconds' | 'residentBytes'>>
  readonly tidy?: () => Promise<void>
}

const nothing = { statements: 0, commits: 0, sent: 0, walBytes: 0, looks: 0 }

/** When the benchmark dies, its servers end with it. */
export function answerOrders(duties: Duties): void {
  process.on('message', (order: Order) => void obey(order, duties))
  process.once('disconnect', () => process.exit(0))
}

async function obey(order: Order, { cost, tidy, stop }: Duties): Promise<void> {
  switch (order) {
    case 'cost': {
      const { user, system } = process.cpuUsage()
      const counted = (await cost?.()) ?? nothing
      globalThis.gc?.()
      const { rss: residentBytes } = process.memoryUsage()
      return tell({ ...counted, cpuMicroseconds: user + system, residentBytes })
    }
    case 'tidy':
      await tidy?.()
      return tell('done')
    case 'stop':
      await stop()
      // A profile is written when the process ends by itself.
      process.exit(0)
  }
}
