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
}

type Estimator = { readonly check: (password: string, words: string[]) => Estimate }

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
  const words = [...wordsAround(owner)]
  const [beginning, end] = piecesOf(normalisePassword(password))
  const fault = faultOf(estimator.check(beginning, words))
  if (fault === null || end === null) return fault
  // A password is as strong as its strongest piece: guessing the whole means guessing that too.
  return faultOf(estimator.check(end, words)) === null ? null : fault
}

/** The beginning, and the end too if the password is long. */
function piecesOf(password: string): readonly [string, string | null] {
  const isLong = password.length > longestJudged
  return [password.slice(0, longestJudged), isLong ? password.slice(-longestJudged) : null]
}

function faultOf({ score, feedback }: Estimate): PasswordFault | null {
  if (score >= leastScore) return null
  return faults[feedback.warning ?? ''] ?? 'guessable'
}

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
  userInputs: 'personal',
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
