/** The single-use links that are mailed to people: their types and limits. */

export type LinkPurpose = 'register' | 'reset'

export const linkLimits = {
  /** Counted from when the message is written. */
  minutes: 30,
  /** A message not written by then is dropped: nobody waits for it any more. */
  minutesUntilWritten: 60,
  mostAnHourToAddress: 5,
  mostAnHourFromNetwork: 60,
} as const

/** A link, as its token finds it. */
export type MailedLink = {
  readonly id: string
  readonly purpose: LinkPurpose
  /** A normalised address. */
  readonly email: string
  /** The sign-in step during which the person asked for the link; null outside a sign-in. */
  readonly stepUid: string | null
  readonly name: string | null
  readonly passwordHash: string | null
  readonly accountId: string | null
}
