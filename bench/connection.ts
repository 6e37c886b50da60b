/**
 * One keep-alive connection that asks and waits. Node's own client costs as much as a small answer
 * of the server's, and both share the machine: this one reads no more than it must.
 */

import { once } from 'node:events'
import { connect } from 'node:net'

export type Reply = {
  readonly status: number
  /** The status line and the headers, as they came. */
  readonly head: string
  readonly body: string
}

export type Connection = {
  readonly ask: (request: string) => Promise<Reply>
  readonly close: () => void
}

const patience = 10_000

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let waiting: PromiseWithResolvers<Reply> | null = null
  let received = ''

  const fail = (reason: string) => (): void => {
    waiting?.reject(new Error(`the server ${reason}`))
    waiting = null
    socket.destroy()
  }
  socket.setTimeout(patience, fail('did not answer'))
  socket.on('error', fail('broke the connection'))
  socket.on('close', fail('closed the connection'))
  // One byte a character, so that Content-Length counts characters.
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => {
    received += text
    const reply = readReply(received)
    if (reply === null) return
    received = ''
    waiting?.resolve(reply)
    waiting = null
  })
  return {
    ask: (request) => {
      waiting = Promise.withResolvers<Reply>()
      socket.write(request)
      return waiting.promise
    },
    close: () => socket.destroy(),
  }
}

/** Null until all of it is there. Every answer that is asked for here states its length. */
function readReply(text: string): Reply | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = text.slice(0, end)
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  if (length === undefined) throw new Error(`an answer without a length: ${head}`)
  const body = text.slice(end + 4)
  if (body.length < Number(length)) return null
  return { status: Number(text.slice(9, 12)), head, body }
}

export function header(reply: Reply, name: string): string[] {
  const lines = reply.head.split('\r\n').slice(1)
  const wanted = `${name.toLowerCase()}: `
  return lines
    .filter((line) => line.toLowerCase().startsWith(wanted))
    .map((line) => line.slice(wanted.length))
}

type Request = {
  readonly port: number
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** A form to post; absent: GET. */
  readonly form?: string
}

export function write({ port, path, headers = {}, form }: Request): string {
  const sent = {
    Host: `localhost:${port}`,
    ...headers,
    ...(form === undefined
      ? {}
      : {
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': String(Buffer.byteLength(form)),
        }),
  }
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`)
  const method = form === undefined ? 'GET' : 'POST'
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${form ?? ''}`
}
