/** Harbor's own sessions stay within their bounds. */

import { expect, test } from '@jest/globals'
import { addAttempt, createSessions, mostSessions, takeAttempt } from '../../src/demo/sessions.ts'

const attempt = (state: string) => ({ state, nonce: 'n', codeVerifier: 'v' })

test('beyond the thousandth session the oldest is dropped', () => {
  const sessions = createSessions()
  const [first, second] = [sessions.begin([]), sessions.begin([])]
  for (let at = 2; at < mostSessions; at += 1) sessions.begin([])
  expect(sessions.find(first.id)).toBe(first)
  sessions.begin([])
  expect(sessions.find(first.id)).toBeNull()
  expect(sessions.find(second.id)).toBe(second)
})

test('a renewed session is the same under another id, and the old id is worthless', () => {
  const sessions = createSessions()
  const session = sessions.begin([])
  const before = session.id
  sessions.renew(session)
  expect(session.id).not.toBe(before)
  expect(sessions.find(before)).toBeNull()
  expect(sessions.find(session.id)).toBe(session)
})

test('a sign-in attempt can be taken once, and only the five latest are kept', () => {
  const session = createSessions().begin([])
  for (const state of ['a', 'b', 'c', 'd', 'e', 'f']) addAttempt(session, attempt(state))
  expect(takeAttempt(session, 'a')).toBeNull()
  expect(takeAttempt(session, 'f')).toEqual(attempt('f'))
  expect(takeAttempt(session, 'f')).toBeNull()
})

test('ids are 128 random bits', () => {
  const { id } = createSessions().begin([])
  expect(Buffer.from(id, 'base64url')).toHaveLength(16)
})
