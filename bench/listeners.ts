/** A thousand open event streams on one node: what they cost while nothing happens, and when it ends. */

import { createHmac, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type ClientRequest, get, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type * as Crypto from '../src/base/crypto.ts'
import { built } from './built.ts'
import { openPostgres } from './postgres.ts'
import { openSubject, type Subject } from './subject.ts'

const { values: options } = parseArgs({
  options: {
    connections: { type: 'string', default: '1000' },
    json: { type: 'boolean', default: false },
  },
})

const connections = Number(options.connections)
const atOnce = 50
const quietMilliseconds = 3_000
const longestMilliseconds = 60_000

const endAll = `UPDATE sessions SET state = 'ended', ended_at = now(), end_reason = 'revoked'`
const sessionOf = (n: number) => `00000000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`

const opened: (() => Promise<void>)[] = []
const late = setTimeout(() => stopWith('took too long'), longestMilliseconds)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopWith(signal))
process.once('unhandledRejection', (error) => stopWith(String(error)))

try {
  const postgres = await openPostgres()
  opened.push(postgres.stop)
  const secret = randomBytes(32).toString('base64url')
  const subject = await openSubject('parley-server.ts', {
    args: [postgres.url, secret, '0'],
    tidyMemory: true,
  })
  opened.push(subject.stop)
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  opened.push(() => client.end())
  say(await measure(subject, client, await cookiesOf(secret)))
} finally {
  clearTimeout(late)
  await closeAll()
}

type Cookie = (n: number) => string

async function measure({ ready, cost }: Subject, client: pg.Client, cookieOf: Cookie) {
  await insertSessions(client)
  const numbers = Array.from({ length: connections }, (_, n) => n + 1)
  // What the first of them loads and compiles is not the cost of the others.
  const warm = await listen(ready.port, cookieOf(1))
  warm.close()
  const before = await cost()
  const streams: Stream[] = []
  for (let n = 0; n < connections; n += atOnce) {
    const some = numbers.slice(n, n + atOnce)
    streams.push(...(await Promise.all(some.map((one) => listen(ready.port, cookieOf(one))))))
  }
  const beforeQuiet = await cost()
  await sleep(quietMilliseconds)
  const quiet = await cost()
  await client.query(endAll)
  const told = await Promise.all(streams.map(({ ended }) => ended))
  const after = await cost()
  const grownBytes = Math.max(quiet.residentBytes, after.residentBytes) - before.residentBytes
  return {
    connections: streams.length,
    endedOfTheirOwn: told.filter((id, n) => id === sessionOf(n + 1)).length,
    quietSeconds: quietMilliseconds / 1000,
    looksWhileQuiet: quiet.looks - beforeQuiet.looks,
    looks: after.looks - before.looks,
    grownMegabytes: Math.round(grownBytes / 1_048_576),
    cpuMillisecondsASecondWhileQuiet: Math.round(
      (quiet.cpuMicroseconds - beforeQuiet.cpuMicroseconds) / quietMilliseconds,
    ),
  }
}

/** Nobody signs in a thousand times for a measurement: the rows are as a sign-in leaves them. */
async function insertSessions(client: pg.Client): Promise<void> {
  const numbers = `generate_series(1, ${connections}) AS n`
  const id = (kind: number) => `('00000000-0000-7000-${kind}-' || lpad(to_hex(n), 12, '0'))::uuid`
  await client.query(
    `INSERT INTO accounts (id, email, name, password_hash)
     SELECT ${id(8000)}, 'listener' || n || '@example.com', 'A Person', '' FROM ${numbers}`,
  )
  await client.query(
    `INSERT INTO sessions (id, account_id, secret_hash, policy, amr, auth_time, idle_seconds,
       absolute_expires_at, due_at)
     SELECT ${id(9000)}, ${id(8000)}, sha256(('listener' || n)::bytea), 'default', '{pwd}', now(),
       1800, now() + interval '12 hours', now() + interval '12 hours' FROM ${numbers}`,
  )
}

/** As the server itself signs its cookies. */
async function cookiesOf(secret: string): Promise<Cookie> {
  const { deriveKey }: typeof Crypto = await import(built('base/crypto.js'))
  const key = deriveKey(secret, 'cookies').toString('base64url')
  return (n) => {
    const pair = `parley_session=listener${n}`
    return `${pair}; parley_session.sig=${createHmac('sha1', key).update(pair).digest('base64url')}`
  }
}

type Stream = {
  /** The session whose end was told; null when the answer was over without. */
  readonly ended: Promise<string | null>
  readonly close: () => void
}

const mostTries = 5

/** Resolves when the first word of the stream has come; a node that is too busy is asked again. */
async function listen(port: number, cookie: string): Promise<Stream> {
  for (let tried = 1; ; tried += 1) {
    const request = ask(port, cookie)
    const [response] = await once(request, 'response')
    if (response.statusCode === 200) return follow(request, response)
    response.resume()
    if (response.statusCode !== 503 || tried === mostTries) {
      throw new Error(`refused: ${response.statusCode}`)
    }
    await sleep(Number(response.headers['retry-after']) * 1000)
  }
}

function ask(port: number, cookie: string): ClientRequest {
  return get({
    port,
    host: '127.0.0.1',
    path: '/session/events',
    agent: false,
    headers: { cookie },
  })
}

async function follow(request: ClientRequest, response: IncomingMessage): Promise<Stream> {
  let text = ''
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  const ended = new Promise<string | null>((resolve) => {
    response.once('close', () => resolve(idIn(text)))
  })
  request.on('error', () => undefined)
  response.on('error', () => undefined)
  await once(response, 'data')
  return { ended, close: () => request.destroy() }
}

function idIn(text: string): string | null {
  const [, data = 'null'] = /event: ended\ndata: (.*)/.exec(text) ?? []
  return JSON.parse(data)?.session_id ?? null
}

function say(result: Awaited<ReturnType<typeof measure>>): void {
  if (options.json) return void process.stdout.write(`${JSON.stringify(result)}\n`)
  for (const [name, value] of Object.entries(result)) process.stdout.write(`${name}: ${value}\n`)
}

/** Everything that was opened is closed, whatever became of the rest. */
async function closeAll(): Promise<void> {
  for (const close of opened.splice(0).reverse()) {
    await close().catch((error: unknown) => process.stderr.write(`${error}\n`))
  }
}

function stopWith(reason: string): void {
  process.stderr.write(`stopping: ${reason}\n`)
  void closeAll().finally(() => process.exit(1))
}
