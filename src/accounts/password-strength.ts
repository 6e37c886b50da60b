/** Judges a new password. It stores none, and returns only the fault. */

import {
  judgeByRule,
  normalisePassword,
  type PasswordFault,
  type PasswordOwner,
  wordsAround,
} from '../model/password.ts'

type Estimate = {
  readonly score: number
  readonly feedback: { readonly warning: string | null }
  /** The pieces that it found, each with the known word if it is one. */
  readonly sequence: readonly Piece[]
}

type Piece = { readonly token: string; readonly matchedWord?: unknown }

type Estimator = { readonly check: (password: string, words: string[]) => Estimate }

type KnownWords = ReturnType<typeof wordsAround>

const leastScore = 3

/** zxcvbn takes quadratic time in the length, on the thread that serves requests. */
const longestJudged = 40

/** Null for a good password. */
export async function judgePassword(
  password: string,
  owner: PasswordOwner,
): Promise<PasswordFault | null> {
  const ruled = judgeByRule(password, owner)
  if (ruled !== null) return ruled
  const estimator = await openEstimator()
  const known = wordsAround(owner)
  const words = known.map(({ text }) => text)
  const [beginning, end] = piecesOf(normalisePassword(password))
  const fault = faultOf(estimator.check(beginning, words), known)
  if (fault === null || end === null) return fault
  // A password is as strong as its strongest piece: guessing the whole means guessing that too.
  return faultOf(estimator.check(end, words), known) === null ? null : fault
}

/** The beginning, and the end too if the password is long. */
function piecesOf(password: string): readonly [string, string | null] {
  const isLong = password.length > longestJudged
  return [password.slice(0, longestJudged), isLong ? password.slice(-longestJudged) : null]
}

function faultOf(estimate: Estimate, known: KnownWords): PasswordFault | null {
  if (estimate.score >= leastScore) return null
  const warning = estimate.feedback.warning ?? ''
  if (warning === 'userInputs') return kindOfWord(estimate, known)
  return faults[warning] ?? (isOneWord(estimate) ? 'word' : 'guessable')
}

/** Some word lists of the estimator come without a warning. */
function isOneWord({ sequence }: Estimate): boolean {
  return sequence.length === 1 && typeof sequence[0]?.matchedWord === 'string'
}

/** The warning is about the longest piece. */
function kindOfWord({ sequence }: Estimate, known: KnownWords): PasswordFault {
  const [longest] = sequence.toSorted((a, b) => b.token.length - a.token.length)
  return known.find(({ text }) => text === longest?.matchedWord)?.fault ?? 'guessable'
}

/** Every warning of the estimator but `userInputs`, and `pwned`, which asks another server. */
const faults: Readonly<Record<string, PasswordFault>> = {
  straightRow: 'pattern',
  keyPattern: 'pattern',
  sequences: 'pattern',
  simpleRepeat: 'repeats',
  extendedRepeat: 'repeats',
  recentYears: 'dates',
  dates: 'dates',
  topTen: 'common',
  topHundred: 'common',
  common: 'common',
  similarToCommon: 'common',
  namesByThemselves: 'names',
  commonNames: 'names',
  wordByItself: 'word',
}

let opening: Promise<Estimator> | null = null

/** Loads the word lists (about 30 MB) only in processes that judge passwords. */
function openEstimator(): Promise<Estimator> {
  opening ??= loadEstimator()
  return opening
}

async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    // Bounds the spellings with digits for letters; the default is a hundred.
    l33tMaxSubstitutions: 8,
    maxLength: longestJudged,
  })
}
