/** Making an API key in the console. The key stands in the one answer to the form, and nowhere else. */

import type { Context } from 'koa'
import { now } from '../../../base/clock.ts'
import { uuidv7 } from '../../../base/crypto.ts'
import { keyMakingScope } from '../../../model/operator-role.ts'
import { scopeWords } from '../../admin-api/document.ts'
import { field } from '../../middleware/guards.ts'
import { examplePath } from '../../reference/example-call.ts'
import type { Fault } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, textsIn } from '../request.ts'
import type { Visit } from '../visit.ts'
import type { MadeApiKey } from './api-key.tsx'
import { type GivenKey, MadeApiKeyPage, NewApiKeyPage } from './new-api-key-page.tsx'

const usualDays = '90'
const mostDays = 3_650

export async function showNewApiKey(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, keyMakingScope)
  const from = now().toISOString()
  ask(request, { name: '', scopes: [], days: usualDays, from, once: uuidv7() }, null)
}

function ask({ ctx, visit, options }: ConsoleRequest, given: GivenKey, fault: Fault | null): void {
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <NewApiKeyPage {...frame} given={given} scopeWords={givable(visit)} fault={fault} />,
  )
}

/** What a key cannot be given is not offered. */
function givable({ may }: Visit): Readonly<Record<string, string>> {
  const known = Object.entries(scopeWords())
  return Object.fromEntries(known.filter(([scope]) => may(scope) && scope !== keyMakingScope))
}

/** The same form sent twice, as by reloading the answer, is answered by the same key. */
export async function makeApiKey(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const given = givenIn(ctx)
  const end = endOf(given)
  const wrong = faultIn(given, end)
  if (wrong !== null) return ask(request, given, wrong)
  const { name, scopes, once } = given
  const body = { name, scopes, ...(end === null ? {} : { expires_at: end?.toISOString() }) }
  const { value, fault } = await attempt(() =>
    visit.ask<MadeApiKey>('createApiKey', { body, headers: { 'idempotency-key': once } }),
  )
  if (value === null) return ask(request, given, fault && onThisForm(fault))
  const path = examplePath(scopes)
  const shown = { apiKey: value.body, address: path && `${options.issuer}${path}` }
  const frame = frameOf(visit, options)
  showPage(ctx, <MadeApiKeyPage {...frame} {...shown} scopeWords={scopeWords()} />)
}

/** The admin API speaks of a moment, and this form of days from when it was opened. */
function onThisForm(fault: Fault): Fault {
  if (fault.field !== 'expires_at') return fault
  return { field: 'days', message: 'They are over already: open this form anew.' }
}

function givenIn(ctx: Context): GivenKey {
  return {
    name: field(ctx, 'name').trim(),
    scopes: textsIn(ctx, 'scopes'),
    days: field(ctx, 'days').trim(),
    from: field(ctx, 'from'),
    once: field(ctx, 'once'),
  }
}

/** Null for a key without an end; undefined when the days are none. */
function endOf({ days, from }: GivenKey): Date | null | undefined {
  if (days === '') return null
  const count = /^\d{1,4}$/.test(days) ? Number(days) : 0
  if (count < 1 || count > mostDays) return undefined
  const begin = Date.parse(from)
  const end = new Date((Number.isNaN(begin) ? now().getTime() : begin) + count * 86_400_000)
  return Number.isNaN(end.getTime()) ? undefined : end
}

function faultIn({ name, scopes }: GivenKey, end: Date | null | undefined): Fault | null {
  if (name === '') return { field: 'name', message: 'Say what the key is for.' }
  if (scopes.length === 0) return { field: 'scopes', message: 'Choose at least one.' }
  if (end !== undefined) return null
  return { field: 'days', message: `A whole number, 1 to ${mostDays}; or nothing.` }
}
