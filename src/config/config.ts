/**
 * Every setting: its name, its check, its default. It is given the environment once, never reads it
 * again, and never repeats a value in an error: any of them could be a secret in the wrong place.
 */

import { ConfigError, errorOf } from './config-error.ts'
import { conflictIn } from './conflicts.ts'
import { type Environment, given, strayNames } from './environment.ts'
import { type ShownSetting, shownSettings } from './explained.ts'
import type { BrandSettings, Hashing, MailSettings } from './parts.ts'
import { type LogLevel, type Mode, type Settings, settingsFor } from './settings.ts'

export type Config = {
  readonly mode: Mode
  readonly port: number
  readonly issuer: string
  /** Null: the embedded Postgres, in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null only in development: generated and kept in `dataDir`. */
  readonly secret: string | null
  readonly dataDir: string
  /** 0: no demo. */
  readonly demoPort: number
  /** Addresses and networks (CIDR) whose forwarding headers are believed. */
  readonly trustedProxies: readonly string[]
  /** A MaxMind database of cities or countries; null: no place is shown. */
  readonly geoipFile: string | null
  /** Addresses and networks (CIDR) that are not public and that clients may have us send to. */
  readonly internalReceivers: readonly string[]
  readonly logLevel: LogLevel
  /** Where each seal of the ledger is published; null for nowhere. */
  readonly sealFile: string | null
  /** To where each seal is posted; null for nowhere. */
  readonly sealUrl: string | null
  /** How many whole months of the ledger are kept; null: all. */
  readonly auditMonths: number | null
  /** The directory for months that go; null: they are kept nowhere. */
  readonly auditArchive: string | null
  readonly workers: number
  readonly hashing: Hashing
  /** Null: in development messages are shown, in production none is sent. */
  readonly mail: MailSettings | null
  /** Whether people may make accounts by themselves. */
  readonly registration: 'open' | 'closed'
  /** How often one caller may ask the admin API, of one node. */
  readonly adminRate: { readonly perSecond: number; readonly burst: number }
  /** How many wrong passwords a minute, for as long as it lasts. */
  readonly guesses: { readonly perNetwork: number; readonly inAll: number }
  /** What people see on pages and in mail. */
  readonly brand: BrandSettings
  /** After how many days a signing key is followed by another; 0: never by itself. */
  readonly keyRotationDays: number
  /** Each setting as an operator may see it. */
  readonly shown: readonly ShownSetting[]
}

export type { BrandSettings, Environment, Hashing, MailSettings, ShownSetting }
export { ConfigError }

export function readConfig(env: Environment): Config {
  const mode = readMode(env['NODE_ENV'])
  const problems = new Map(
    strayNames(env, knownNames()).map((name) => [name, 'is no setting of Parley.']),
  )
  if (mode === null) problems.set('NODE_ENV', 'must be production or development.')

  const schema = settingsFor(mode ?? 'development')
  const values = Object.keys(schema.shape).map((name) => [name, given(env, name, problems)])
  const checked = schema.safeParse(Object.fromEntries(values))
  for (const { path, message } of checked.error?.issues ?? []) {
    const name = String(path[0])
    if (!problems.has(name)) problems.set(name, message)
  }
  if (mode === null || !checked.success || problems.size > 0) throw errorOf(problems)
  const named = values.flatMap(([name, value]) => (name && value !== undefined ? [name] : []))
  return compose(mode, checked.data, new Set(named))
}

/** A misspelt mode must not become development in silence. */
function readMode(value: string | undefined): Mode | null {
  if (value === 'production') return 'production'
  return [undefined, '', 'development', 'test'].includes(value) ? 'development' : null
}

function knownNames(): ReadonlySet<string> {
  return new Set(Object.keys(settingsFor('production').shape))
}

function compose(mode: Mode, settings: Settings, named: ReadonlySet<string>): Config {
  const conflict = conflictIn(mode, settings)
  if (conflict !== null) throw errorOf(new Map([conflict]))
  const address = settings.PARLEY_ISSUER ?? `http://localhost:${settings.PORT}`
  return Object.freeze({
    mode,
    port: settings.PORT,
    issuer: address,
    databaseUrl: settings.DATABASE_URL,
    secret: settings.PARLEY_SECRET,
    dataDir: settings.PARLEY_DATA_DIR,
    demoPort: settings.PARLEY_DEMO_PORT,
    trustedProxies: Object.freeze(settings.PARLEY_TRUSTED_PROXIES),
    geoipFile: settings.PARLEY_GEOIP_FILE,
    internalReceivers: Object.freeze(settings.PARLEY_INTERNAL_RECEIVERS),
    logLevel: settings.LOG_LEVEL,
    sealFile: settings.PARLEY_SEAL_FILE,
    sealUrl: settings.PARLEY_SEAL_URL,
    auditMonths: settings.PARLEY_AUDIT_MONTHS,
    auditArchive: settings.PARLEY_AUDIT_ARCHIVE,
    workers: settings.PARLEY_WORKERS,
    hashing: Object.freeze({
      memoryKib: settings.PARLEY_ARGON2_MEMORY_KIB,
      iterations: settings.PARLEY_ARGON2_ITERATIONS,
      parallelism: settings.PARLEY_ARGON2_PARALLELISM,
    }),
    mail: mailOf(settings),
    registration: settings.PARLEY_REGISTRATION,
    adminRate: Object.freeze({
      perSecond: settings.PARLEY_ADMIN_RATE,
      burst: settings.PARLEY_ADMIN_BURST,
    }),
    guesses: Object.freeze({
      perNetwork: settings.PARLEY_GUESSES_PER_NETWORK,
      inAll: settings.PARLEY_GUESSES_IN_ALL,
    }),
    brand: Object.freeze({
      name: settings.PARLEY_BRAND_NAME,
      colour: settings.PARLEY_BRAND_COLOR,
      logoFile: settings.PARLEY_BRAND_LOGO,
    }),
    keyRotationDays: settings.PARLEY_KEY_ROTATION_DAYS,
    shown: shownSettings({ ...settings, PARLEY_ISSUER: address }, named),
  })
}

function mailOf({ PARLEY_MAIL_URL: url, PARLEY_MAIL_FROM: from }: Settings): MailSettings | null {
  return url === null || from === null ? null : Object.freeze({ url, from })
}
