/** Every text for people exists in every language, and none is hard-coded. */

import { describe, expect, test } from '@jest/globals'
import type { VNode } from 'preact'
import { deviceName } from '../../src/i18n/device.ts'
import { english } from '../../src/i18n/en/words.ts'
import { mapTexts } from '../../src/i18n/map-texts.ts'
import { type Words, wordsIn } from '../../src/i18n/words.ts'
import { lettersOf } from '../../src/mail/letters.ts'
import { renderLetter } from '../../src/mail/render.tsx'
import { type Language, languages } from '../../src/model/language.ts'
import { plainBrand } from '../../src/web/ui/brand.ts'
import { type Look, lookIn } from '../../src/web/ui/look.ts'
import { renderPage } from '../../src/web/ui/render.ts'
import { tagsOf, textOf } from './markup.ts'
import { samplePages, type Text } from './samples.tsx'
import { sentencePages } from './sentences.tsx'

const others = languages.filter((language) => language !== 'en')

/** Words that a language shares with English. */
const shared: Partial<Record<Language, readonly string[]>> = {
  de: ['Apps', 'App', 'Name', 'Status', '{title} · {brand}'],
  fr: ['{title} · {brand}'],
  es: ['Apps', 'Error: {title}', '{title} · {brand}'],
  ja: ['{title} · {brand}'],
}

const placesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted()

function leavesOf(words: Words): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>()
  mapTexts(words, (text, path) => {
    leaves.set(path, text)
    return text
  })
  return leaves
}

const inEnglish = leavesOf(english)

describe.each(others)('in %s', (language) => {
  const leaves = leavesOf(wordsIn[language])

  test('every text of English exists, with the same placeholders', () => {
    expect([...leaves.keys()].toSorted()).toEqual([...inEnglish.keys()].toSorted())
    for (const [path, text] of leaves) {
      const wanted = new Set(placesIn(inEnglish.get(path) ?? ''))
      expect([path, new Set(placesIn(text))]).toEqual([path, wanted])
    }
  })

  test('no text is empty or still in English', () => {
    const kept = [...leaves].filter(([path, text]) => text === inEnglish.get(path))
    expect(new Set(kept.map(([, text]) => text))).toEqual(new Set(shared[language]))
    expect([...leaves.values()].filter((text) => text.trim() === '')).toEqual([])
  })

  test('every page declares its language, and no part of it is in English', () => {
    const [here, there] = [lookIn(language), lookIn('en')]
    const known = new Set(partsOf(pagesIn(there), there))
    const left = partsOf(pagesIn(here), here).filter((part) => known.has(part))
    expect(left.filter((part) => !shared[language]?.includes(part))).toEqual([])
    for (const html of pagesIn(here).map((page) => renderPage(page, here))) {
      expect(html).toMatch(new RegExp(`^<!doctype html><html lang="${language}">`))
    }
  })

  test('every mail is in the language and declares it', () => {
    const mails = mailsIn(language)
    for (const { html } of mails) expect(html).toContain(`<html lang="${language}">`)
    const english = mailsIn('en').map(({ text }) => text.split('\n'))
    mails.forEach(({ text }, index) => {
      const kept = text.split('\n').filter((line) => /\p{L}/u.test(line) && !/^https?:/.test(line))
      expect(kept.filter((line) => english[index]?.includes(line))).toEqual([])
    })
  })
})

/** A language in which every text is its own path, and every fact a sign without letters. */
const coded: Look = {
  language: 'en',
  brand: { ...plainBrand, name: '§' },
  words: mapTexts(english, (text, path) => `⟦${path} ${placesIn(text).join(' ')}⟧`),
}

test('no page has a hard-coded text', () => {
  for (const page of pagesIn(coded, () => '§')) {
    const html = renderPage(page, coded)
    const said = given.reduce((rest, fact) => rest.replaceAll(fact, ''), wordsOn(html))
    expect(textOf(said).replace(/⟦[^⟧]*⟧/g, '')).not.toMatch(/\p{L}/u)
    for (const label of labelsIn(html)) expect(label).toMatch(/^⟦/)
  }
})

test('every text is used somewhere', () => {
  const html = pagesIn(coded, () => '§').map((page) => renderPage(page, coded))
  const devices = [null, 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0']
  const said = [...html, ...devices.map((device) => deviceName(coded.words, device))].join('')
  const mailed = mailsIn('en').map(({ html, text }) => `${html}${text}`)
  const unsaid = [...inEnglish].filter(([path, text]) => {
    const isOfMail = path.startsWith('mail.') && !path.startsWith('mail.shown.')
    if (!isOfMail) return !said.includes(`⟦${path} `)
    const pieces = text.split(/\{\w+\}/)
    return !mailed.some((mail) => pieces.every((piece) => mail.includes(piece)))
  })
  expect(unsaid.map(([path]) => path)).toEqual([])
})

function pagesIn(look: Look, text: Text = (value) => value): readonly VNode[] {
  const samples = samplePages({ look, text, development: true })
  const ofPeople = samples.filter(({ name }) => !name.startsWith('console'))
  return [...ofPeople.map(({ page }) => page), ...sentencePages({ look, text })]
}

/** Facts of the samples that reach the page other than through `text`. */
const given = ['Parley', 'photos:read', 'photoapp.example', 'photos.example', 'Recipes &amp; Co']

/** Removes markup that nobody reads, and times, which contain no text of ours. */
function wordsOn(html: string): string {
  return html.replace(/<(title|script|time)\b[^>]*>[^<]*<\/\1>/g, '')
}

/** The visible and spoken texts, without the facts of the samples. */
function partsOf(pages: readonly VNode[], look: Look): readonly string[] {
  const facts: string[] = []
  pagesIn(look, (value) => {
    facts.push(value)
    return value
  })
  const isFact = (part: string) => [...facts, ...given].some((fact) => fact.includes(part))
  return pages
    .flatMap((page) => {
      const html = wordsOn(renderPage(page, look))
      return [...html.split(/<[^>]*>/), ...labelsIn(html)]
    })
    .map((part) => part.trim())
    .filter((part) => /\p{L}{2}/u.test(part) && !isFact(part))
}

function labelsIn(html: string): readonly string[] {
  return tagsOf(html).flatMap(({ attributes }) => attributes.get('aria-label') ?? [])
}

function mailsIn(language: Language) {
  const sender = { issuer: 'https://id.example', brand: { name: 'Parley', colour: null } }
  const letters = lettersOf(sender)(language)
  const [to, name, at] = ['anna@example.com', 'Anna', new Date('2026-11-14T20:15:07Z')]
  const asked = { to, token: 't', stepUid: null }
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0'
  return [
    letters.confirm(asked),
    letters.hasAccount(asked),
    letters.reset({ ...asked, name }),
    letters.passwordChanged({ to, name, at }),
    letters.addressChanged({ to, name }),
    letters.newDevice({ to, name, at, userAgent, network: '192.0.2.1' }),
    letters.newDevice({ to, name, at, userAgent: null, network: null }),
  ].map((letter) => renderLetter(letter, sender))
}
