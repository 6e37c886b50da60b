/** The check of answers against the contract sees what it must see, and lets the rest be. */

import { expect, test } from '@jest/globals'
import { type Asked, checkAnswer, type Given } from '../support/contract.ts'

const sessions: Asked = { method: 'GET', path: '/admin/v1/sessions' }

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Given {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    status,
    headers: new Headers({ 'content-type': 'application/json; charset=utf-8', ...headers }),
    text,
  }
}

const problem = {
  type: 'urn:parley:problem:token_missing',
  title: 'A token is needed',
  status: 401,
  detail: 'send one',
  code: 'token_missing',
  instance: 'urn:request:12345678',
}
const asProblem = { 'content-type': 'application/problem+json', 'www-authenticate': 'Bearer' }

test('an answer that follows the contract passes', () => {
  checkAnswer(sessions, answer(200, { items: [], next_cursor: null }))
  checkAnswer(sessions, answer(401, problem, asProblem))
  checkAnswer({ method: 'GET', path: '/nowhere' }, answer(404, ''))
  checkAnswer({ method: 'PUT', path: '/token' }, answer(405, '', { allow: 'POST' }))
})

test.each<[string, Asked, Given]>([
  ['an unknown path', { method: 'GET', path: '/secret' }, answer(200, {})],
  ['an unknown method', { method: 'PUT', path: '/token' }, answer(200, {})],
  ['an unknown status', sessions, answer(418, {})],
  ['another content type', sessions, answer(200, 'text', { 'content-type': 'text/plain' })],
  ['a field that is missing', sessions, answer(200, { items: [] })],
  ['a field too many', sessions, answer(200, { items: [], next_cursor: null, total: 1 })],
  ['a malformed field', sessions, answer(200, { items: [{}], next_cursor: null })],
  ['a code outside the catalogue', sessions, answer(401, { ...problem, code: 'no' }, asProblem)],
  [
    'a header that is missing',
    sessions,
    answer(401, problem, { 'content-type': 'application/problem+json' }),
  ],
  [
    'a malformed header',
    sessions,
    answer(200, { items: [], next_cursor: null }, { link: 'https://elsewhere.example' }),
  ],
])('%s is detected', (_, asked, given) => {
  expect(() => checkAnswer(asked, given)).toThrow('openapi.yaml does not allow this answer')
})
