/** As much of a Postgres as it takes to be too old, or to refuse a password. */

import { createServer, type Socket } from 'node:net'

export type OldPostgres = { readonly url: string; readonly close: () => Promise<void> }

export const oldPassword = 'hunter2-hunter2'

export async function openOldPostgres(
  answer: 'version 14' | 'wrong password',
): Promise<OldPostgres> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => {
      if (answer === 'wrong password') {
        const fields = 'SFATAL\0C28P01\0Mpassword authentication failed for user "parley"\0\0'
        socket.end(message('E', Buffer.from(fields)))
        return
      }
      socket.write(Buffer.concat([message('R', int32(0)), ready]))
      socket.on('data', (asked) => {
        if (asked[0] === 'Q'.charCodeAt(0)) socket.write(versionAnswer)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `postgres://parley:${oldPassword}@127.0.0.1:${port}/parley`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function message(kind: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(content.length + 4), content])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}

function column(name: string, type: number): Buffer {
  const rest = [int32(0), int16(0), int32(type), int16(-1), int32(-1), int16(0)]
  return Buffer.concat([Buffer.from(`${name}\0`), ...rest])
}

function value(text: string): Buffer {
  return Buffer.concat([int32(text.length), Buffer.from(text)])
}

const ready = message('Z', Buffer.from('I'))

const versionAnswer = Buffer.concat([
  message('T', Buffer.concat([int16(2), column('version', 25), column('isEnough', 16)])),
  message('D', Buffer.concat([int16(2), value('14.9'), value('f')])),
  message('C', Buffer.from('SELECT 1\0')),
  ready,
])
