/**
 * The settings as an operator may see them: what each means, the page that says more, and its value.
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
const hashing = { page: operations, meaning: 'what hashing a password costs' }
const brand = { page: 'docs/look-and-language.md', meaning: 'what pages and mail show' }

/** Every setting says here how much of its value may be seen. */
const explanations = {
  PORT: { meaning: 'where it listens', page: operations },
  DATABASE_URL: { meaning: 'the Postgres that holds all data', page: operations, show: database },
  PARLEY_ISSUER: { meaning: 'who it is, as applications see it', page: operations },
  PARLEY_SECRET: {
    meaning: 'seals the keys and makes refresh tokens',
    page: operations,
    isSecret: true,
  },
  PARLEY_DATA_DIR: { meaning: 'where the embedded Postgres lives', page: operations },
  PARLEY_DEMO_PORT: { meaning: 'where the demo listens; 0: nowhere', page: operations },
  PARLEY_TRUSTED_PROXIES: { meaning: 'whose X-Forwarded-For is believed', page: operations },
  PARLEY_GEOIP_FILE: {
    meaning: 'a database of places, for the owners of sessions',
    page: 'docs/binding.md#places',
  },
  PARLEY_INTERNAL_RECEIVERS: {
    meaning: 'networks that are not public and that notices may be sent to',
    page: 'docs/back-channel-logout.md',
  },
  PARLEY_WORKERS: { meaning: 'processes that share the port', page: operations },
  PARLEY_KEY_ROTATION_DAYS: {
    meaning: 'after how many days another key signs; 0: never by itself',
    page: 'docs/keys.md',
  },
  PARLEY_SEAL_FILE: {
    meaning: 'a file to which each seal is appended',
    page: 'docs/audit.md#publishing',
  },
  PARLEY_ADMIN_RATE: {
    meaning: 'how often a second one caller may ask the admin API',
    page: 'docs/admin-api.md#how-often',
  },
  PARLEY_ADMIN_BURST: {
    meaning: 'how often at once, after a rest',
    page: 'docs/admin-api.md#how-often',
  },
  PARLEY_GUESSES_PER_NETWORK: {
    meaning: 'wrong passwords a minute from one network before others wait',
    page: 'docs/accounts.md#guessing',
  },
  PARLEY_GUESSES_IN_ALL: {
    meaning: 'wrong passwords a minute in all before each network must do with little',
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
    meaning: 'an address to which each seal is posted',
    page: 'docs/audit.md#publishing',
    show: server,
  },
  PARLEY_AUDIT_MONTHS: {
    meaning: 'how many whole months of the ledger are kept',
    page: 'docs/audit.md#retention',
  },
  PARLEY_AUDIT_ARCHIVE: {
    meaning: 'a directory for the months that go',
    page: 'docs/audit.md#retention',
  },
  LOG_LEVEL: { meaning: 'what is logged', page: operations },
  PARLEY_MAIL_URL: { meaning: 'the server that sends mail', page: operations, show: server },
  PARLEY_MAIL_FROM: { meaning: 'whom mail is from', page: operations },
  PARLEY_REGISTRATION: { meaning: 'whether people may make accounts', page: operations },
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
