/** What a good value of each setting looks like. No message repeats the value it refuses. */

import { isIP } from 'node:net'
import { z } from 'zod'

const secretLength = 32

export const whole = (least: number, most: number) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most,
      `must be a whole number from ${least} to ${most}.`,
    )
    .transform(Number)

export const noDemo = z
  .string()
  .refine((value) => value === '0', 'must be 0 or absent in production.')
  .transform(Number)
  .default(0)

export const databaseUrl = z
  .string('is required in production: a postgres:// or postgresql:// address.')
  .refine(
    (value) => /^postgres(ql)?:\/\/[^#]*$/.test(value) && URL.canParse(value),
    'must be a postgres:// or postgresql:// address, its special characters percent-encoded.',
  )

const isUrl = (value: string) => URL.canParse(value) && /^https?:\/\/[^@#]+$/.test(value)

export const plainUrl = z
  .string()
  .refine(isUrl, 'must be an http or https address, without user, password and fragment.')

export const secureUrl = plainUrl.refine(
  (value) => value.startsWith('https://'),
  'must be an https address.',
)

export const issuer = z
  .string('is required in production: the https:// address that applications see.')
  .refine(
    isIssuer,
    'must be an absolute http:// or https:// address in its normal form, without user, query, ' +
      'fragment or slash at the end.',
  )

export const secureIssuer = issuer.refine(
  (value) => value.startsWith('https://'),
  'must begin with https:// in production.',
)

/** Clients compare the issuer letter by letter, so only the form that URLs normalise to is good. */
function isIssuer(value: string): boolean {
  if (!/^https?:\/\/[^?#@]*[^?#@/]$/.test(value) || !URL.canParse(value)) return false
  return [value, `${value}/`].includes(new URL(value).href)
}

export const strongSecret = z
  .string(`is required in production: at least ${secretLength} random characters.`)
  .min(secretLength, `must have at least ${secretLength} characters.`)
  .refine(isHardToGuess, 'is easy to guess: use random characters.')

/** No proof of randomness: it stops what people type to get past the length. */
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

/** This machine itself: in development applications run beside the server. */
export const loopback = ['127.0.0.0/8', '::1']

export const networks = z
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

export const mailUrl = z
  .string()
  .refine(
    isMailUrl,
    'must be smtp://HOST:PORT or smtps://HOST:PORT, with USER:PASSWORD@ before the host if the ' +
      'server wants it, its special characters percent-encoded.',
  )

/** Only who and where: the mail library would take options from a query. */
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

export const mailFrom = z
  .string()
  .refine(
    isSender,
    'must be one address, or a name and the address as in: Parley <no-reply@example.com>.',
  )

function isSender(value: string): boolean {
  const [, name = '', address = value] = /^([^<>@,;:"\\\p{C}]*)<([^<>]*)>$/u.exec(value) ?? []
  return value.length <= 320 && name.length <= 100 && plainAddress.test(address)
}
