import { expect, test } from '@jest/globals'
import { randomId } from '../../src/base/crypto.ts'

test('an id that people type begins with a letter, and no two ids are equal', () => {
  const ids = Array.from({ length: 2_000 }, () => randomId(128))

  expect(ids.filter((id) => !/^[A-Za-z][\w-]{22}$/.test(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})
