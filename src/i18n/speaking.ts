/** In which language the request under way is answered. Whatever it causes is said in it, too. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { type Language, languageAmong, languages } from '../model/language.ts'

type Speech = { language: Language }

const running = new AsyncLocalStorage<Speech>()

export function speaking<T>(language: Language, task: () => Promise<T>): Promise<T> {
  return running.run({ language }, task)
}

/** English where no request is: in commands, and in jobs, which are told the language they need. */
export function currentLanguage(): Language {
  return running.getStore()?.language ?? languages[0]
}

/** The application's `ui_locales` takes precedence over the browser's preference. */
export function speakAmong(uiLocales: unknown): void {
  const speech = running.getStore()
  const asked = typeof uiLocales === 'string' ? languageAmong(uiLocales) : null
  if (speech && asked !== null) speech.language = asked
}
