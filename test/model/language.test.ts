/** Which language a request asks for. */

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { acceptedLanguage, languageAmong, languages } from '../../src/model/language.ts'

describe('ui_locales', () => {
  test.each([
    ['de', 'de'],
    ['fr-CA fr en', 'fr'],
    ['xx-YY de', 'de'],
    ['JA-jp', 'ja'],
    ['', null],
    ['deutsch', null],
    ['xx', null],
    ['es,fr', null],
  ])('%j asks for %j', (uiLocales, language) => {
    expect(languageAmong(uiLocales)).toBe(language)
  })
})

describe('Accept-Language', () => {
  test.each([
    ['de-AT,de;q=0.9,en;q=0.5', 'de'],
    ['en;q=0.5, ja', 'ja'],
    ['pt-BR,pt;q=0.9,es;q=0.8,en;q=0.7', 'es'],
    ['fr;q=0, en', 'en'],
    ['fr;q=0', null],
    ['de;q=x, fr', 'fr'],
    ['*', null],
    ['', null],
  ])('%j asks for %j', (header, language) => {
    expect(acceptedLanguage(header)).toBe(language)
  })

  test('selects one of our languages or none, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect([null, ...languages]).toContain(acceptedLanguage(header))
        expect([null, ...languages]).toContain(languageAmong(header))
      }),
    )
  })

  test('is read only up to its twentieth tag', () => {
    expect(acceptedLanguage(`${'xx,'.repeat(20)}de`)).toBeNull()
    expect(acceptedLanguage(`${'xx,'.repeat(19)}de`)).toBe('de')
  })
})
