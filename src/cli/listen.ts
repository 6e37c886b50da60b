/** Starts an HTTP server, and closes it without cutting off requests under way. */

import type { Server } from 'node:http'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import { Refusal } from './context.ts'

export type Address = { readonly port: number; readonly host: string | undefined }

export async function listen(server: Server, { port, host }: Address): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host }, () => {
        server.off('error', reject)
        resolve()
      })
    })
  } catch (error) {
    throw portRefusal('PORT', port, error)
  }
}

export function portRefusal(setting: string, port: number, error: unknown): Refusal {
  const words = isKind(error, 'EADDRINUSE')
    ? 'is in use by another program: stop it, or choose another port'
    : `cannot be used (${reasonOf(error)}): choose another port`
  return new Refusal(`${setting}: port ${port} ${words}.`, { cause: error })
}

/** Milliseconds for requests under way. */
const patience = 10_000
const pause = 100

/** Nothing new comes in; idle connections end at once, the others after their answer. */
export function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), pause)
    const late = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(late)
      resolve()
    })
  })
}
