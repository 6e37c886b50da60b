/**
 * Every setting: its name, its check, its default. It is given the environment once, never reads it
 * again, and never repeats a value in an error: any of them could be a secret in the wrong place.
 */

import { z } from 'zod'
import { brandColour, brandName } from './config/brand.ts'
import {
  databaseUrl,
  issuer,
  loopback,
  mailFrom,
  mailUrl,
  networks,
  noDemo,
  plainUrl,
  secureIssuer,
  secureUrl,
  strongSecret,
  whole,
} from './config/checks.ts'
import { ConfigError, errorOf } from './config/config-error.ts'
import { conflictIn } from './config/conflicts.ts'
import { type Environment, given, strayNames } from './config/environment.ts'
import { type ShownSetting, shownSettings } from './config/explained.ts'
import type { BrandSettings, Hashing, MailSettings } from './config/parts.ts'

export type Mode = 'production' | 'development'

export type LogLevel = (typeof logLevels)[number]

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
  /** What people see on pages and in mail. */
  readonly brand: BrandSettings
  /** After how many days a signing key is followed by another; 0: never by itself. */
  readonly keyRotationDays: number
  /** Each setting as an operator may see it. */
  readonly shown: readonly ShownSetting[]
}

export type { BrandSettings, Environment, Hashing, MailSettings, ShownSetting }
export { ConfigError }

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

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

function settingsFor(mode: Mode) {
  const isProduction = mode === 'production'
  return z.object({
    DATABASE_URL: isProduction ? databaseUrl : databaseUrl.nullable().default(null),
    PORT: whole(1, 65_535).default(3000),
    PARLEY_ISSUER: isProduction ? secureIssuer : issuer.nullable().default(null),
    PARLEY_SECRET: isProduction ? strongSecret : z.string().nullable().default(null),
    PARLEY_DATA_DIR: z.string().default('.parley'),
    PARLEY_DEMO_PORT: isProduction ? noDemo : whole(0, 65_535).default(3001),
    PARLEY_TRUSTED_PROXIES: networks.default([]),
    PARLEY_GEOIP_FILE: z.string().nullable().default(null),
    PARLEY_INTERNAL_RECEIVERS: networks.default(isProduction ? [] : loopback),
    LOG_LEVEL: z
      .enum(logLevels, `must be one of ${logLevels.join(', ')}.`)
      .default(isProduction ? 'info' : 'warn'),
    PARLEY_KEY_ROTATION_DAYS: whole(0, 3_650).default(90),
    PARLEY_SEAL_FILE: z.string().nullable().default(null),
    PARLEY_SEAL_URL: (isProduction ? secureUrl : plainUrl).nullable().default(null),
    PARLEY_AUDIT_MONTHS: whole(1, 1_200).nullable().default(null),
    PARLEY_AUDIT_ARCHIVE: z.string().nullable().default(null),
    PARLEY_WORKERS: whole(1, 256).default(1),
    PARLEY_MAIL_URL: mailUrl.nullable().default(null),
    PARLEY_MAIL_FROM: mailFrom.nullable().default(null),
    PARLEY_REGISTRATION: z
      .enum(['open', 'closed'], 'must be open or closed.')
      .default(isProduction ? 'closed' : 'open'),
    PARLEY_ADMIN_RATE: whole(1, 100_000).default(50),
    PARLEY_ADMIN_BURST: whole(1, 1_000_000).default(200),
    PARLEY_BRAND_NAME: brandName.default('Parley'),
    PARLEY_BRAND_COLOR: brandColour.nullable().default(null),
    PARLEY_BRAND_LOGO: z.string().nullable().default(null),
    PARLEY_ARGON2_MEMORY_KIB: whole(19_456, 4_194_304).default(19_456),
    PARLEY_ARGON2_ITERATIONS: whole(2, 100).default(2),
    PARLEY_ARGON2_PARALLELISM: whole(1, 64).default(1),
  })
}

type Settings = z.infer<ReturnType<typeof settingsFor>>

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
