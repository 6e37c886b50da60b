/**
 * The settings as an operator may see them: their meaning, their page in the docs, and their value.
 * Secrets are never included, nor the parts of an address that could hold one.
 */

type Explanation = {
  readonly meaning: string
  /** A page of the docs, with a heading. */
  readonly page: string
  /** The part of the value that may be seen; the whole value without it. */
  readonly show?: (value: string) => string
  /** The value is never shown. */
  readonly isSecret?: true
}

const operations = 'docs/operations.md#settings'
const hashing = { page: operations, meaning: 'cost of hashing a password' }
const brand = {
  page: 'docs/look-and-language.md',
  meaning: 'name, colour and logo on pages and in mail',
}

/** Each setting also says how much of its value may be seen. */
const explanations = {
  PORT: { meaning: 'port of the server', page: operations },
  DATABASE_URL: { meaning: 'Postgres database with all data', page: operations, show: database },
  PARLEY_ISSUER: {
    meaning: 'address of this server for applications and people',
    page: operations,
  },
  PARLEY_SECRET: {
    meaning: 'secret that encrypts the keys and makes refresh tokens',
    page: operations,
    isSecret: true,
  },
  PARLEY_DATA_DIR: { meaning: 'directory of the embedded Postgres', page: operations },
  PARLEY_DEMO_PORT: { meaning: 'port of the demo application; 0 for no demo', page: operations },
  PARLEY_TRUSTED_PROXIES: { meaning: 'proxies whose X-Forwarded-For is trusted', page: operations },
  PARLEY_GEOIP_FILE: {
    meaning: 'MaxMind file with the places of network addresses',
    page: 'docs/binding.md#places',
  },
  PARLEY_INTERNAL_RECEIVERS: {
    meaning: 'private networks to which logout notices may be sent',
    page: 'docs/back-channel-logout.md',
  },
  PARLEY_WORKERS: { meaning: 'number of worker processes', page: operations },
  PARLEY_KEY_ROTATION_DAYS: {
    meaning: 'days between rotations of the signing key; 0 for only by hand',
    page: 'docs/keys.md',
  },
  PARLEY_SEAL_FILE: {
    meaning: 'file to which each seal is appended',
    page: 'docs/audit.md#publishing',
  },
  PARLEY_ADMIN_RATE: {
    meaning: 'admin API requests a second for each caller',
    page: 'docs/admin-api.md#how-often',
  },
  PARLEY_ADMIN_BURST: {
    meaning: 'admin API requests that a caller may send at once after a pause',
    page: 'docs/admin-api.md#how-often',
  },
  PARLEY_GUESSES_PER_NETWORK: {
    meaning: 'wrong passwords a minute from one network before it must wait',
    page: 'docs/accounts.md#guessing',
  },
  PARLEY_GUESSES_IN_ALL: {
    meaning: 'wrong passwords a minute in total before the limit of each network drops',
    page: 'docs/accounts.md#guessing',
  },
  PARLEY_PENDING_PER_NETWORK: {
    meaning: 'how many sign-ins from one network may wait to be finished',
    page: 'docs/limits.md#waiting-sign-ins',
  },
  PARLEY_PENDING_IN_ALL: {
    meaning: 'how many sign-ins may wait in all before each network is limited to a few',
    page: 'docs/limits.md#waiting-sign-ins',
  },
  PARLEY_STREAMS_PER_NETWORK: {
    meaning: 'how many event streams of sessions one node holds open for one network',
    page: 'docs/limits.md#event-streams',
  },
  PARLEY_SEAL_URL: {
    meaning: 'address to which each seal is posted',
    page: 'docs/audit.md#publishing',
    show: server,
  },
  PARLEY_AUDIT_MONTHS: {
    meaning: 'full months that the audit log is kept',
    page: 'docs/audit.md#retention',
  },
  PARLEY_AUDIT_ARCHIVE: {
    meaning: 'directory for archived months of the audit log',
    page: 'docs/audit.md#retention',
  },
  LOG_LEVEL: { meaning: 'lowest level of log messages', page: operations },
  PARLEY_MAIL_URL: { meaning: 'SMTP server for mail', page: operations, show: server },
  PARLEY_MAIL_FROM: { meaning: 'sender address of mail', page: operations },
  PARLEY_REGISTRATION: {
    meaning: 'whether people may create accounts themselves',
    page: operations,
  },
  PARLEY_BRAND_NAME: brand,
  PARLEY_BRAND_COLOR: brand,
  PARLEY_BRAND_LOGO: brand,
  PARLEY_ARGON2_MEMORY_KIB: hashing,
  PARLEY_ARGON2_ITERATIONS: hashing,
  PARLEY_ARGON2_PARALLELISM: hashing,
} as const satisfies Readonly<Record<string, Explanation>>

/** The user stays visible because it tells which rights the server has. A query can hold a password. */
function database(value: string): string {
  const { protocol, username, host, pathname } = new URL(value)
  return `${protocol}//${username && `${username}@`}${host}${pathname}`
}

/** The path is hidden because webhook paths are secrets. */
function server(value: string): string {
  const { protocol, host } = new URL(value)
  return `${protocol}//${host}`
}

export type SettingDocument = {
  readonly name: string
  /** Null if unset or secret. */
  readonly value: string | null
  /** True if the environment sets it; otherwise the value is the default. */
  readonly isGiven: boolean
  /** True if part or all of the value is hidden. */
  readonly isHidden: boolean
  readonly meaning: string
  readonly page: string
}

type Values = Readonly<Record<keyof typeof explanations, unknown>>

export function settingDocuments(
  values: Values,
  given: ReadonlySet<string>,
): readonly SettingDocument[] {
  const all: [string, Explanation][] = Object.entries(explanations)
  const found = new Map(Object.entries(values))
  const unexplained = [...found.keys()].find((name) => !Object.hasOwn(explanations, name))
  if (unexplained !== undefined) throw new Error(`${unexplained} has no explanation`)
  return all.map(([name, { meaning, page, show = whole, isSecret = false }]) => {
    const text = textOf(found.get(name))
    const value = text === null || isSecret ? null : show(text)
    const isHidden = isSecret || value !== text
    return { name, value, isGiven: given.has(name), isHidden, meaning, page }
  })
}

function whole(value: string): string {
  return value
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.join(', ') || null : String(value)
}
