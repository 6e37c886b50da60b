/** Moments as they are typed: in ISO 8601, with their zone. */

import { Refusal } from './context.ts'

export function momentOf(text: string): Date {
  const moment = new Date(text)
  const isExact = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)
  if (isExact && !Number.isNaN(moment.getTime())) return moment
  throw new Refusal(
    `${JSON.stringify(text)} is not a moment. Write it like 2026-11-22T13:00:00Z, or "now".`,
  )
}
