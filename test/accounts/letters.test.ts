/** The greeting of a letter. */

import { expect, test } from '@jest/globals'
import { lettersOf } from '../../src/mail/letters.ts'

const letters = lettersOf({
  issuer: 'https://id.example',
  brand: { name: 'Example', colour: '#123456' },
})('en')
const to = 'former@example.com'

test.each([
  ['Ada King', 'Hello Ada King,'],
  ['', `Hello ${to},`],
  ['new@example.com', `Hello ${to},`],
])('to the former address of someone with the name %j begins with %j', (name, greeting) => {
  expect(letters.addressChanged({ to, name }).paragraphs[0]).toBe(greeting)
})
