/** The kinds of mail. They refer to accounts and links by id, so that a job holds no secret. */

import type { Language } from './language.ts'

export type MailOrder = {
  /** The language of the request that caused it. */
  readonly language: Language
} & (
  | { readonly kind: 'link'; readonly linkId: string }
  | { readonly kind: 'password_changed'; readonly accountId: string }
  /** Goes to the account's former address, which is stored nowhere else. */
  | { readonly kind: 'address_changed'; readonly accountId: string; readonly former: string }
  | { readonly kind: 'new_device'; readonly accountId: string; readonly sessionId: string }
)

export function mailJob(order: MailOrder) {
  return { queue: 'mail', data: order } as const
}

/** A message before it is written as mail. Every string is plain text. */
export type Letter = {
  readonly language: Language
  readonly to: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly link: { readonly label: string; readonly url: string } | null
  /** Tells the reader what to do if they did not cause it. */
  readonly closing: string
}

/** The page that shows the mail; it exists only where mail is shown instead of sent. */
export const developmentMailPath = '/dev/mail'
