/** A moment as an operator types it. */

const typed =
  /^(?<day>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d(:\d\d(\.\d{1,3})?)?) ?(?<zone>Z|UTC|[+-]\d\d:\d\d)?$/i

/** ISO 8601 in UTC, which it is where no zone stands; null for now, undefined for no moment. */
export function momentOf(text: string): string | null | undefined {
  const written = text.trim()
  if (written === '' || written.toLowerCase() === 'now') return null
  const { day, time, zone = 'Z' } = typed.exec(written)?.groups ?? {}
  const moment = new Date(`${day}T${time}${zone.replace(/UTC|z/i, 'Z')}`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
