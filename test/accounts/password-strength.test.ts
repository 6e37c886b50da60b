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
    ['anna.lindqvist1', 'personal'],
    ['ANNA Lindqvist harbor', 'personal'],
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

describe('is refused for the true reason', () => {
  test.each([
    // The words of the person, the place and of everyone, alone and together.
    ['anna-lindqvist', 'personal'],
    ['lindqvist1978', 'personal'],
    ['anna.lindqvist@harbor.example', 'personal'],
    ['Lindqvist@parley', 'personal'],
    ['parley parley parley', 'place'],
    ['Parley-2026-!', 'place'],
    ['anna@parley.1', 'place'],
    ['password1234', 'common'],
    ['Password-Login-1', 'common'],
    ['anna-password', 'common'],
    ['accountaccount', 'common'],
    // The words of no one: signs only.
    ['!!!!!!!!!!!!', 'repeats'],
    // The warnings of the estimator.
    ['letmein12345', 'common'],
    ['p4ssw0rd1234', 'common'],
    ['extraterrestrial', 'word'],
    ['qwertyuiop[]', 'pattern'],
    ['zxcvbnm,./zxc', 'pattern'],
    ['abcabcabcabc', 'repeats'],
    ['bcdefghijklmno', 'pattern'],
    ['20.11.1978..', 'dates'],
    ['christopherson', 'names'],
  ])('%j as %s', async (password, fault) => {
    expect(await judgePassword(password, owner)).toBe(fault)
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
  expect(await judgePassword(password, { ...owner, place: 'Lindenbank & Co.' })).toBe('place')
  expect(await judgePassword('lindenbank co 123', { ...owner, place: 'Lindenbank' })).toBe('place')
})

test('only the two ends of a long password are measured', async () => {
  // zxcvbn takes seconds over some of 256 characters, in which the node would serve nobody.
  const good = 'seven quiet herons by the weir'
  const filling = 'x'.repeat(60)
  expect(await judgePassword(`${filling}${good}`, owner)).toBeNull()
  expect(await judgePassword(`${good}${filling}`, owner)).toBeNull()
  expect(await judgePassword(`${filling}${good}${filling}`, owner)).toBe('repeats')
})
