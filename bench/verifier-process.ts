/** A resource server in a process of its own: it verifies with the built verifier, and tells times. */

import { setTimeout as sleep } from 'node:timers/promises'
import type * as Verifiers from '../src/verifier/index.ts'
import type * as Memory from '../src/verifier/revocations.ts'
import { built } from './built.ts'

const { createVerifier, TokenRevoked }: typeof Verifiers = await import(built('verifier/index.js'))
const { openRevocations }: typeof Memory = await import(built('verifier/revocations.js'))

export type VerifierOrder =
  | { readonly open: Verifiers.VerifierOptions }
  /** Tells when the token is refused for the first time. */
  | { readonly watch: string; readonly id: string }
  | { readonly cost: readonly string[] }
  | { readonly memory: number }

export type Refused = { readonly id: string; readonly at: number }

export type VerificationCost = {
  readonly firstMicroseconds: number
  readonly againMicroseconds: number
}

let verifier: Verifiers.Verifier | null = null
const watched = new Map<string, string>()

process.on('message', (order: VerifierOrder) => void obey(order))
process.once('disconnect', () => process.exit(0))

async function obey(order: VerifierOrder): Promise<void> {
  if ('open' in order) {
    verifier = createVerifier(order.open)
    await verifier.ready()
    void look()
    process.send?.('ready')
  } else if ('watch' in order) watched.set(order.id, order.watch)
  else if ('cost' in order) process.send?.(await costOf(order.cost))
  else process.send?.(memoryOf(order.memory))
}

/** Machines of one kind agree on this clock; here it is even the same machine. */
function now(): number {
  return performance.timeOrigin + performance.now()
}

const betweenLooks = 2

async function look(): Promise<void> {
  for (;;) {
    for (const [id, token] of watched) await lookAt(id, token)
    await sleep(betweenLooks)
  }
}

async function lookAt(id: string, token: string): Promise<void> {
  try {
    await verifier?.verify(token)
  } catch (error) {
    if (!(error instanceof TokenRevoked)) throw error
    watched.delete(id)
    process.send?.({ id, at: now() } satisfies Refused)
  }
}

const againTimes = 20_000

async function costOf(tokens: readonly string[]): Promise<VerificationCost> {
  const [first = '', ...others] = tokens
  const verify = async (token: string) => void (await verifier?.verify(token))
  // The first half warms up what compiles.
  const half = Math.floor(others.length / 2)
  for (const token of others.slice(0, half)) await verify(token)
  const firstMicroseconds = await timed(others.slice(half), verify)
  await verify(first)
  return {
    firstMicroseconds,
    againMicroseconds: await timed(Array(againTimes).fill(first), verify),
  }
}

/** CPU with all threads: other work on the machine changes it least. */
async function timed(tokens: readonly string[], verify: (token: string) => Promise<void>) {
  const before = process.cpuUsage()
  for (const token of tokens) await verify(token)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / tokens.length
}

/** MiB that so many ended grants take, as they come from the feed. */
function memoryOf(count: number): number {
  const revocations = openRevocations()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const pageSize = 1_000
  for (let first = 0; first < count; first += pageSize) {
    // Read from JSON, as the verifier does: a text that was built would keep its parts alive.
    const page = Array.from({ length: pageSize }, (_, i) => sidOf(first + i))
    const sids: readonly string[] = JSON.parse(JSON.stringify(page))
    revocations.add(sids.map((sid) => ({ kind: 'grant', sid, exp: 1_795_000_000.5 })))
  }
  globalThis.gc?.()
  if (revocations.size() !== count) throw new Error('entries were lost')
  return (process.memoryUsage().heapUsed - before) / 2 ** 20
}

/** 22 characters, like a grant's id. */
function sidOf(n: number): string {
  return Buffer.from(`${n}`.padStart(16, 'grant-0000000000')).toString('base64url').slice(0, 22)
}
