/** The languages of the pages, and the choice among them for a request. It holds no texts. */

/** The first is the default. */
export const languages = ['en', 'de', 'fr', 'es', 'ja'] as const

export type Language = (typeof languages)[number]

/** The rest of a longer list is ignored. */
const mostListed = 20

/** The first supported language in `ui_locales` (BCP 47 tags); null if there is none. */
export function languageAmong(uiLocales: string): Language | null {
  return firstOf(uiLocales.split(' ', mostListed))
}

/** The supported language a browser prefers (`Accept-Language`, RFC 9110, 12.5.4); null if none. */
export function acceptedLanguage(header: string): Language | null {
  const wishes = header.split(',', mostListed).map(wishOf)
  const wanted = wishes.filter(({ weight }) => weight > 0)
  return firstOf(wanted.toSorted((a, b) => b.weight - a.weight).map(({ tag }) => tag))
}

function wishOf(text: string): { readonly tag: string; readonly weight: number } {
  const [tag = '', ...rest] = text.split(';').map((part) => part.trim())
  const [, given] = /^q=(\d(?:\.\d{0,3})?)$/i.exec(rest.join(';')) ?? []
  const weight = given === undefined ? 1 : Number(given)
  return { tag, weight: rest.length > 0 && given === undefined ? 0 : weight }
}

/** Ignores the region: `de-AT` is German. */
function firstOf(tags: readonly string[]): Language | null {
  const primary = tags.map((tag) => tag.split('-', 1).join('').toLowerCase())
  for (const tag of primary) {
    const language = languages.find((each) => each === tag)
    if (language !== undefined) return language
  }
  return null
}
