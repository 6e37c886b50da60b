/** What there is to be mailed: named by ids, so that a job holds nothing that could be used. */

import type { Language } from './language.ts'

export type MailOrder = {
  /** Of the request that it comes of. */
  readonly language: Language
} & (
  | { readonly kind: 'link'; readonly linkId: string }
  | { readonly kind: 'password_changed'; readonly accountId: string }
  /** To the address that is no longer the account's, which nothing else knows any more. */
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
  /** What to do when it was not the reader who caused it. */
  readonly closing: string
}
