/** The forms in which events are handed over, one a line. */

import { toCef } from './cef.ts'
import type { EventDocument } from './event-document.ts'
import { toOcsf } from './ocsf.ts'

export const eventFormats = ['jsonl', 'cef', 'ocsf'] as const

export type EventFormat = (typeof eventFormats)[number]

/** Without the end of the line. JSON has no line break of its own, and CEF writes them as `\n`. */
export function lineOf(event: EventDocument, format: EventFormat): string {
  switch (format) {
    case 'jsonl':
      return JSON.stringify(event)
    case 'cef':
      return toCef(event)
    case 'ocsf':
      return JSON.stringify(toOcsf(event))
  }
}
