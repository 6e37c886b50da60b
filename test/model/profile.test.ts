/** The forms of the standard claims, and what a change makes of a profile. */

import { describe, expect, test } from '@jest/globals'
import { changeProfile, profileChangeOf } from '../../src/model/profile.ts'

test.each([
  ['given_name', ' Ada ', 'Ada'],
  ['website', 'https://ada.example/a?b=c', 'https://ada.example/a?b=c'],
  ['birthdate', '1815-12-10', '1815-12-10'],
  ['birthdate', '0000-02-29', '0000-02-29'],
  ['birthdate', '1815', '1815'],
  ['zoneinfo', 'Europe/London', 'Europe/London'],
  ['locale', 'pt-BR', 'pt-BR'],
  ['phone_number', '+442079460000;ext=12', '+442079460000;ext=12'],
])('%s takes %j', (field, value, stored) => {
  const after = changeProfile({}, { [field]: value })
  expect(after).toMatchObject({ profile: { [field]: stored } })
})

test.each([
  ['given_name', ' '],
  ['nickname', 'a\nb'],
  ['family_name', 'a\u202Eb'],
  ['gender', 'x'.repeat(101)],
  ['picture', 'javascript:alert(1)'],
  ['picture', 'https://'],
  ['profile', 'https://a b.example'],
  ['birthdate', '1815-02-29'],
  ['birthdate', '1815-13-01'],
  ['birthdate', '0000'],
  ['zoneinfo', 'Mars/Olympus'],
  ['locale', 'not a language'],
  ['phone_number', '089 123456'],
])('%s refuses %j, and names the field', (field, value) => {
  const after = changeProfile({}, { [field]: value })
  expect(after).toEqual({ fault: { field, sentence: expect.any(String) } })
})

describe('a change', () => {
  const before = { given_name: 'Ada', phone_number: '+4420794600', phone_number_verified: true }

  test('keeps what it does not name, and null removes', () => {
    const changes = { given_name: null, address: { locality: 'London' } }
    expect(changeProfile(before, changes)).toEqual({
      profile: {
        phone_number: '+4420794600',
        phone_number_verified: true,
        address: { locality: 'London' },
      },
    })
  })

  test('of the phone number leaves it unverified, unless it says otherwise', () => {
    const number = { phone_number: '+4420794601' }
    expect(changeProfile(before, number)).toMatchObject({
      profile: { ...number, phone_number_verified: false },
    })
    const both = { ...number, phone_number_verified: true }
    expect(changeProfile(before, both)).toMatchObject({ profile: both })
    expect(changeProfile(before, { phone_number: null })).toEqual({
      profile: { given_name: 'Ada' },
    })
  })
})

test.each([
  ['given_name=Ada', { given_name: 'Ada' }],
  ['website=', { website: null }],
  ['address.locality=Paris', { address: { locality: 'Paris' } }],
  ['address=', { address: null }],
  ['phone_number_verified=true', { phone_number_verified: true }],
  ['name=Ada', null],
  ['given_name', null],
  ['address.planet=Mars', null],
])('%s is read as %j', (text, changes) => {
  expect(profileChangeOf(text)).toEqual(changes)
})
