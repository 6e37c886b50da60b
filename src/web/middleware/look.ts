/** Sets the language and the brand of a request's pages. */

import type { Context, Middleware } from 'koa'
import { speaking } from '../../i18n/speaking.ts'
import { acceptedLanguage, type Language, languageAmong, languages } from '../../model/language.ts'
import type { Brand } from '../ui/brand.ts'
import { withBrand } from '../ui/look.ts'

/** Runs before anything that may draw a page, error pages included. */
export function setLook(brand: Brand): Middleware {
  return async (ctx, next) => {
    await withBrand(brand, () => speaking(languageOf(ctx), next))
    if (ctx.type === 'text/html') ctx.vary('Accept-Language')
  }
}

/**
 * The address decides first, then the browser's preference; no cookie is involved. Pages for
 * operators are always in English.
 */
function languageOf(ctx: Context): Language {
  if (/^\/(admin|console)(\/|$)/.test(ctx.path)) return languages[0]
  const { ui_locales: uiLocales } = ctx.query
  const requested = typeof uiLocales === 'string' ? languageAmong(uiLocales) : null
  return requested ?? acceptedLanguage(ctx.get('Accept-Language')) ?? languages[0]
}
