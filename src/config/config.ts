/**
 * Reads the settings from the environment, once, and checks them together. It never repeats a value
 * in an error: any of them could be a secret in the wrong place.
 */

import { readFileSync } from 'node:fs'
import { type SettingDocument, settingDocuments } from './explanations.ts'
import { type LogLevel, type Mode, type Settings, settingsFor } from './settings.ts'

export type Config = {
  readonly mode: Mode
  readonly port: number
  readonly issuer: string
  /** Null means the embedded Postgres, in `dataDir`. */
  readonly databaseUrl: string | null
  /** Null only in development, where one is generated and kept in `dataDir`. */
  readonly secret: string | null
  readonly dataDir: string
  /** 0 means no demo. */
  readonly demoPort: number
  /** Addresses and networks (CIDR) whose forwarding headers are trusted. */
  readonly trustedProxies: readonly string[]
  /** A MaxMind database of cities or countries; null if pages show no places. */
  readonly geoipFile: string | null
  /** Addresses and networks (CIDR) outside the public internet that clients may register receivers in. */
  readonly internalReceivers: readonly string[]
  readonly logLevel: LogLevel
  /** A file that each seal of the ledger is appended to; null for none. */
  readonly sealFile: string | null
  /** An address that each seal is posted to; null for none. */
  readonly sealUrl: string | null
  /** How many whole months of the ledger are kept; null for all. */
  readonly auditMonths: number | null
  /** The directory that dropped months are archived to; null if they are not archived. */
  readonly auditArchive: string | null
  readonly workers: number
  readonly hashing: Hashing
  /** Null means that no mail is sent; development shows the messages on a page. */
  readonly mail: MailSettings | null
  /** Whether people may register an account themselves. */
  readonly registration: 'open' | 'closed'
  /** How many admin API requests one node accepts from one caller. */
  readonly adminRate: { readonly perSecond: number; readonly burst: number }
  /** How many wrong passwords a minute are allowed over time. */
  readonly throttle: { readonly perNetwork: number; readonly inAll: number }
  /** How many requests may wait to be finished. */
  readonly pending: { readonly perNetwork: number; readonly inAll: number }
  /** How many event streams of sessions one node holds open for one network. */
  readonly streamsPerNetwork: number
  /** The operator's name, colour and logo on pages and in mail. */
  readonly brand: BrandSettings
  /** The age in days at which a signing key is rotated; 0 means only by hand. */
  readonly keyRotationDays: number
  /** Each setting as an operator may see it. */
  readonly shown: readonly SettingDocument[]
}

export type BrandSettings = {
  readonly name: string
  /** `#rrggbb`; Null: the built-in colour. */
  readonly colour: string | null
  /** An SVG or a PNG; Null: the built-in mark. */
  readonly logoFile: string | null
}

export type MailSettings = {
  readonly url: string
  readonly from: string
}

export type Hashing = {
  readonly memoryKib: number
  readonly iterations: number
  readonly parallelism: number
}

export type Environment = Readonly<Record<string, string | undefined>>

export type { SettingDocument }

/** The settings that are wrong, one sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

export function readConfig(env: Environment): Config {
  const mode = readMode(env['NODE_ENV'])
  const problems = new Map(
    strayNames(env, knownNames()).map((name) => [name, 'is not a setting of Parley.']),
  )
  if (mode === null) problems.set('NODE_ENV', 'must be production or development.')

  const schema = settingsFor(mode ?? 'development')
  const values = Object.keys(schema.shape).map((name) => [name, readValue(env, name, problems)])
  const checked = schema.safeParse(Object.fromEntries(values))
  for (const { path, message } of checked.error?.issues ?? []) {
    const name = String(path[0])
    if (!problems.has(name)) problems.set(name, message)
  }
  if (mode === null || !checked.success || problems.size > 0) throw errorOf(problems)
  const named = values.flatMap(([name, value]) => (name && value !== undefined ? [name] : []))
  return compose(mode, checked.data, new Set(named))
}

/** A misspelt mode must not silently become development. */
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
    ...limitsOf(settings),
    brand: Object.freeze({
      name: settings.PARLEY_BRAND_NAME,
      colour: settings.PARLEY_BRAND_COLOR,
      logoFile: settings.PARLEY_BRAND_LOGO,
    }),
    keyRotationDays: settings.PARLEY_KEY_ROTATION_DAYS,
    shown: settingDocuments({ ...settings, PARLEY_ISSUER: address }, named),
  })
}

function limitsOf(settings: Settings) {
  return {
    adminRate: Object.freeze({
      perSecond: settings.PARLEY_ADMIN_RATE,
      burst: settings.PARLEY_ADMIN_BURST,
    }),
    throttle: Object.freeze({
      perNetwork: settings.PARLEY_GUESSES_PER_NETWORK,
      inAll: settings.PARLEY_GUESSES_IN_ALL,
    }),
    pending: Object.freeze({
      perNetwork: settings.PARLEY_PENDING_PER_NETWORK,
      inAll: settings.PARLEY_PENDING_IN_ALL,
    }),
    streamsPerNetwork: settings.PARLEY_STREAMS_PER_NETWORK,
  }
}

function mailOf({ PARLEY_MAIL_URL: url, PARLEY_MAIL_FROM: from }: Settings): MailSettings | null {
  return url === null || from === null ? null : Object.freeze({ url, from })
}

function errorOf(problems: ReadonlyMap<string, string>): ConfigError {
  return new ConfigError([...problems].map(([name, sentence]) => `${name} ${sentence}`))
}

/** Settings that are valid by themselves but not together: the one to change, and why. */
function conflictIn(
  mode: Mode,
  settings: Settings,
): readonly [name: string, sentence: string] | null {
  if (settings.PARLEY_DEMO_PORT === settings.PORT) {
    return ['PARLEY_DEMO_PORT', 'must differ from PORT.']
  }
  if (settings.PARLEY_AUDIT_ARCHIVE !== null && settings.PARLEY_AUDIT_MONTHS === null) {
    return ['PARLEY_AUDIT_ARCHIVE', 'needs PARLEY_AUDIT_MONTHS: without it no month is archived.']
  }
  return mailConflictIn(mode, settings)
}

function mailConflictIn(
  mode: Mode,
  settings: Settings,
): readonly [name: string, sentence: string] | null {
  const { PARLEY_MAIL_URL: url, PARLEY_MAIL_FROM: from, PARLEY_REGISTRATION: open } = settings
  if (url !== null && from === null) return ['PARLEY_MAIL_FROM', 'is needed with PARLEY_MAIL_URL.']
  if (url === null && from !== null) return ['PARLEY_MAIL_URL', 'is needed with PARLEY_MAIL_FROM.']
  if (mode === 'production' && open === 'open' && url === null) {
    return [
      'PARLEY_REGISTRATION',
      'needs PARLEY_MAIL_URL unless it is closed: addresses are confirmed by mail.',
    ]
  }
  return null
}

const longestFile = 16_384

/**
 * A misspelt name would silently leave a setting at its default. Tests have names of their own, and
 * Kubernetes gives every container the address of a service called "parley".
 */
function strayNames(env: Environment, known: ReadonlySet<string>): string[] {
  const foreign = /^PARLEY_(TEST_.+|SERVICE_(HOST|PORT(_.+)?)|PORT_\d+_(TCP|UDP|SCTP)(_.+)?)$/
  return Object.keys(env)
    .filter((name) => name.startsWith('PARLEY_') && !foreign.test(name))
    .filter((name) => name !== 'PARLEY_PORT' || !/^(tcp|udp|sctp):\/\//.test(env[name] ?? ''))
    .filter((name) => !known.has(name) && !known.has(name.replace(/_FILE$/, '')))
}

/** The value itself, or the content of the file named by `NAME_FILE`. An empty value counts as absent. */
function readValue(
  env: Environment,
  name: string,
  problems: Map<string, string>,
): string | undefined {
  const direct = env[name]?.trim() || undefined
  const path = env[`${name}_FILE`]?.trim() || undefined
  if (path === undefined) return direct
  if (direct !== undefined) {
    problems.set(name, `and ${name}_FILE are both set; keep one.`)
    return undefined
  }
  const content = readShortFile(path)
  if (content === null) problems.set(name, `cannot be read from the file that ${name}_FILE names.`)
  return content ?? undefined
}

function readShortFile(path: string): string | null {
  try {
    const content = readFileSync(path, 'utf8').trim()
    return content.length > 0 && content.length <= longestFile ? content : null
  } catch {
    return null
  }
}
