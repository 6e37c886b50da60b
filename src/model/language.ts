/** The languages that people read here, and which of them a request asks for. Decides no words. */

/** The first one is for whoever asks for none of them. */
export const languages = ['en', 'de', 'fr', 'es', 'ja'] as const

export type Language = (typeof languages)[number]

/** Enough for anyone who reads; the rest of a longer list is not looked at. */
const mostListed = 20

/** The first of ours among tags (BCP 47) as OpenID Connect lists them; null when none is. */
export function languageAmong(uiLocales: string): Language | null {
  return firstOf(uiLocales.split(' ', mostListed))
}

/** The one that a browser likes best (`Accept-Language`, RFC 9110, 12.5.4); null when none is. */
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

/** A region changes nothing: `de-AT` is German. */
function firstOf(tags: readonly string[]): Language | null {
  const primary = tags.map((tag) => tag.split('-', 1).join('').toLowerCase())
  for (const tag of primary) {
    const language = languages.find((each) => each === tag)
    if (language !== undefined) return language
  }
  return null
}
