/** The outcome of an authorization request, compared with the model. */

import { expect } from '@jest/globals'
import { redirectUri } from '../support/cluster.ts'
import type { Visit } from '../support/person.ts'
import * as model from '../support/step-model.ts'
import { claimsOf, redeem } from '../support/tokens.ts'
import { met, type There } from './step-run.ts'

type Asked = {
  readonly client: model.Client
  readonly prompt: model.Prompt
  /** The answers so far. */
  readonly before: model.Result
}

type Answered = Asked & { readonly page: Visit; readonly outcome: model.Outcome }

/** An authorization request, from the start. */
export async function ask(
  at: There,
  asked: Asked & { readonly path: string | URL },
): Promise<void> {
  const { client, prompt } = asked
  const session = model.livesIn(at.browser)
  const outcome = model.judge(at.m, { session, client, prompt, result: {} })
  await expectOutcome(at, { ...asked, outcome, page: await at.person.visit(asked.path) })
}

export async function expectOutcome(at: There, answered: Answered): Promise<void> {
  const { page, outcome } = answered
  met(at.r, outcome.kind === 'asks' ? outcome.asks : outcome.kind)
  const location = new URL(page.headers.get('location') ?? '', page.url)
  expect(kindOf(page, location)).toBe(outcome.kind)
  if (outcome.kind === 'asks') begun(at, { ...answered, asks: outcome.asks }, location)
  if (outcome.kind === 'code') await expectAccount(at, answered, location)
}

/** The page of an interaction shows its question. */
function kindOf({ status }: Visit, { href, searchParams, pathname }: URL): model.Outcome['kind'] {
  if (status === 400) return 'refused'
  if (pathname.endsWith('/devices')) return 'too_many'
  if (!href.startsWith(redirectUri)) return 'asks'
  return searchParams.has('code') ? 'code' : 'denied'
}

function begun(
  { m, browser }: There,
  { client, prompt, before, asks }: Asked & { readonly asks: model.ModelStep['asks'] },
  location: URL,
): void {
  m.steps.push({
    uid: location.pathname.split('/').at(-1) ?? '',
    browser,
    client,
    prompt,
    asks,
    before,
    session: model.livesIn(browser),
    result: null,
    isOver: false,
  })
}

/** The code is for whom the model says has given the password in this browser. */
async function expectAccount(
  { r, browser }: There,
  { client }: Asked,
  callback: URL,
): Promise<void> {
  const verifier = r.verifiers.get(callback.searchParams.get('state') ?? '') ?? ''
  const request = { url: callback, verifier }
  const { body } = await redeem(r.cluster.issuer, r.clients[client], { callback, request })
  const account = model.livesIn(browser)?.account
  expect(account).toBeDefined()
  expect(claimsOf(body['id_token'])['sub']).toBe(account && r.accounts[account].id)
}
