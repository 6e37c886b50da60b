/** The demo's only reader of the clock, and the formats of times. */

/** The range of ECMAScript dates, in milliseconds before and after 1970. */
const furthest = 8.64e15

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now()
}

/** `2026-11-22 20:15:03 UTC`, from milliseconds since 1970. */
export function formatInstant(at: number): string {
  if (Math.abs(at) > furthest) return 'beyond any calendar'
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `20:15:03`, from milliseconds since 1970. */
export function formatTime(at: number): string {
  return new Date(at).toISOString().slice(11, 19)
}

export function formatIso(at: number): string {
  return new Date(at).toISOString()
}

/** `4 min 51 s`, `2 h 5 min`, `3 d 4 h`: the two largest units, never negative. */
export function formatSpan(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  const units = [
    { name: 'd', amount: Math.floor(seconds / 86_400) },
    { name: 'h', amount: Math.floor(seconds / 3_600) % 24 },
    { name: 'min', amount: Math.floor(seconds / 60) % 60 },
    { name: 's', amount: seconds % 60 },
  ]
  const first = units.findIndex((unit) => unit.amount > 0)
  if (first === -1) return '0 s'
  return units
    .slice(first, first + 2)
    .filter((unit) => unit.amount > 0)
    .map((unit) => `${unit.amount} ${unit.name}`)
    .join(' ')
}
