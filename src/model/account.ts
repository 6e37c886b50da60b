/** An account: who signs in, and what an email address and a name must look like. */

export const accountKinds = ['person', 'guest'] as const
export type AccountKind = (typeof accountKinds)[number]

export type Account = {
  readonly id: string
  readonly email: string
  /** Whether someone who reads the address's mail said that the account is theirs. */
  readonly emailVerified: boolean
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
  readonly disabledAt: Date | null
  readonly passwordChangedAt: Date
}

/** A visitor without credentials: nobody can sign in as one. */
export type Guest = Omit<Account, 'email'> & { readonly email: null }

/** What the tokens of a request need to know of who they are for. */
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

/** One plain address; the whole, already normalised. */
export function isEmail(email: string): boolean {
  return email.length <= 254 && shape.test(email)
}

/** In code points. */
const longestName = 100

/** What is left of a name that a person typed: null where it cannot be one. */
export function normaliseName(name: string): string | null {
  const normalised = name.normalize('NFC').trim()
  const isFit = normalised !== '' && [...normalised].length <= longestName
  return isFit && !unnameable.test(normalised) ? normalised : null
}

/** Controls, and marks that turn the writing around; joiners stay, since names are spelt with them. */
const unnameable = /(?![\u200c\u200d])\p{C}/u
