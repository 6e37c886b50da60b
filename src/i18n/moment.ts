/** Times and amounts for people to read, in the manner of each language. Times are in UTC. */

import type { Language } from '../model/language.ts'

/** English as most of the world writes its dates: the day before the month. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language)

const moments = new Map<Language, Intl.DateTimeFormat>()

/** `14 Nov 2026, 20:15 UTC` */
export function shortMoment(at: Date, language: Language): string {
  return `${momentsIn(language).format(at)} UTC`
}

function momentsIn(language: Language): Intl.DateTimeFormat {
  const known = moments.get(language)
  if (known) return known
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
  moments.set(language, format)
  return format
}

/** `2026-11-14 20:15:07 UTC`, alike in every language. */
export function exactMoment(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `90 days`, `1 day` */
export function amount(
  count: number,
  unit: 'day' | 'minute' | 'second',
  language: Language,
): string {
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const
  return new Intl.NumberFormat(localeOf(language), style).format(count)
}

/** `28 seconds`, `4 minutes`: never less than it is. */
export function waitingTime(seconds: number, language: Language): string {
  const isShort = seconds <= 90
  return amount(
    isShort ? seconds : Math.ceil(seconds / 60),
    isShort ? 'second' : 'minute',
    language,
  )
}
