/** The rule of authority, decided from scopes and roles only. */

import { expect, test } from '@jest/globals'
import { feedScope } from '../../src/model/admin-scopes.ts'
import { refusalOf } from '../../src/model/authority.ts'
import { scopesOfRoles } from '../../src/model/operator-role.ts'

const gift = { kind: 'gift', scopes: [feedScope] } as const
const callerWith = (...scopes: readonly string[]) =>
  ({ kind: 'caller', accountId: null, scopes }) as const

test('access to the feed is given by a caller who sees all that the feed says', () => {
  const seers = ['parley:revocations.list', 'parley:sessions.read']
  expect(refusalOf(callerWith(...seers), gift)).toBeNull()
  expect(refusalOf(callerWith(feedScope), gift)).toBeNull()
  expect(refusalOf(callerWith(...scopesOfRoles(['operator'])), gift)).toBeNull()
  for (const one of seers) {
    expect(refusalOf(callerWith(one), gift)).toContain(feedScope)
  }
  expect(refusalOf(callerWith('parley:clients.write'), gift)).toContain(feedScope)
})

test('access to the feed opens nothing else to give', () => {
  const target = { kind: 'gift', scopes: ['parley:sessions.read'] } as const
  expect(refusalOf(callerWith(feedScope), target)).toContain('parley:sessions.read')
})
