/** A password must be long and hard to guess, and is otherwise up to the person. */

import { describe, expect, test } from '@jest/globals'
import { judgePassword } from '../../src/accounts/password-strength.ts'
import { passwordFaults } from '../../src/model/password.ts'

const owner = { email: 'anna.lindqvist@harbor.example', name: 'Anna Lindqvist' }

describe('is taken', () => {
  test.each([
    'seven quiet herons by the weir',
    'correct horse battery staple',
    'тихий ветер над озером',
    '静かな湖の上を渡る風と鳥の声',
    ' 🦊 runs 🌲 past 🏔  thrice ',
    'k7#Qv!m2Zp9w',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa seven quiet herons by the weir',
    `${'seven quiet herons by the weir, '.repeat(8)}`.slice(0, 256),
  ])('%j', async (password) => {
    expect(await judgePassword(password, owner)).toBeNull()
  })
})

describe('is refused', () => {
  test.each([
    ['eleven char', 'too_short'],
    ['🦊🌲🏔🐧🐳🦉🐝🍁🌊🌙🔥', 'too_short'],
    ['x'.repeat(257), 'too_long'],
    ['password1234', 'personal'],
    ['anna.lindqvist1', 'personal'],
    ['ANNA Lindqvist harbor', 'personal'],
    ['parley parley parley', 'personal'],
    ['p4ssw0rdp4ssw0rd', 'repeats'],
    ['xxxxxxxxxxxxxxxxxxxx', 'repeats'],
    ['p'.repeat(256), 'repeats'],
    ['abcdefghijklmnop', 'pattern'],
    ['qwertyuiopasdf', 'common'],
    ['iloveyou1234', 'common'],
  ])('%j as %s', async (password, fault) => {
    const judged = await judgePassword(password, owner)
    expect(judged).toBe(fault)
    expect(passwordFaults[judged ?? 'guessable']).toMatch(/^[A-Z].+\.$/)
  })
})

test('a password can be good for one person and bad for another', async () => {
  const password = 'Bartholomew-Quill-1'
  const quill = { email: 'bq@harbor.example', name: 'Bartholomew Quill' }
  expect(await judgePassword(password, quill)).toBe('personal')
  expect(await judgePassword(password, owner)).toBeNull()
})

test('a password made of the name of the service is refused', async () => {
  const password = 'Lindenbank-Lindenbank'
  expect(await judgePassword(password, { ...owner, place: 'Lindenbank & Co.' })).toBe('personal')
  expect(await judgePassword('lindenbank co 123', { ...owner, place: 'Lindenbank' })).toBe(
    'personal',
  )
})

test('only the two ends of a long password are measured', async () => {
  // zxcvbn takes seconds over some of 256 characters, in which the node would serve nobody.
  const good = 'seven quiet herons by the weir'
  const filling = 'x'.repeat(60)
  expect(await judgePassword(`${filling}${good}`, owner)).toBeNull()
  expect(await judgePassword(`${good}${filling}`, owner)).toBeNull()
  expect(await judgePassword(`${filling}${good}${filling}`, owner)).toBe('repeats')
})
