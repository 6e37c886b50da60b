/** The addresses of the console's area of accounts. */

import type { ConsoleRouter } from '../router.ts'
import { accountActs } from './account-acts.tsx'
import { editAccountPages } from './account-edit.tsx'
import { newAccountPages } from './account-new.tsx'
import { accountPages } from './accounts.tsx'

export function accountRoutes(router: ConsoleRouter): void {
  newAccountPages(router)
  accountPages(router)
  editAccountPages(router)
  accountActs(router)
}
