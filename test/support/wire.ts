/** A wire to Postgres that a test can cut and mend, and on which it can hold a statement back. */

import { connect, createServer, type Socket } from 'node:net'
import { Transform } from 'node:stream'

export type Wire = {
  readonly url: string
  readonly cut: () => void
  readonly mend: () => void
  /** The next statement whose name or text has this in it does not arrive before it is let go. */
  readonly hold: (words: string) => Held
  readonly close: () => Promise<void>
}

type Awaited = {
  readonly words: string
  readonly arrive: () => void
  readonly free: Promise<void>
}

export type Held = {
  /** When it was sent: what its sender knew was read before. */
  readonly sent: Promise<void>
  readonly letGo: () => void
}

/** A wire to Postgres that can be cut: what is on it breaks, and nothing new gets through. */
export async function openWire(to: string): Promise<Wire> {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let isCut = false
  let awaited: Awaited | null = null
  const gate = () =>
    new Transform({
      transform: (chunk: Buffer, _, pass) => {
        const held = awaited !== null && chunk.includes(awaited.words) ? awaited : null
        if (held === null) return pass(null, chunk)
        awaited = null
        held.arrive()
        void held.free.then(() => pass(null, chunk))
      },
    })
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = reach(target)
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('error', () => other.destroy())
      from.on('close', () => other.destroy())
    }
    near.pipe(gate()).pipe(far)
    far.pipe(near)
    return near
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  const url = new URL(to)
  url.searchParams.delete('host')
  url.host = `127.0.0.1:${port}`
  return {
    url: url.href,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    mend: () => {
      isCut = false
    },
    hold: (words) => {
      const sent = Promise.withResolvers<void>()
      const free = Promise.withResolvers<void>()
      awaited = { words, arrive: sent.resolve, free: free.promise }
      return { sent: sent.promise, letGo: free.resolve }
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

function reach(target: URL): Socket {
  const folder = target.searchParams.get('host')
  if (folder) return connect(`${folder}/.s.PGSQL.${target.port}`)
  return connect(Number(target.port), target.hostname)
}
