/** The addresses of the console's area of clients. */

import type { ConsoleRouter } from '../router.ts'
import { clientActs } from './client-acts.tsx'
import { editClientPages } from './client-edit.tsx'
import { newClientPages } from './client-new.tsx'
import { clientPages } from './clients.tsx'

export function clientRoutes(router: ConsoleRouter): void {
  newClientPages(router)
  clientPages(router)
  editClientPages(router)
  clientActs(router)
}
