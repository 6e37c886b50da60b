/** The doctor's checks of this machine: runtime, hashing, ports. */

import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { openPasswords } from '../accounts/passwords.ts'
import { randomToken } from '../base/crypto.ts'
import type { Config } from '../config/config.ts'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import { attempt, type Check, fail, ok, warn } from './doctor-checks.ts'

export async function machineChecks(config: Config): Promise<readonly Check[]> {
  const ports = [attempt('port', () => checkPort(config))]
  if (config.demoPort !== 0) ports.push(attempt('demo port', () => checkDemoPort(config)))
  const hashing = await attempt('password hashing', () => checkHashing(config))
  return [checkRuntime(), hashing, ...(await Promise.all(ports))]
}

function checkRuntime(): Check {
  const detail = `Node ${process.versions.node}, ${availableParallelism()} cores`
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isEnough = major > 22 || (major === 22 && minor >= 18)
  return isEnough ? ok('runtime', detail) : fail('runtime', `${detail}: 22.18 or later is needed`)
}

const hashes = 3
const slow = 500

async function checkHashing({ hashing }: Config): Promise<Check> {
  const passwords = await openPasswords(hashing)
  const begun = performance.now()
  for (let i = 0; i < hashes; i += 1) await passwords.hash(randomToken(128))
  const milliseconds = Math.round((performance.now() - begun) / hashes)
  const detail = `${milliseconds} ms each at ${hashing.memoryKib} KiB`
  return milliseconds < slow
    ? ok('password hashing', detail)
    : warn('password hashing', `${detail}: signing in will be slow; see PARLEY_ARGON2_*`)
}

async function checkPort({ port }: Config): Promise<Check> {
  const refusal = await tryPort(port)
  if (refusal === null) return ok('port', `PORT ${port} is free`)
  return (await isParley(port))
    ? ok('port', `Parley answers on PORT ${port}`)
    : fail('port', `PORT ${port} ${refusal}`)
}

async function checkDemoPort({ port, demoPort }: Config): Promise<Check> {
  const refusal = await tryPort(demoPort)
  if (refusal === null) return ok('demo port', `PARLEY_DEMO_PORT ${demoPort} is free`)
  return (await isParley(port))
    ? ok('demo port', `PARLEY_DEMO_PORT ${demoPort} is in use while Parley runs`)
    : fail('demo port', `PARLEY_DEMO_PORT ${demoPort} ${refusal}`)
}

/** Null when it could be listened on. */
async function tryPort(port: number): Promise<string | null> {
  const server = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen({ port, host: '127.0.0.1' }, resolve)
    })
    await new Promise((resolve) => server.close(resolve))
    return null
  } catch (error) {
    return isKind(error, 'EADDRINUSE') ? 'is in use' : `cannot be used: ${reasonOf(error)}`
  }
}

const patience = 2_000

async function isParley(port: number): Promise<boolean> {
  try {
    const address = `http://127.0.0.1:${port}/health/live`
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) })
    const body: unknown = await response.json()
    return JSON.stringify(body) === '{"status":"live"}'
  } catch {
    return false
  }
}
