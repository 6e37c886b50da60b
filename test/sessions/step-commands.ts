/** The acts of a person on interactions, right and wrong, in any order. */

import { expect } from '@jest/globals'
import fc from 'fast-check'
import { endSession } from '../../src/endings/end-session.ts'
import { authorizationRequest, type Person } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import * as model from '../support/step-model.ts'
import { passTime } from '../support/time.ts'
import { acts, allow, signIns, take } from './step-acts.ts'
import { ask, expectOutcome } from './step-outcomes.ts'
import {
  everything,
  expectRefused,
  type Here,
  inBrowser,
  met,
  onStep,
  place,
  post,
  type Real,
  type There,
} from './step-run.ts'

const beginning = fc
  .record({
    browser: fc.nat(1),
    client: fc.constantFrom<model.Client>('first', 'first', 'second'),
    prompt: fc.constantFrom<model.Prompt>('', '', 'login', 'consent', 'login consent'),
  })
  .map(({ browser, client, prompt }) =>
    inBrowser(`begin ${client} ${prompt}`, browser, async (at) => {
      const { cluster, clients, verifiers } = at.r
      const over: Record<string, string> = prompt === '' ? {} : { prompt }
      const { url, verifier } = authorizationRequest(cluster, clients[client].clientId, over)
      verifiers.set(url.searchParams.get('state') ?? '', verifier)
      await ask(at, { client, prompt, before: {}, path: url })
    }),
  )

async function resume(here: Here): Promise<void> {
  const { m, r, step, browser, person } = here
  const before = await everything(r)
  const { uid, client, prompt } = step
  const outcome = model.resume(m, step, browser)
  const page = await person.visit(`/authorize/${uid}`)
  await expectOutcome(here, { page, outcome, client, prompt, before: step.result ?? {} })
  if (outcome.kind === 'refused') expect(await everything(r)).toEqual(before)
}

const resuming = place.map((where) => onStep('resume', where, resume))

const showing = place.map((where) =>
  onStep('show', where, async ({ r, step, browser, person }) => {
    const before = await everything(r)
    const { status, text } = await person.visit(`/interaction/${step.uid}`)
    const isOpen = model.isOpenTo(step, browser)
    expect(status).toBe(isOpen ? 200 : 400)
    if (isOpen) expect(text.includes('name="password"')).toBe(step.asks === 'sign_in')
    expect(await everything(r)).toEqual(before)
  }),
)

const acting = fc
  .tuple(place, fc.constantFrom(...acts))
  .map(([where, act]) => onStep(act.name, where, (here) => take(here, act)))

/** The usual act: answer the question and continue. */
const advancing = fc
  .tuple(place, fc.constantFrom(...signIns))
  .map(([where, signIn]) =>
    onStep(`advance, or ${signIn.name}`, where, (here) =>
      here.step.result === null
        ? take(here, here.step.asks === 'consent' ? allow : signIn)
        : resume(here),
    ),
  )

/** The device that is named is put out only by who gave the account's password here. */
const puttingOut = place.map((where) =>
  onStep('put out', where, async (here) => {
    const { m, r, step, browser, person } = here
    const session = await crowdedOne(r)
    const path = `/interaction/${step.uid}/devices`
    const answer = () => post(r, person, { path, fields: { session } })
    const mayChoose = model.isOpenTo(step, browser) && step.result?.login === 'crowded'
    if (!mayChoose) return expectRefused(r, answer)
    expect((await answer()).status).toBe(303)
    met(r, 'put out')
    for (const one of m.sessions.filter(({ account }) => account === 'crowded')) one.isLive = false
  }),
)

/** The session that blocks the sign-in, or an unknown id. */
async function crowdedOne({ cluster, accounts }: Real): Promise<string> {
  const [row] = await sql<{ id: string }>(
    cluster,
    "SELECT id FROM sessions WHERE account_id = $1 AND state = 'live'",
    [accounts.crowded.id],
  )
  return row?.id ?? '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'
}

const endings: Readonly<Record<string, (at: There, sessionId: string) => Promise<unknown>>> = {
  revoked: ({ r }, sessionId) =>
    endSession(r.cluster.store, { sessionId, reason: 'revoked', by: { kind: 'system' } }),
  overdue: async ({ r: { cluster } }, sessionId) => {
    await passTime(cluster.store, { sessionId, seconds: 400 * 86_400 })
    // The clean-up comes late: nothing has recorded it yet.
    const later = "UPDATE sessions SET due_at = now() + interval '1 day' WHERE id = $1"
    await sql(cluster, later, [sessionId])
  },
  'signed out': async ({ person }) =>
    person.press(await person.visit('/logout'), { logout: 'yes' }),
}

function secretOf({ cookies }: Person): Buffer {
  return Buffer.from(cookies.get('parley_session|/')?.value ?? '')
}

/** Each way in which a session ends while its browser does something else. */
const ending = fc.tuple(fc.nat(1), fc.constantFrom(...Object.keys(endings))).map(([browser, how]) =>
  inBrowser(how, browser, async (at) => {
    const session = model.livesIn(at.browser)
    if (session === null) return
    const [row] = await sql<{ id: string }>(
      at.r.cluster,
      'SELECT id FROM sessions WHERE secret_hash = sha256($1::bytea)',
      [secretOf(at.person)],
    )
    await endings[how]?.(at, row?.id ?? '')
    session.isLive = false
  }),
)

export const honest = [beginning, ...Array(8).fill(advancing), resuming, resuming]
export const unruly = [acting, acting, acting, showing, puttingOut, ending]
