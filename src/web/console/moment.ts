/** Moments as operators enter them. A moment without a zone is in UTC. */

const momentText =
  /^(?<day>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d(:\d\d(\.\d{1,3})?)?) ?(?<zone>Z|UTC|[+-]\d\d:\d\d)?$/i

/** ISO 8601 in UTC; null for now; undefined for text that is no moment. */
export function parseMoment(text: string): string | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.toLowerCase() === 'now') return null
  const { day, time, zone = 'Z' } = momentText.exec(trimmed)?.groups ?? {}
  const moment = new Date(`${day}T${time}${zone.replace(/UTC|z/i, 'Z')}`)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}

const fieldValue = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/

/** Adds the zone to the value of a `datetime-local` field. The admin API rejects any other text. */
export function withZone(value: string): string {
  if (!fieldValue.test(value)) return value
  return `${value}${value.length === 16 ? ':00' : ''}Z`
}
