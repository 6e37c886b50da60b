/** One thing that happened, as the page tells it. No token, code, secret or cookie is in it. */

export type Step = Readonly<{
  at: number
  request: string
  outcome: 'done' | 'refused' | 'failed'
  /** The OAuth error code, when there was one. */
  code: string | null
  sentence: string
}>
