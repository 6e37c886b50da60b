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
  readonly signedOut: (props: { readonly clientName: string | null }) => string
}
