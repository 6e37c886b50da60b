/** A person's profile: the standard claims of OpenID Connect Core, 5.1, and the form of each. */

import { readDisplayName } from '../base/display-name.ts'

const addressFields = [
  'formatted',
  'street_address',
  'locality',
  'region',
  'postal_code',
  'country',
] as const

export type PostalAddress = { readonly [Field in (typeof addressFields)[number]]?: string }

const textFields = [
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
] as const
type TextField = (typeof textFields)[number]

/** Absent fields are not set. */
export type Profile = { readonly [Field in TextField]?: string } & {
  readonly phone_number_verified?: boolean
  readonly address?: PostalAddress
}

/** Expects what the database holds, which was judged before it was stored. */
export function isProfile(value: unknown): value is Profile {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Absent fields stay as they are; null removes one. */
export type ProfileChanges = { readonly [Field in keyof Profile]?: Profile[Field] | null }

/** The claims of each scope, but for `name`, `email` and `updated_at`. */
export const profileClaims = {
  profile: textFields.filter((field) => field !== 'phone_number'),
  phone: ['phone_number', 'phone_number_verified'],
  address: ['address'],
} as const

export const profileFields = [...textFields, 'phone_number_verified', 'address'] as const

/** The sentence follows the name of the field and a colon. */
export type ProfileFault = { readonly field: string; readonly sentence: string }

/** The profile after the changes, or what is wrong with them. A new phone number is not verified. */
export function changeProfile(
  before: Profile,
  changes: ProfileChanges,
): { readonly profile: Profile } | { readonly fault: ProfileFault } {
  const { address, phone_number_verified: isVerified, ...texts } = changes
  const read = textsAfter(before, texts)
  if ('fault' in read) return read
  const lines = addressAfter(before.address, address)
  if ('fault' in lines) return lines
  const after: Record<string, unknown> = {
    ...read.texts,
    address: lines.address,
    phone_number_verified: verificationOf(before, read.texts['phone_number'], isVerified),
  }
  const set = Object.entries(after).filter(([, value]) => value !== undefined)
  return { profile: Object.fromEntries(set) }
}

type Texts = Readonly<Record<string, unknown>>

function textsAfter(
  before: Profile,
  changes: Readonly<Record<string, string | null>>,
): { readonly texts: Texts } | { readonly fault: ProfileFault } {
  const texts: Record<string, unknown> = { ...before }
  for (const [field, value] of Object.entries(changes)) {
    const sentence = value === null ? null : textFault(field, value)
    if (sentence !== null) return { fault: { field, sentence } }
    texts[field] = value?.normalize('NFC').trim()
  }
  return { texts }
}

function addressAfter(
  before: PostalAddress | undefined,
  lines: PostalAddress | null | undefined,
): { readonly address: PostalAddress | undefined } | { readonly fault: ProfileFault } {
  if (lines === undefined) return { address: before }
  const entries = Object.entries(lines ?? {})
  for (const [field, value] of entries) {
    // Addresses have lines; each is judged by itself.
    const faults = value.split(/\r?\n/).map((line) => plainFault(line, 200))
    const sentence = faults.find((fault) => fault !== null)
    if (sentence != null) return { fault: { field: `address.${field}`, sentence } }
  }
  return { address: entries.length === 0 ? undefined : Object.fromEntries(entries) }
}

function verificationOf(
  before: Profile,
  number: unknown,
  isVerified: boolean | null | undefined,
): boolean | undefined {
  if (number === undefined) return undefined
  const kept = number === before.phone_number ? before.phone_number_verified : undefined
  return isVerified ?? kept ?? false
}

function textFault(field: string, value: string): string | null {
  const form = forms[field]
  if (form === undefined) return plainFault(value, 100)
  return form.isGood(value.trim()) ? null : form.sentence
}

function plainFault(value: string, most: number): string | null {
  const read = readDisplayName(value, { most, brandName: '' })
  return 'fault' in read ? read.fault.sentence : null
}

type Form = { readonly isGood: (value: string) => boolean; readonly sentence: string }

const url: Form = {
  isGood: isWebAddress,
  sentence: 'an http or https URL, 2048 characters at most',
}

const forms: Readonly<Record<string, Form>> = {
  profile: url,
  picture: url,
  website: url,
  birthdate: { isGood: isBirthdate, sentence: 'YYYY-MM-DD, 0000-MM-DD without the year, or YYYY' },
  zoneinfo: { isGood: isTimeZone, sentence: 'a time zone such as Europe/Berlin' },
  locale: { isGood: isLocale, sentence: 'a language tag such as de or pt-BR' },
  phone_number: {
    isGood: (value) => /^\+[1-9]\d{4,14}(?:;ext=\d{1,10})?$/.test(value),
    sentence: 'E.164, such as +4989123456, with ;ext= for an extension',
  },
}

function isWebAddress(value: string): boolean {
  if (value.length > 2048 || !/^https?:\/\/[!-~]+$/i.test(value)) return false
  return URL.canParse(value)
}

function isBirthdate(value: string): boolean {
  if (/^(?!0000)\d{4}$/.test(value)) return true
  const [, year = '', day = ''] = /^(\d{4})-(\d\d-\d\d)$/.exec(value) ?? []
  // Without the year, 29 February is a day too.
  const date = `${year === '0000' ? '2000' : year}-${day}`
  const moment = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(date)
}

function isTimeZone(value: string): boolean {
  return (
    /^[A-Za-z][\w+/-]{1,60}$/.test(value) &&
    isAccepted(() => Intl.DateTimeFormat('en', { timeZone: value }))
  )
}

function isLocale(value: string): boolean {
  return value.length <= 35 && isAccepted(() => Intl.getCanonicalLocales(value))
}

function isAccepted(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

/**
 * Reads `field=value`, where `address.locality` names a part of the address and an empty value removes
 * the field. Null if there is no such field.
 */
export function profileChangeOf(text: string): ProfileChanges | null {
  const [, field = '', value = ''] = /^([a-z_.]+)=(.*)$/s.exec(text) ?? []
  if (field === 'phone_number_verified') return verificationIn(value)
  const known = textFields.find((name) => name === field)
  if (known !== undefined) return { [known]: value === '' ? null : value }
  return addressIn(field, value)
}

function verificationIn(value: string): ProfileChanges | null {
  if (value !== 'true' && value !== 'false') return null
  return { phone_number_verified: value === 'true' }
}

function addressIn(field: string, value: string): ProfileChanges | null {
  if (value === '') return field === 'address' ? { address: null } : null
  const part = addressFields.find((name) => `address.${name}` === field)
  return part === undefined ? null : { address: { [part]: value } }
}
