/** The rules for passwords and the fault of an invalid one. It does not measure strength. */

/** In code points. Longer ones are refused, never cut. */
export const passwordLength = { least: 12, most: 256 } as const

/** Why a password is not taken, each with the one sentence that says it. */
export const passwordFaults = {
  too_short: `Use at least ${passwordLength.least} characters. A short sentence is easy to remember.`,
  too_long: `Use at most ${passwordLength.most} characters.`,
  personal: 'It is made of your name, your email or the name of this service. Add something else.',
  common: 'It is on lists of passwords that people try first. Choose something only you would say.',
  repeats: 'It says the same thing over and over. Add words that do not repeat.',
  pattern: 'It follows the keyboard or the alphabet. Use words that have nothing to do with it.',
  dates: 'A date is easy to guess. Add words that have nothing to do with it.',
  names: 'Names are easy to guess. Add words that have nothing to do with them.',
  guessable: 'It is too easy to guess. Add a few words that have nothing to do with each other.',
} as const

export type PasswordFault = keyof typeof passwordFaults

/** Whose password it is to be: what others know of them makes a bad one. */
export type PasswordOwner = {
  readonly email: string
  readonly name: string
  /** The operator's name for the server. */
  readonly place?: string
}

/** NIST SP 800-63B: NFKC, no trimming, no truncation. */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC')
}

/** The faults that need no knowledge of common passwords. */
export function judgeByRule(password: string, owner: PasswordOwner): PasswordFault | null {
  const length = [...password].length
  if (length < passwordLength.least) return 'too_short'
  if (length > passwordLength.most) return 'too_long'
  return isPersonal(password, owner) ? 'personal' : null
}

/** ASVS 6.2.11: the words of this place, which are no secret to anyone who guesses here. */
const wordsOfThisPlace = ['parley', 'password', 'login', 'account']

/** The person's own words, the longest first, so that one within another does not hide it. */
export function wordsAround({ email, name, place = '' }: PasswordOwner): readonly string[] {
  const own = [email, name, place].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
  const words = [...own, ...wordsOfThisPlace].map(folded).filter((word) => word.length >= 3)
  return [...new Set(words)].toSorted((a, b) => b.length - a.length)
}

const leastOfOnesOwn = 6

/** Without those words and what only joins them, too little is left. */
function isPersonal(password: string, owner: PasswordOwner): boolean {
  const left = wordsAround(owner).reduce(
    (text, word) => text.replaceAll(word, ' '),
    folded(password),
  )
  return [...left.replace(/[\p{P}\p{S}\p{Z}]/gu, '')].length < leastOfOnesOwn
}

function folded(text: string): string {
  return normalisePassword(text).toLowerCase()
}
