/** What every verb of the demo is given. It holds no rule. */

import type { RelyingParty } from './relying-party.ts'
import type { Sessions } from './sessions.ts'

/** The part of a structured logger the demo uses; pino fits. */
export type DemoLog = Readonly<{
  info(fields: object, message: string): void
  error(fields: object, message: string): void
}>

export type Harbor = Readonly<{
  /** Where this app answers, without a trailing slash. */
  url: string
  issuer: string
  /** Where an operator of the issuer ends sessions; null when nobody said. */
  consoleUrl: string | null
  party: RelyingParty
  sessions: Sessions
  log: DemoLog
}>
