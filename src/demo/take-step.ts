/** Runs one request to another party and adds its outcome to the log. It decides nothing. */

import { now } from './clock.ts'
import { explainFailure, type Failure } from './failures.ts'
import type { Harbor } from './harbor.ts'
import type { Session, Step } from './sessions.ts'

export type Outcome<Value> =
  | Readonly<{ kind: 'done'; value: Value }>
  | Readonly<{ kind: 'refused' | 'failed'; failure: Failure }>

export type Action<Value> = Readonly<{
  request: string
  act: () => Promise<Value>
  describe: (value: Value) => string
}>

const mostSteps = 20

/** Never throws: a failure is an outcome with a sentence. */
export async function takeStep<Value>(
  harbor: Harbor,
  session: Session,
  { request, act, describe }: Action<Value>,
): Promise<Outcome<Value>> {
  try {
    const value = await act()
    noteStep(harbor, session, { request, outcome: 'done', code: null, sentence: describe(value) })
    return { kind: 'done', value }
  } catch (error) {
    const failure = explainFailure(error, harbor.issuer)
    const { kind: outcome, code, sentence } = failure
    noteStep(harbor, session, { request, outcome, code, sentence })
    return { kind: outcome, failure }
  }
}

export function noteStep(harbor: Harbor, session: Session, step: Omit<Step, 'at'>): void {
  session.steps = [{ at: now(), ...step }, ...session.steps].slice(0, mostSteps)
  const { request, outcome, code } = step
  harbor.log.info({ request, outcome, code }, `demo: ${step.sentence}`)
}
