/** The first argument of every verb of the demo: its settings and tools. */

import type { RelyingParty } from './relying-party.ts'
import type { Sessions } from './sessions.ts'

/** The part of a structured logger the demo uses; pino fits. */
export type DemoLog = Readonly<{
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}>

export type Harbor = Readonly<{
  /** The URL of this app, without a trailing slash. */
  url: string
  issuer: string
  /** The issuer's console, where an operator can end sessions; null if unknown. */
  consoleUrl: string | null
  party: RelyingParty
  sessions: Sessions
  log: DemoLog
}>
