/** The single-use links that are mailed to people, and how many and how long. Types and limits. */

export type LinkPurpose = 'register' | 'reset'

export const linkLimits = {
  /** From when the message is written. */
  minutes: 30,
  /** Asked for but not written by then, nobody waits for it any more. */
  minutesUntilWritten: 60,
  mostAnHourToAddress: 5,
  mostAnHourFromNetwork: 60,
} as const

/** What was asked for, found by the token in the link. */
export type MailedLink = {
  readonly id: string
  readonly purpose: LinkPurpose
  /** Normalised. */
  readonly email: string
  /** The step of the protocol that the person was in when they asked; null outside of any. */
  readonly stepUid: string | null
  readonly name: string | null
  readonly passwordHash: string | null
  readonly accountId: string | null
}
