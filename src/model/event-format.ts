/** The formats in which events are exported, one event a line. */

import { toCef } from './cef.ts'
import type { EventDocument } from './event-document.ts'
import { toOcsf } from './ocsf.ts'

export const eventFormats = ['jsonl', 'cef', 'ocsf'] as const

export type EventFormat = (typeof eventFormats)[number]

/** Without the line end. JSON contains no line break, and CEF escapes them as `\n`. */
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
