/** The addresses of the console's area of accounts. */

import type { Answering } from '../answering.ts'
import { accountActs } from './account-acts.tsx'
import { editAccountPages } from './account-edit.tsx'
import { newAccountPages } from './account-new.tsx'
import { accountPages } from './accounts.tsx'

export function accountRoutes(answering: Answering): void {
  newAccountPages(answering)
  accountPages(answering)
  editAccountPages(answering)
  accountActs(answering)
}
