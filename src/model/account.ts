/** An account: who signs in, and what an email address must look like. */

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

/** NFKC first, then lower case, so that look-alikes of one address are one account. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}

const shape =
  /^[^\s@<>()",;:\\[\]\p{C}]{1,64}@[^\s@<>()",;:\\[\]\p{C}]+\.[^\s@.<>()",;:\\[\]\p{C}]+$/u

/** Expects a normalised address, and nothing around it. */
export function isEmail(email: string): boolean {
  return email.length <= 254 && shape.test(email)
}

/**
 * The name that may be told to others; null without one. An address is none: accounts from before this
 * rule have theirs as the name, and an address is only for clients that asked for it.
 */
export function tellableName(name: string): string | null {
  return name === '' || isEmail(normaliseEmail(name)) ? null : name
}

/** In characters (code points). */
export const longestAccountName = 100
