/** A time for people to read, in one form on all pages. */

const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

export function shortMoment(at: Date): string {
  return `${moment.format(at)} UTC`
}
