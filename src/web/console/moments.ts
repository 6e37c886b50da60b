/** Moments in the fields of the console's filters: a browser gives them no zone, and here it is UTC. */

const typed = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/

/** As the admin API takes it; what is typed otherwise is for the admin API to judge. */
export function momentTyped(value: string): string {
  if (!typed.test(value)) return value
  return `${value}${value.length === 16 ? ':00' : ''}Z`
}
