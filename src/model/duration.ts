/** Spans of time as people write and read them: `30m`, `12h`, `14d`, `1h30m`, or plain seconds. Pure. */

const units = [
  { letter: 'd', word: 'd', seconds: 86_400 },
  { letter: 'h', word: 'h', seconds: 3_600 },
  { letter: 'm', word: 'min', seconds: 60 },
  { letter: 's', word: 's', seconds: 1 },
] as const

/** Seconds; null if the text is not a duration. */
export function parseDuration(text: string): number | null {
  const written = text.toLowerCase()
  if (/^\d{1,9}$/.test(written)) return Number(written)
  if (!/^\d{1,9} ?(d|h|min|m|s)( ?\d{1,9} ?(d|h|min|m|s))*$/.test(written)) return null
  const parts = [...written.matchAll(/(\d+) ?([dhms])/g)]
  return parts.reduce((sum, [, count, letter]) => sum + Number(count) * secondsIn(letter), 0)
}

function secondsIn(letter: string | undefined): number {
  return units.find((unit) => unit.letter === letter)?.seconds ?? 0
}

/** In the form that people type: `1h30m`. */
export function durationText(seconds: number): string {
  return countsOf(seconds)
    .map(({ count, letter }) => `${count}${letter}`)
    .join('')
}

/** In the form that people read: `1 h 30 min`. */
export function durationWords(seconds: number): string {
  return countsOf(seconds)
    .map(({ count, word }) => `${count} ${word}`)
    .join(' ')
}

function countsOf(seconds: number) {
  let left = seconds
  const counts = units.map((unit) => {
    const count = Math.floor(left / unit.seconds)
    left -= count * unit.seconds
    return { ...unit, count }
  })
  const named = counts.filter(({ count }) => count > 0)
  return named.length > 0 ? named : counts.slice(-1)
}
