/** The rules for passwords and the fault of an invalid one. It does not measure strength. */

/** In code points. Longer ones are refused, never cut. */
export const passwordLength = { least: 12, most: 256 } as const

/** Why a password is not taken, each with the one sentence that says it. */
export const passwordFaults = {
  too_short: `Use at least ${passwordLength.least} characters. A short sentence is easy to remember.`,
  too_long: `Use at most ${passwordLength.most} characters.`,
  personal: 'It is made of your name or your email. Add words that have nothing to do with you.',
  place: 'It is made of the name of this service. Add words that have nothing to do with it.',
  common: 'It is too common, or close to a common password. Choose something only you would say.',
  word: 'It is a single word. Add a few words that have nothing to do with it.',
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
  return madeOf(password, owner)
}

/** The words that make a password bad here, each under the fault that they are. */
type KnownWord = { readonly text: string; readonly fault: 'personal' | 'place' | 'common' }

/** ASVS 6.2.11: words of every service like this one, which come to mind first. */
const wordsOfAnyService = ['password', 'login', 'account']

/** The longest first, so that one within another does not hide it. */
export function wordsAround({ email, name, place = '' }: PasswordOwner): readonly KnownWord[] {
  const words = [
    ...piecesOf([email, name]).map((text) => ({ text, fault: 'personal' }) as const),
    ...piecesOf([place, 'parley']).map((text) => ({ text, fault: 'place' }) as const),
    ...wordsOfAnyService.map((text) => ({ text, fault: 'common' }) as const),
  ]
  const first = words.filter(
    ({ text }, index) => words.findIndex((word) => word.text === text) === index,
  )
  return first.toSorted((a, b) => b.text.length - a.text.length)
}

function piecesOf(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map(folded)
    .filter((word) => word.length >= 3)
}

const leastOfOnesOwn = 6

/** Without those words and what only joins them, too little is left: the kind that covers most is the fault. */
function madeOf(password: string, owner: PasswordOwner): PasswordFault | null {
  const covered = { personal: 0, place: 0, common: 0 }
  let left = folded(password)
  for (const { text, fault } of wordsAround(owner)) {
    const rest = left.replaceAll(text, ' ')
    covered[fault] += lettersOf(left) - lettersOf(rest)
    left = rest
  }
  if (lettersOf(left) >= leastOfOnesOwn) return null
  const most = Math.max(covered.personal, covered.place, covered.common)
  // Signs only: nothing of the person or the place is in it, and the estimator judges it.
  if (most === 0) return null
  if (most === covered.personal) return 'personal'
  return most === covered.place ? 'place' : 'common'
}

function lettersOf(text: string): number {
  return [...text.replace(/[\p{P}\p{S}\p{Z}]/gu, '')].length
}

function folded(text: string): string {
  return normalisePassword(text).toLowerCase()
}
