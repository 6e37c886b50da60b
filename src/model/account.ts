/** An account: who signs in, and what an email address must look like. */

import { asciiDomain } from '../base/email-domain.ts'

export const accountKinds = ['person', 'guest'] as const
export type AccountKind = (typeof accountKinds)[number]

export type Account = {
  readonly id: string
  readonly email: string
  /** True once someone who reads mail at the address has confirmed it. */
  readonly emailVerified: boolean
  /** Empty without one. Show it to others only as `tellableName` returns it. */
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
  readonly disabledAt: Date | null
  readonly passwordChangedAt: Date
}

/** A visitor without credentials: nobody can sign in as one. */
export type Guest = Omit<Account, 'email'> & { readonly email: null }

/** The account fields that the tokens of a request need. */
export type AccountSummary = Pick<
  Account | Guest,
  'id' | 'email' | 'emailVerified' | 'name' | 'roles'
>

/**
 * The one spelling of an address, under which it is stored, found and counted: NFKC, lower case, and the
 * domain as DNS has it. Dots and `+` stay, because they can tell one mailbox from another.
 */
export function normaliseEmail(email: string): string {
  const folded = email.normalize('NFKC').trim().toLowerCase().normalize('NFKC')
  const at = folded.lastIndexOf('@') + 1
  return at === 0 ? folded : folded.slice(0, at) + asciiDomain(folded.slice(at))
}

const shape =
  /^[^\s@<>()",;:\\[\]\p{C}]{1,64}@[^\s@<>()",;:\\[\]\p{C}\P{ASCII}]+\.[^\s@.<>()",;:\\[\]\p{C}\P{ASCII}]+$/u

/** Expects a normalised address, and nothing around it. */
export function isEmail(email: string): boolean {
  return email.length <= 254 && shape.test(email)
}

/**
 * The name that clients may see; null for an account without a name. Accounts from before this rule may
 * have their address as the name, and only clients that asked for the address may see it.
 */
export function tellableName(name: string): string | null {
  return name === '' || isEmail(normaliseEmail(name)) ? null : name
}

/** In characters (code points). */
export const longestAccountName = 100
