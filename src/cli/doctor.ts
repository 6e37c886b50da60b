/** The command `parley doctor`: checks settings, database, secret, clock and ports. It changes nothing. */

import { createServer } from 'node:net'
import { availableParallelism } from 'node:os'
import { styleText } from 'node:util'
import { openPasswords } from '../accounts/passwords.ts'
import { now } from '../base/clock.ts'
import { randomToken } from '../base/crypto.ts'
import { type Config, ConfigError } from '../config/config.ts'
import { findSecretFit } from '../keys/installation.ts'
import { millisecondsApart } from '../model/clocks.ts'
import { openStore, type Store } from '../store/database.ts'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import { findAbsentPartitions, inspectDatabase } from '../store/inspect.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { type AnswerOptions, alignColumns, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { describePlace, hasEmbeddedData, openPostgres } from './postgres.ts'
import { findSecret } from './secret.ts'

export async function runDoctor(context: Context, options: AnswerOptions): Promise<void> {
  const checks = await examine(context)
  const failed = checks.filter(({ status }) => status === 'fail').length
  answer(context, options, {
    value: { ok: failed === 0, checks },
    lines: alignColumns(checks.map(({ status, name, detail }) => [status, name, detail])).map(
      colour,
    ),
  })
  if (failed > 0) throw new Refusal(`${failed} of ${checks.length} checks failed.`)
}

/** Without valid settings nothing else can be checked. */
async function examine(context: Context): Promise<readonly Check[]> {
  const { config, checks } = settingsChecks(context)
  if (config === null) return checks
  return [...checks, ...(await databaseChecks(config)), ...(await machineChecks(config))]
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red' } as const

function colour(line: string): string {
  return line.replace(/^(ok|warn|fail)/, (status) =>
    status === 'ok' || status === 'warn' || status === 'fail'
      ? styleText(colours[status], status)
      : status,
  )
}

async function databaseChecks(config: Config): Promise<readonly Check[]> {
  if (config.databaseUrl === null && !(await hasEmbeddedData(config))) {
    return [warn('database', `none in ${config.dataDir} yet: "parley start" creates it`)]
  }
  const checks: Check[] = []
  // An unreachable database is reported in the words of the migrations, which name the setting.
  const reached = await attempt('database', async () => {
    const postgres = await openPostgres(config)
    try {
      checks.push(...(await examineDatabase(config, postgres.url)))
    } finally {
      await postgres.leave()
    }
    return ok('database', '')
  })
  return reached.status === 'ok' ? checks : [...checks, reached]
}

async function examineDatabase(config: Config, url: string): Promise<readonly Check[]> {
  const pending = await pendingMigrations({ connectionString: url })
  const store = openStore({ url, poolSize: 1 })
  try {
    const clock = await attempt('clock', () => checkClock(store))
    const database = await attempt('database', () => checkDatabase(store, config))
    if (pending.length > 0) {
      const detail = `${pending.length} pending: the next start applies them, or "parley migrate"`
      return [database, clock, warn('migrations', detail)]
    }
    const secret = await attempt('secret', () => checkFit(store, config))
    const partitions = await attempt('partitions', () => checkPartitions(store))
    return [database, clock, ok('migrations', 'all applied'), secret, partitions]
  } finally {
    await store.close()
  }
}

async function checkDatabase(store: Store, config: Config): Promise<Check> {
  const { version, isReadOnly } = await inspectDatabase(store)
  const place = `Postgres ${version}, ${describePlace(config)}`
  return isReadOnly
    ? fail('database', `${place} is read-only: DATABASE_URL must name the primary`)
    : ok('database', place)
}

const skew = { warn: 1_000, fail: 30_000 } as const

/** Tokens are dated by this machine's clock, and judged by other machines' and the database's. */
async function checkClock(store: Store): Promise<Check> {
  // The first statement pays for the connection.
  await inspectDatabase(store)
  const before = now()
  const { at } = await inspectDatabase(store)
  const after = now()
  const apart = millisecondsApart({ before, after, database: at })
  const detail = `${apart} ms apart from the database's`
  if (apart >= skew.fail) return fail('clock', `${detail}: set both by NTP`)
  return apart >= skew.warn ? warn('clock', `${detail}: set both by NTP`) : ok('clock', detail)
}

async function checkFit(store: Store, config: Config): Promise<Check> {
  const secret = await findSecret(config)
  const fits = secret === null ? null : await findSecretFit(store, secret)
  if (fits === true) return ok('secret', 'PARLEY_SECRET belongs to this database')
  if (fits === false) {
    return fail('secret', 'PARLEY_SECRET does not belong to this database')
  }
  const detail = 'no server has started on this database with a secret yet'
  return secret === null
    ? warn('secret', `PARLEY_SECRET is not set: the first start creates one in ${config.dataDir}`)
    : ok('secret', detail)
}

async function checkPartitions(store: Store): Promise<Check> {
  const absent = await findAbsentPartitions(store)
  return absent.length === 0
    ? ok('partitions', 'exist for today and tomorrow')
    : fail('partitions', `missing: ${absent.join(', ')}; a running server creates them`)
}

async function machineChecks(config: Config): Promise<readonly Check[]> {
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

export type Check = {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail }
}

function warn(name: string, detail: string): Check {
  return { name, status: 'warn', detail }
}

function fail(name: string, detail: string): Check {
  return { name, status: 'fail', detail }
}

/** A check that throws has failed, with the message of its error. */
async function attempt(name: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check()
  } catch (error) {
    return fail(name, error instanceof Error ? error.message : String(error))
  }
}

type Settings = { readonly config: Config | null; readonly checks: readonly Check[] }

export function settingsChecks(context: Context): Settings {
  try {
    const config = context.config()
    return { config, checks: [judgeMode(config), judgeMail(config), ...judgeProxies(config)] }
  } catch (error) {
    if (error instanceof ConfigError) {
      return { config: null, checks: error.problems.map((problem) => fail('settings', problem)) }
    }
    throw new Refusal('The settings cannot be read.', { cause: error })
  }
}

function judgeMode({ mode, issuer }: Config): Check {
  return mode === 'production'
    ? ok('settings', `production, as ${issuer}`)
    : warn('settings', `development mode, as ${issuer}; set NODE_ENV=production to serve others`)
}

function judgeMail({ mode, mail, registration }: Config): Check {
  if (mail !== null) return ok('mail', `by SMTP; registration is ${registration}`)
  return mode === 'production'
    ? warn('mail', 'PARLEY_MAIL_URL is not set: no password reset, no registration, no notices')
    : ok('mail', 'shown at /dev/mail instead of sent')
}

/** An https issuer has a TLS proxy in front of it. */
function judgeProxies({ issuer, trustedProxies }: Config): readonly Check[] {
  if (!issuer.startsWith('https:')) return []
  const known = ok('proxies', `${trustedProxies.length} addresses or networks are trusted`)
  const unknown = warn(
    'proxies',
    "PARLEY_TRUSTED_PROXIES is empty: the audit log will show the TLS proxy's address for everyone, " +
      'and wrong passwords of all people count for one network',
  )
  return [trustedProxies.length > 0 ? known : unknown]
}
