/** The check of pages against their table sees what it must see, and the table is complete. */

import { expect, test } from '@jest/globals'
import { type Asked, checkAnswer, contract, type Given } from '../support/contract.ts'
import { pageAnswer, pageRoutes, statusesOf } from '../support/page-routes.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const page: Asked = { method: 'GET', path: '/console/sessions' }
const id = '018f2b6e-7b1c-7c3a-9d2e-5f6a7b8c9d0e'

function answer(status: number, headers: Record<string, string>, text = ''): Given {
  return { status, headers: new Headers(headers), text }
}

test('an answer that follows the table passes', () => {
  checkAnswer(page, answer(200, html))
  checkAnswer(page, answer(303, { location: '/console' }))
  checkAnswer(page, answer(503, { ...html, 'retry-after': '2' }))
  checkAnswer({ method: 'GET', path: `/console/sessions/${id}` }, answer(404, html))
  checkAnswer({ method: 'DELETE', path: '/console' }, answer(405, { allow: 'GET' }))
})

test.each<[string, Asked, Given]>([
  ['an unknown page', { method: 'GET', path: '/console/nowhere' }, answer(200, html)],
  ['an unknown method', { method: 'POST', path: '/console/sessions' }, answer(200, html)],
  ['an unknown status', page, answer(418, html)],
  [
    'a success that the page does not have',
    { method: 'POST', path: '/console/sessions/end' },
    answer(200, html),
  ],
  ['another content type', page, answer(200, { 'content-type': 'application/json' }, '{}')],
  ['a redirect to nowhere', page, answer(303, {})],
  ['a store that is away without a time to come back', page, answer(503, html)],
  [
    'a proof that is none',
    { method: 'GET', path: '/console/ledger/1/proof' },
    answer(200, { 'content-type': 'application/json' }, '{}'),
  ],
  [
    'an export that is no list of events',
    { method: 'GET', path: '/console/ledger/export' },
    answer(200, { 'content-type': 'application/x-ndjson' }, '1\n'),
  ],
])('%s is detected', (_, asked, given) => {
  expect(() => checkAnswer(asked, given)).toThrow('does not allow this answer')
})

const routes = Object.entries(pageRoutes).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => ({ path, method })),
)

test('no page is in the contract', () => {
  expect(routes.filter(({ path }) => path in contract.paths)).toEqual([])
  expect(routes.length).toBeGreaterThan(110)
})

test('every page describes its refusals, and that a body can be too large or of the wrong type', () => {
  for (const { path, method } of routes) {
    expect([path, ...(statusesOf(path, method) ?? [])]).toEqual(expect.arrayContaining([413, 415]))
  }
})

test('every page that needs the store describes a 503 with Retry-After', () => {
  for (const { path, method } of routes) {
    if (!statusesOf(path, method)?.includes(503)) continue
    expect([path, ...Object.keys(pageAnswer(path, 503).headers ?? {})]).toEqual([
      path,
      'Retry-After',
    ])
  }
})
