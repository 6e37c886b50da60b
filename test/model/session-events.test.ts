/** The next event depends only on what the listener knows and on the session's present status. */

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  eventIdOf,
  type ListenerState,
  nextUpdate,
  readEventId,
} from '../../src/model/session-events.ts'
import { type SessionStatus, statusOf } from '../../src/model/session-status.ts'

/** A session that idles out after 1800 s and warns 120 s before, `used` at a second, seen at another. */
function seen(used: number, at: number, state: SessionStatus['state'] = 'live'): SessionStatus {
  const idleEndsAt = new Date((used + 1800) * 1000)
  const facts = { id: 'one', policy: 'default', endReason: 'idle_timeout', slides: true } as const
  const observedAt = new Date(at * 1000)
  const ends = { idleEndsAt, absoluteEndsAt: null, offlineUntil: null }
  return statusOf({ ...facts, ...ends, state, observedAt }, 120)
}

/** The events that come of these looks, by a listener who resumes before each of them or never. */
function eventsFor(looks: readonly SessionStatus[], resumes = false): (string | null)[] {
  let known: ListenerState | null = null
  return looks.map((status) => {
    const update = nextUpdate(resumes && known ? readEventId(eventIdOf(known)) : known, status)
    known = update.known
    return update.event
  })
}

test.each([
  ['nothing while the end is far and stays', [seen(0, 0), seen(0, 60)], [null, null]],
  ['a warning once', [seen(0, 0), seen(0, 1680), seen(0, 1681)], [null, 'expiring', null]],
  ['a late listener the warning', [seen(0, 1700)], ['expiring']],
  ['the extension', [seen(0, 1700), seen(1700, 1701)], ['expiring', 'extended']],
  ['every extension', [seen(0, 0), seen(5, 5), seen(9, 9)], [null, 'extended', 'extended']],
  [
    'the next warning after an extension',
    [seen(0, 1700), seen(1700, 1701), seen(1700, 3400)],
    ['expiring', 'extended', 'expiring'],
  ],
  ['the end', [seen(0, 0), seen(0, 1801, 'ended')], [null, 'ended']],
] as const)('a listener receives %s', (_, looks, events) => {
  expect(eventsFor(looks)).toEqual(events)
})

test('a listener that resumes receives the same events as one that stayed', () => {
  const steps = fc.array(fc.tuple(fc.nat(400), fc.boolean()), { maxLength: 30 })
  fc.assert(
    fc.property(steps, (list) => {
      let [now, used] = [0, 0]
      const looks = list.map(([passed, isUsed]) => {
        now += passed
        if (isUsed) used = now
        return seen(used, now, now - used >= 1800 ? 'ended' : 'live')
      })
      expect(eventsFor(looks, true)).toEqual(eventsFor(looks))
    }),
  )
})

test('an unknown id starts from the beginning', () => {
  for (const id of ['', 'x', '-1', '1-', '1-warned ', '9'.repeat(16), '1e3']) {
    expect(readEventId(id)).toBeNull()
  }
})
