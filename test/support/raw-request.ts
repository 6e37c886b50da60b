/** Requests that no well-behaved client would send, written to the socket as they are. */

import { connect } from 'node:net'

export type RawAnswer = { readonly status: number; readonly text: string }

/** `head` is the request line and headers; Connection is added, and Host unless it is there. */
export function rawRequest(
  base: string,
  head: readonly string[],
  body: string | Buffer = '',
): Promise<RawAnswer> {
  const { host, port } = new URL(base)
  const [line, ...headers] = head
  const hasHost = headers.some((header) => header.startsWith('Host:'))
  const own = hasHost ? ['Connection: close'] : [`Host: ${host}`, 'Connection: close']
  const text = [line, ...own, ...headers, '', ''].join('\r\n')
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(Number(port), '127.0.0.1')
    const finish = () => {
      const answer = Buffer.concat(chunks).toString('latin1')
      const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? []
      if (status === undefined) reject(new Error(`no answer: ${JSON.stringify(answer)}`))
      else resolve({ status: Number(status), text: answer })
    }
    socket.on('data', (chunk) => chunks.push(chunk))
    // A server that refuses before all was sent may reset; what it answered counts.
    socket.on('error', () => undefined)
    socket.on('close', finish)
    socket.write(Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(body)]))
  })
}
