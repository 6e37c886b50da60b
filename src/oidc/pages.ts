/** The pages that the library asks for in the middle of a request; drawn elsewhere. */

export type Refusal = {
  readonly error: string
  readonly description: string | undefined
  readonly status: number
  readonly requestId: string
}

/** Each answers a whole HTML document. */
export type ProtocolPages = {
  readonly refusal: (refusal: Refusal) => string
  readonly signOut: (props: {
    readonly clientName: string | null
    readonly accountEmail: string
    readonly action: string
    readonly hidden: Readonly<Record<string, string>>
  }) => string
  /** A form that sends itself on; with a button where there is no script. */
  readonly formPost: (props: {
    readonly action: string
    readonly fields: Readonly<Record<string, string>>
  }) => string
  /** What `script-src` must allow for that form, as a CSP source. */
  readonly formPostScript: string
  readonly signedOut: (props: {
    readonly isSignedIn: boolean
    readonly clientName: string | null
  }) => string
}
