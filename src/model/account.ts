/** An account: who signs in, and what an email address and a password must look like. */

export const accountKinds = ['person', 'guest'] as const
export type AccountKind = (typeof accountKinds)[number]

export type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly tier: string
  readonly roles: readonly string[]
  readonly disabledAt: Date | null
}

/** A visitor without credentials: nobody can sign in as one. */
export type Guest = Omit<Account, 'email'> & { readonly email: null }

/** What the tokens of a request need to know of who they are for. */
export type AccountSummary = Pick<Account | Guest, 'id' | 'email' | 'name' | 'roles'>

export const passwordLength = { least: 12, most: 256 } as const

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

/** NIST SP 800-63B: NFKC, no trimming, no truncation. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

export function judgePassword(password: string): 'good' | 'too_short' | 'too_long' {
  const length = [...password].length
  if (length < passwordLength.least) return 'too_short'
  return length > passwordLength.most ? 'too_long' : 'good'
}
