/** The addresses of the console's area of clients. */

import type Router from '@koa/router'
import { answeringOn } from './answering.ts'
import { clientActs } from './client-acts.tsx'
import { editClientPages } from './client-edit.tsx'
import { newClientPages } from './client-new.tsx'
import { clientPages } from './clients.tsx'
import type { ConsoleOptions } from './visit.ts'

export function clientRoutes(router: Router, options: ConsoleOptions): void {
  const answering = answeringOn(router, options)
  newClientPages(answering)
  clientPages(answering)
  editClientPages(answering)
  clientActs(answering)
}
