/** A run on the server and its model at once: the browsers, the interactions, and what must not change. */

import { expect } from '@jest/globals'
import type { AsyncCommand } from 'fast-check'
import fc from 'fast-check'
import type { RegisteredClient } from '../../src/clients/create.ts'
import type { Account } from '../../src/model/account.ts'
import type { alternating } from '../support/alternating.ts'
import type { Cluster } from '../support/cluster.ts'
import type { Person, Visit } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import type * as model from '../support/step-model.ts'

export type Real = {
  readonly cluster: Cluster
  readonly clients: Readonly<Record<model.Client, RegisteredClient>>
  readonly accounts: Readonly<Record<model.Person, Account>>
  readonly people: readonly Person[]
  readonly reach: ReturnType<typeof alternating>
  /** The verifier of each request, by its state. */
  readonly verifiers: Map<string, string>
  /** How often each thing was come to. */
  readonly seen: Map<string, number>
}

export type Command = AsyncCommand<model.StepModel, Real>

/** One browser, in the model and in the world. */
export type There = {
  readonly m: model.StepModel
  readonly r: Real
  readonly browser: model.ModelBrowser
  readonly person: Person
}

/** And one of all the steps that were ever begun, in whichever browser. */
export type Here = There & { readonly step: model.ModelStep }

export type Place = { readonly browser: number; readonly step: number }

export const place: fc.Arbitrary<Place> = fc.record({ browser: fc.nat(1), step: fc.nat(20) })

function there(b: number, m: model.StepModel, r: Real): There | null {
  const [browser, person] = [m.browsers[b], r.people[b]]
  return browser && person ? { m, r, browser, person } : null
}

/** Most act on the step that their browser began last; the rest on any. */
function stepAt(s: number, { m, browser }: There): model.ModelStep | undefined {
  const own = m.steps.filter((one) => one.browser === browser && !one.isOver)
  return s < 12 ? own.at(-1) : m.steps[s % Math.max(1, m.steps.length)]
}

/** A command that can always be tried. */
export function inBrowser(name: string, b: number, run: (at: There) => Promise<void>): Command {
  return {
    check: () => true,
    toString: () => `${name} in ${b}`,
    run: async (m, r) => {
      const at = there(b, m, r)
      if (at !== null) await run(at)
    },
  }
}

export function onStep(name: string, where: Place, run: (here: Here) => Promise<void>): Command {
  return inBrowser(`${name} at ${where.step}`, where.browser, async (at) => {
    const step = stepAt(where.step, at)
    if (step !== undefined) await run({ ...at, step })
  })
}

export function met({ seen }: Real, what: string): void {
  seen.set(what, (seen.get(what) ?? 0) + 1)
}

export const tables = [
  'sessions',
  'grants',
  'consents',
  'authorization_codes',
  'token_families',
  'artifacts',
]

/** All that a refused request must leave as it was; ledger and session may note whence it came. */
export function everything({ cluster }: Pick<Real, 'cluster'>): Promise<unknown> {
  const digests = tables.map(
    (table) =>
      `(SELECT md5(string_agg(row::text, '|' ORDER BY row::text))
        FROM (SELECT to_jsonb(t) - '{noted}'::text[] AS row FROM ${table} t) rows) AS ${table}`,
  )
  return sql(cluster, `SELECT ${digests.join(', ')}`)
}

/** It leads nowhere, tells why, and changes nothing. */
export async function expectRefused(r: Real, request: () => Promise<Visit>): Promise<void> {
  const before = await everything(r)
  const { status, headers } = await request()
  expect([400, 401, 403]).toContain(status)
  expect(headers.get('location')).toBeNull()
  expect(await everything(r)).toEqual(before)
}

type Form = {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
}

export function post({ cluster }: Real, person: Person, form: Form): Promise<Visit> {
  const { origin } = new URL(cluster.issuer)
  const body = new URLSearchParams(form.fields)
  return person.visit(form.path, { method: 'POST', body, headers: { origin, ...form.headers } })
}
