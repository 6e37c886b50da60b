/** The answers that can be posted to a step, and what each does to one that it fits. */

import { expect } from '@jest/globals'
import { testPassword } from '../support/cluster.ts'
import type { Visit } from '../support/person.ts'
import * as model from '../support/step-model.ts'
import { ask } from './step-outcomes.ts'
import { expectRefused, type Here, met, post, type Real } from './step-run.ts'

type Act = {
  readonly name: string
  readonly fields: (r: Real) => Readonly<Record<string, string>>
  readonly path?: string
  /** Whether the step is answered by it. */
  readonly fits: (here: Here) => boolean
  readonly apply?: (here: Here) => void
  readonly follow?: (here: Here, page: Visit) => Promise<void>
}

export async function take(here: Here, act: Act): Promise<void> {
  const { r, person, step, browser } = here
  const path = `/interaction/${step.uid}${act.path ?? ''}`
  const answer = () => post(r, person, { path, fields: act.fields(r) })
  if (!model.isOpenTo(step, browser) || !act.fits(here)) return expectRefused(r, answer)
  const page = await answer()
  expect(page.status).toBe(303)
  met(r, act.name)
  act.apply?.(here)
  await act.follow?.(here, page)
}

export const signIns: readonly Act[] = (['roomy', 'crowded', 'crowded'] as const).map((who) => ({
  name: `sign in as ${who}`,
  fields: ({ accounts }) => ({
    action: 'sign-in',
    email: accounts[who].email,
    password: testPassword,
  }),
  fits: ({ step }) => step.asks === 'sign_in',
  apply: ({ step }) => model.signIn(step, who),
}))

/** Adds fields that the server ignores. */
export const allow: Act = {
  name: 'allow',
  fields: () => ({ action: 'allow', 'result[login][accountId]': 'x', uid: 'x' }),
  fits: ({ step }) => step.asks === 'consent',
  apply: ({ m, step }) => model.allow(m, step),
}

function refuse({ step }: Here): void {
  step.result = { error: true }
}

const deny: Act = {
  name: 'deny',
  fields: () => ({ action: 'deny' }),
  fits: () => true,
  apply: refuse,
}

const another: Act = {
  name: 'another account',
  fields: () => ({ action: 'switch-account' }),
  fits: ({ step }) => step.asks === 'consent',
  follow: async (here, page) => {
    const { client, prompt: asked } = here.step
    const path = page.headers.get('location') ?? ''
    const prompt = asked.includes('consent') ? 'login consent' : 'login'
    await ask(here, { client, prompt, before: {}, path })
  },
}

const nonsense: readonly Act[] = [
  { action: 'sign-in', password: 'not the password' },
  { action: 'sign-in', password: '' },
  { action: 'sign-in' },
  { action: '' },
  {},
  { action: 'end' },
  { action: 'finish', login: 'yes' },
].map((fields) => ({
  name: `send ${JSON.stringify(fields)}`,
  fields: ({ accounts }) => ({ email: accounts.roomy.email, ...fields }),
  fits: () => false,
}))

const path = '/devices'
const mayPass = ({ step: { result } }: Here) => result?.login !== undefined

const atDevices: readonly Act[] = [
  { name: 'try again', fields: () => ({ action: 'retry' }), path, fits: mayPass },
  { name: 'give up', fields: () => ({ action: 'deny' }), path, fits: mayPass, apply: refuse },
  { name: 'send nothing', fields: () => ({}), path, fits: () => false },
]

export const acts: readonly Act[] = [
  ...signIns,
  ...nonsense,
  ...[allow, allow, deny, another],
  ...atDevices,
]
