/** The addresses that may receive logout notices, and when a notice is given up. */

import { describe, expect, test } from '@jest/globals'
import { isDomainError } from '../../src/base/errors.ts'
import { checkBackchannelLogout } from '../../src/model/backchannel-logout.ts'
import { type Answer, judgeAnswer } from '../../src/model/notice.ts'

function ruleBroken(uri: string, causes: readonly 'logout'[] | null = null): string | null {
  try {
    checkBackchannelLogout({ uri, sessionRequired: false, causes })
    return null
  } catch (error) {
    if (isDomainError(error, 'client_metadata_invalid')) return error.detail
    throw error
  }
}

describe('a back-channel logout address', () => {
  test.each([
    'https://app.example/logout',
    'https://app.example:8443/a/b?tenant=7&x=%20',
    'https://[2606:4700::1]/logout',
    'http://localhost:3001/logout',
    'http://127.0.0.1/logout',
    'http://[::1]:8080/logout',
  ])('may be %s', (uri) => {
    expect(ruleBroken(uri)).toBeNull()
  })

  test.each([
    ['nonsense', 'a full URI'],
    ['/logout', 'a full URI'],
    [`https://app.example/${'a'.repeat(2000)}`, 'a full URI'],
    ['http://app.example/logout', 'must be https'],
    ['http://localhost.evil.example/', 'must be https'],
    ['gopher://app.example/', 'must be https'],
    ['file:///etc/passwd', 'must be https'],
    ['https://user:secret@app.example/', 'userinfo'],
    ['https://user@app.example/', 'userinfo'],
    ['https://app.example/#part', 'fragment'],
    ['https://app.example/#', 'fragment'],
    ['https://{host}/logout', 'brace'],
    ['https://app.example/{client.session.host}', 'brace'],
    ['https://app.example/$' + '{application.session.host}', 'brace'],
    ['https://app.example/%7Bhost%7D', 'encoded brace'],
    ['https://app.example/%24%7bhost%7d', 'encoded brace'],
    ['https://app.example/<host>', 'brace'],
    ['https://*.example/logout', 'wildcard'],
    ['https://app.example/a b', 'blank'],
    ['https://app.example\\@evil.example/', 'blank'],
    ['https://app.example/\n', 'blank'],
  ])('may not be %j', (uri, rule) => {
    expect(ruleBroken(uri)).toContain(rule)
  })

  test('needs at least one cause if causes are given', () => {
    expect(ruleBroken('https://app.example/', ['logout'])).toBeNull()
    expect(ruleBroken('https://app.example/', [])).toBe(
      'backchannel_logout_causes: name at least one',
    )
  })
})

describe('an answer', () => {
  const status = (code: number): Answer => ({ kind: 'status', status: code })

  test.each([200, 204])('of %s is a success at any attempt', (code) => {
    for (const attempts of [1, 10, 99])
      expect(judgeAnswer(status(code), attempts)).toBe('delivered')
  })

  test.each<[Answer, number]>([
    [status(500), 10],
    [status(404), 10],
    [status(429), 10],
    [status(201), 10],
    [status(302), 10],
    [{ kind: 'timeout' }, 10],
    [{ kind: 'unreachable' }, 10],
    [status(400), 4],
    [{ kind: 'address_refused' }, 4],
    [{ kind: 'no_receiver' }, 1],
  ])('of %j is given up at attempt %s and no sooner', (answer, last) => {
    for (let tries = 1; tries < last; tries += 1) {
      expect(judgeAnswer(answer, tries)).toBe('pending')
    }
    expect(judgeAnswer(answer, last)).toBe('dead')
    expect(judgeAnswer(answer, last + 1)).toBe('dead')
  })
})
