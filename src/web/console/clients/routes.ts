/** The addresses of the console's area of clients. */

import type { Answering } from '../answering.ts'
import { clientActs } from './client-acts.tsx'
import { editClientPages } from './client-edit.tsx'
import { newClientPages } from './client-new.tsx'
import { clientPages } from './clients.tsx'

export function clientRoutes(answering: Answering): void {
  newClientPages(answering)
  clientPages(answering)
  editClientPages(answering)
  clientActs(answering)
}
