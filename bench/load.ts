/** The load: each virtual client asks, waits and asks again, until the time or the work is over. */

import { type Connection, openConnection, type Reply } from './connection.ts'

/** What one virtual client does. It throws when an answer is wrong. */
export type Client = {
  /** Null: nothing is left to ask. */
  readonly next: () => string | null
  readonly take: (reply: Reply) => void
}

export type Outcome = {
  readonly done: number
  readonly seconds: number
  /** Milliseconds, sorted. */
  readonly waits: readonly number[]
  /** CPU of this process, the generator. */
  readonly cpuMicroseconds: number
}

export type Bounds = { readonly milliseconds: number; readonly most: number }

export async function load(
  port: number,
  clients: readonly Client[],
  { milliseconds, most }: Bounds,
): Promise<Outcome> {
  const connections = await Promise.all(clients.map(() => openConnection(port)))
  const waits: number[] = []
  const before = process.cpuUsage()
  const start = performance.now()
  const isOver = () => performance.now() - start >= milliseconds || waits.length >= most
  try {
    await Promise.all(
      connections.map((connection, i) => repeat({ client: clients[i], connection, isOver, waits })),
    )
  } finally {
    for (const connection of connections) connection.close()
  }
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(before)
  waits.sort((a, b) => a - b)
  return { done: waits.length, seconds, waits, cpuMicroseconds: user + system }
}

type Repeating = {
  readonly client: Client | undefined
  readonly connection: Connection
  readonly isOver: () => boolean
  readonly waits: number[]
}

async function repeat({ client, connection, isOver, waits }: Repeating): Promise<void> {
  while (!isOver()) {
    const request = client?.next() ?? null
    if (client === undefined || request === null) return
    const asked = performance.now()
    client.take(await connection.ask(request))
    waits.push(performance.now() - asked)
  }
}
