/** Asks the rule of authority for a command. Access to the machine allows everything but this server's own parts. */

import { isReservedResource } from '../model/admin-scopes.ts'
import { type Authority, refusalOf, type Target } from '../model/authority.ts'
import { Refusal } from './context.ts'

const onMachine: Authority = { kind: 'machine' }

export function mayAct(on: Target): boolean {
  return refusalOf(onMachine, on) === null
}

/** Refuses a resource that is part of this server. The refusal begins with the flag or argument. */
export function requireFree(issuer: string, identifier: string | null, flag: string): void {
  if (identifier === null || !isReservedResource(issuer, identifier)) return
  const refusal = refusalOf(onMachine, { kind: 'built_in', name: identifier })
  if (refusal !== null) throw new Refusal(`${flag}: ${refusal}.`)
}
