/** Judging a password before it is taken. It keeps none, and tells no more than what is wrong. */

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

/** zxcvbn takes time that grows with the square of the length, on the thread that serves. */
const longestJudged = 40

/** Null for a good one. */
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
  // As strong as its strongest piece: who guesses the whole has guessed that too.
  return faultOf(estimator.check(end, words)) === null ? null : fault
}

/** The beginning, and of a long one the end too. */
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

/** The word lists take some 30 MB: only a process that judges passwords holds them. */
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
    // Every spelling with figures for letters is tried; by default up to a hundred.
    l33tMaxSubstitutions: 8,
    maxLength: longestJudged,
  })
}
