/** Which language and brand the pages of a request have. It draws none. */

import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, Middleware } from 'koa'
import { currentLanguage, speaking } from '../../i18n/speaking.ts'
import { acceptedLanguage, type Language, languageAmong, languages } from '../../model/language.ts'
import { type Brand, plainBrand } from '../ui/brand.ts'
import { type Look, lookIn } from '../ui/look.ts'

const branded = new AsyncLocalStorage<Brand>()

/** Before everything that may draw a page, the one of an error included. */
export function inLanguageAndBrand(brand: Brand): Middleware {
  return async (ctx, next) => {
    await branded.run(brand, () => speaking(languageOf(ctx), next))
    if (ctx.type === 'text/html') ctx.vary('Accept-Language')
  }
}

export function currentLook(): Look {
  return lookIn(currentLanguage(), branded.getStore() ?? plainBrand)
}

/** No cookie: what the address says, then what the browser likes. What operators read is English. */
function languageOf(ctx: Context): Language {
  if (/^\/(admin|console)(\/|$)/.test(ctx.path)) return languages[0]
  const { ui_locales: asked } = ctx.query
  const named = typeof asked === 'string' ? languageAmong(asked) : null
  return named ?? acceptedLanguage(ctx.get('Accept-Language')) ?? languages[0]
}
