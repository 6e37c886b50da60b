/** What every page needs besides its own facts: the language, its words, the brand. */

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Words, wordsOf } from '../../i18n/words.ts'
import type { Language } from '../../model/language.ts'
import { type Brand, plainBrand } from './brand.ts'

export type Look = {
  readonly language: Language
  readonly words: Words
  readonly brand: Brand
}

export function lookIn(language: Language, brand: Brand = plainBrand): Look {
  return { language, words: wordsOf(language, brand.name), brand }
}

const Looks = createContext<Look>(lookIn('en'))

export const LookProvider = Looks.Provider

export function useLook(): Look {
  return useContext(Looks)
}

export function useWords(): Words {
  return useLook().words
}
