/** Creates an account once the person has shown that they read mail at the address. */

import type { MailedLink } from '../model/mailed-link.ts'
import type { Db } from '../store/db.ts'

import { insertAccount } from './create.ts'
import { findLink, spendLink } from './find-link.ts'
import { voidLinks } from './mint-link.ts'
import type { ProvingTools } from './prove-password.ts'

export type Confirmation = {
  readonly token: string
  /** The sign-in step of this browser; null in a browser other than the one that registered. */
  readonly stepUid: string | null
  /** Required in another browser: someone else may have registered with the reader's address. */
  readonly password: string
}

export type ConfirmationOutcome = 'confirmed' | 'wrong_password' | 'link_dead'

export async function confirmRegistration(
  { db, passwords, recordRefusal }: Pick<ProvingTools, 'db' | 'passwords' | 'recordRefusal'>,
  { token, stepUid, password }: Confirmation,
): Promise<ConfirmationOutcome> {
  const link = await findLink(db, { token, purpose: 'register' })
  if (link === null || link.name === null || link.passwordHash === null) return 'link_dead'
  const isSameBrowser = stepUid !== null && stepUid === link.stepUid
  const isKnown = isSameBrowser || (await passwords.verify(link.passwordHash, password))
  if (!isKnown) {
    const details = { factor: 'pwd', purpose: 'register' }
    const by = { kind: 'nobody' } as const
    await recordRefusal({ type: 'authentication.failed', outcome: 'failure', actor: by, details })
    return 'wrong_password'
  }

  const { name, passwordHash } = link
  const isMade = await db.transaction((tx) => make(tx, { ...link, name, passwordHash }))
  return isMade ? 'confirmed' : 'link_dead'
}

type Confirmed = MailedLink & { readonly name: string; readonly passwordHash: string }

async function make(tx: Db, link: Confirmed): Promise<boolean> {
  if (!(await spendLink(tx, link))) return false
  const { email, name, passwordHash } = link
  const by = { kind: 'nobody' } as const
  const account = { email, name, passwordHash, emailVerified: true, by }
  const made = await insertAccount(tx, account)
  await voidLinks(tx, { email, purpose: 'register' })
  return made !== null
}
