/** Every sentence that people read, in every language. The English ones say which there are. */

import type { Language } from '../model/language.ts'
import { german } from './de/words.ts'
import { type English, english } from './en/words.ts'
import { spanish } from './es/words.ts'
import { french } from './fr/words.ts'
import { japanese } from './ja/words.ts'
import { mapTexts } from './map-texts.ts'

export type Words = English

export const wordsIn: Readonly<Record<Language, Words>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
}

/** Kept for each name, of which a server has one. */
const named = new Map<string, Words>()

/** `{brand}` is filled in here; the other places by whoever says the sentence. */
export function wordsOf(language: Language, brandName: string): Words {
  const key = `${language} ${brandName}`
  const known = named.get(key)
  if (known) return known
  const words = mapTexts(wordsIn[language], (text) => text.replaceAll('{brand}', () => brandName))
  named.set(key, words)
  return words
}
