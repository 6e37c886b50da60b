/** The look of a page: its language, its texts and its brand. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { currentLanguage } from '../../i18n/speaking.ts'
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

const requestBrand = new AsyncLocalStorage<Brand>()

/** Pages that `task` draws carry this brand. */
export function withBrand<T>(brand: Brand, task: () => Promise<T>): Promise<T> {
  return requestBrand.run(brand, task)
}

/** The look of the current request. */
export function currentLook(): Look {
  return lookIn(currentLanguage(), currentBrand())
}

export function currentBrand(): Brand {
  return requestBrand.getStore() ?? plainBrand
}

const Looks = createContext<Look>(lookIn('en'))

export const LookProvider = Looks.Provider

export function useLook(): Look {
  return useContext(Looks)
}

export function useWords(): Words {
  return useLook().words
}
