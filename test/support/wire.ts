/** Requests that no well-behaved client would send, written to the socket as they are. */

import { connect } from 'node:net'

export type RawAnswer = { readonly status: number; readonly text: string }

/** `head` is the request line and headers; Host and Connection are added. */
export function rawRequest(
  base: string,
  head: readonly string[],
  body: string | Buffer = '',
): Promise<RawAnswer> {
  const { host, port } = new URL(base)
  const [line, ...headers] = head
  const text = [line, `Host: ${host}`, 'Connection: close', ...headers, '', ''].join('\r\n')
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
