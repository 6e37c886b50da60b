/** The addresses of the console's area of accounts. */

import type Router from '@koa/router'
import { accountActs } from './account-acts.tsx'
import { editAccountPages } from './account-edit.tsx'
import { newAccountPages } from './account-new.tsx'
import { accountPages } from './accounts.tsx'
import { answeringOn } from './answering.ts'
import type { ConsoleOptions } from './visit.ts'

export function accountRoutes(router: Router, options: ConsoleOptions): void {
  const answering = answeringOn(router, options)
  newAccountPages(answering)
  accountPages(answering)
  editAccountPages(answering)
  accountActs(answering)
}
