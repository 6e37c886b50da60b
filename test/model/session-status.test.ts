/** The status of a session follows only from the data in the database. */

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isOriginOf } from '../../src/model/client.ts'
import { endReasons } from '../../src/model/session.ts'
import { type ObservedSession, statusOf } from '../../src/model/session-status.ts'

const moment = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })

const observed: fc.Arbitrary<ObservedSession> = fc.record({
  id: fc.uuid(),
  policy: fc.constant('default'),
  state: fc.constantFrom('live', 'offline', 'ended'),
  endReason: fc.constantFrom(...endReasons),
  slides: fc.boolean(),
  idleEndsAt: fc.option(moment),
  absoluteEndsAt: fc.option(moment),
  offlineUntil: fc.option(moment),
  observedAt: moment,
})

const warning = fc.option(fc.integer({ min: 10, max: 86_400 }))

test('a live session ends at the earliest of its ends, and is warned in advance', () => {
  fc.assert(
    fc.property(observed, warning, (session, warnBefore) => {
      const status = statusOf({ ...session, state: 'live' }, warnBefore)
      const ends = [session.idleEndsAt, session.absoluteEndsAt].filter((end) => end !== null)
      const first = ends.length === 0 ? null : Math.min(...ends.map((end) => end.getTime()))
      expect(status.expiresAt?.getTime() ?? null).toBe(first)
      const warnAt = first === null || warnBefore === null ? null : first - warnBefore * 1000
      expect(status.warnAt?.getTime() ?? null).toBe(warnAt)
      expect(status.endReason).toBeNull()
    }),
  )
})

test('it is extendable exactly if a later idle end would be a later end', () => {
  fc.assert(
    fc.property(observed, (session) => {
      const { extendable, expiresAt } = statusOf({ ...session, state: 'live' }, null)
      const { idleEndsAt } = session
      const moved = idleEndsAt && { ...session, idleEndsAt: new Date(idleEndsAt.getTime() + 1) }
      const later = moved && statusOf({ ...moved, state: 'live' }, null).expiresAt
      const isLater = later !== null && later.getTime() !== expiresAt?.getTime()
      expect(extendable).toBe(session.slides && isLater)
    }),
  )
})

test('the remaining seconds are never more than there are, and never negative', () => {
  fc.assert(
    fc.property(observed, warning, (session, warnBefore) => {
      const { expiresIn, expiresAt, serverTime } = statusOf(session, warnBefore)
      const left = ((expiresAt?.getTime() ?? 0) - serverTime.getTime()) / 1000
      expect(expiresIn).toBe(left > 0 ? Math.floor(left) : 0)
    }),
  )
})

test('an ended session has no end ahead, no warning and no extension', () => {
  fc.assert(
    fc.property(observed, warning, (session, warnBefore) => {
      const ended = statusOf({ ...session, state: 'ended' }, warnBefore)
      const { endReason, offlineUntil } = session
      const none = { idleExpiresAt: null, absoluteExpiresAt: null, warnAt: null, extendable: false }
      expect(ended).toMatchObject({ ...none, expiresAt: null, expiresIn: 0, endReason })
      const offline = statusOf({ ...session, state: 'offline' }, warnBefore)
      expect(offline).toMatchObject({ ...none, expiresAt: offlineUntil, endReason: null })
    }),
  )
})

test.each([
  ['https://app.example', true],
  ['https://app.example:8443', false],
  ['http://app.example', false],
  ['https://other.example', false],
  ['null', false],
  ['', false],
])('scripts of %p belong to the client: %p', (origin, is) => {
  const redirectUris = ['https://app.example/cb', 'com.example.app:/cb']
  expect(isOriginOf(redirectUris, origin)).toBe(is)
})
