/** Doing something at another party and writing down how it went. It decides nothing. */

import { now } from './clock.ts'
import { explainFailure, type Failure } from './failures.ts'
import type { Harbor } from './harbor.ts'
import type { Session } from './sessions.ts'
import type { Step } from './step.ts'

export type Outcome<Value> =
  | Readonly<{ kind: 'done'; value: Value }>
  | Readonly<{ kind: 'refused' | 'failed'; failure: Failure }>

export type Deed<Value> = Readonly<{
  request: string
  act: () => Promise<Value>
  tell: (value: Value) => string
}>

const mostSteps = 20

/** Does it, writes down how it went, and never throws: a failure is an outcome with a sentence. */
export async function takeStep<Value>(
  harbor: Harbor,
  session: Session,
  { request, act, tell }: Deed<Value>,
): Promise<Outcome<Value>> {
  try {
    const value = await act()
    noteStep(harbor, session, { request, outcome: 'done', code: null, sentence: tell(value) })
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
