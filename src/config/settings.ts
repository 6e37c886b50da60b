/**
 * The schema of the settings: each name with its check and its default. It reads no environment, and
 * no message repeats the value that it refuses: any of them could be a secret in the wrong place.
 */

import { isIP } from 'node:net'
import { z } from 'zod'
import { readDisplayName } from '../base/display-name.ts'

export type Mode = 'production' | 'development'

export type LogLevel = (typeof logLevels)[number]

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type Settings = z.infer<ReturnType<typeof settingsFor>>

export function settingsFor(mode: Mode) {
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
    PARLEY_GUESSES_PER_NETWORK: whole(1, 1_000_000).default(10),
    PARLEY_GUESSES_IN_ALL: whole(1, 1_000_000).default(300),
    PARLEY_PENDING_PER_NETWORK: whole(1, 1_000_000).default(1_000),
    PARLEY_PENDING_IN_ALL: whole(1, 10_000_000).default(50_000),
    PARLEY_STREAMS_PER_NETWORK: whole(1, 5_000).default(500),
    PARLEY_BRAND_NAME: brandName.default('Parley'),
    PARLEY_BRAND_COLOR: brandColour.nullable().default(null),
    PARLEY_BRAND_LOGO: z.string().nullable().default(null),
    PARLEY_ARGON2_MEMORY_KIB: whole(19_456, 4_194_304).default(19_456),
    PARLEY_ARGON2_ITERATIONS: whole(2, 100).default(2),
    PARLEY_ARGON2_PARALLELISM: whole(1, 64).default(1),
  })
}

const secretLength = 32

const whole = (least: number, most: number) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
      `must be a whole number from ${least} to ${most}.`,
    )
    .transform(Number)

const noDemo = z
  .string()
  .refine((value) => value === '0', 'must be 0 or absent in production.')
  .transform(Number)
  .default(0)

const databaseUrl = z
  .string('is required in production: a postgres:// or postgresql:// address.')
  .refine(
    (value) => /^postgres(ql)?:\/\/[^#]*$/.test(value) && URL.canParse(value),
    'must be a postgres:// or postgresql:// address, its special characters percent-encoded.',
  )

const isUrl = (value: string) => URL.canParse(value) && /^https?:\/\/[^@#]+$/.test(value)

const plainUrl = z
  .string()
  .refine(isUrl, 'must be an http or https address, without user, password and fragment.')

const secureUrl = plainUrl.refine(
  (value) => value.startsWith('https://'),
  'must be an https address.',
)

const issuer = z
  .string('is required in production: the https:// address that applications see.')
  .refine(
    isIssuer,
    'must be an absolute http:// or https:// address in its normal form, without user, query, ' +
      'fragment or slash at the end.',
  )

const secureIssuer = issuer.refine(
  (value) => value.startsWith('https://'),
  'must begin with https:// in production.',
)

/** Clients compare the issuer character by character, so only the normalised form of the URL is accepted. */
function isIssuer(value: string): boolean {
  if (!/^https?:\/\/[^?#@]*[^?#@/]$/.test(value) || !URL.canParse(value)) return false
  return [value, `${value}/`].includes(new URL(value).href)
}

const strongSecret = z
  .string(`is required in production: at least ${secretLength} random characters.`)
  .min(secretLength, `must have at least ${secretLength} characters.`)
  .refine(isHardToGuess, 'is easy to guess: use random characters.')

/** This proves no randomness; it stops the strings that people type to get past the length check. */
function isHardToGuess(secret: string): boolean {
  const isRepeated = `${secret}${secret}`.indexOf(secret, 1) < secret.length
  const steps = [...secret].slice(1).filter((character, i) => {
    const step = character.charCodeAt(0) - secret.charCodeAt(i)
    return Math.abs(step) <= 1
  })
  const hasWord = /change.?(me|this|it)|password|secret|example|insecure|parley|qwerty/i
  const isVaried = new Set(secret).size >= 8
  return isVaried && !isRepeated && steps.length < secret.length / 2 && !hasWord.test(secret)
}

/** In development, applications run on the same machine as the server. */
const loopback = ['127.0.0.0/8', '::1']

const networks = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((network) => network !== ''))
  .refine(
    (list) => list.length <= 100 && list.every(isNetwork),
    'must be a list of at most 100 addresses or networks such as 10.0.0.0/8, none of them of ' +
      'every address.',
  )

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  const most = family === 4 ? 32 : 128
  return /^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= most
}

const mailUrl = z
  .string()
  .refine(
    isMailUrl,
    'must be smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host if the ' +
      'server wants it, its special characters percent-encoded.',
  )

/** Credentials and host only: the mail library would read options from a query string. */
function isMailUrl(value: string): boolean {
  const url = URL.parse(value)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return false
  const isBare = ['', '/'].includes(url.pathname) && url.search === '' && url.hash === ''
  return isBare && isDecodable(url.username) && isDecodable(url.password)
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '' || text === ''
  } catch {
    return false
  }
}

const plainAddress = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+$/

const mailFrom = z
  .string()
  .refine(
    isSender,
    'must be one address, or a name and the address as in: Parley <no-reply@example.com>.',
  )

function isSender(value: string): boolean {
  const [, name = '', address = value] = /^([^<>@,;:"\\\p{C}]*)<([^<>]*)>$/u.exec(value) ?? []
  return value.length <= 320 && name.length <= 100 && plainAddress.test(address)
}

const longestName = 40

/** The name appears in sentences, titles and subjects of mail. */
const brandName = z
  .string()
  .refine(
    (value) =>
      'name' in readDisplayName(value, { most: longestName, brandName: '' }) &&
      /^[\p{L}\p{N}][^<>{}"]*$/u.test(value),
    `must be a name of at most ${longestName} characters that begins with a letter or a digit, ` +
      'without < > { } ", control characters and characters that cannot be seen.',
  )

const brandColour = z
  .string()
  .refine((value) => /^#[0-9a-f]{6}$/i.test(value), 'must be a colour such as #0d6350.')
  .transform((value) => value.toLowerCase())
