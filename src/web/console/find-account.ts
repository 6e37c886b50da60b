/** Finds the account that an operator names by email or id. */

import { DomainError } from '../../base/errors.ts'
import type { Visit } from './visit.ts'

export type NamedAccount = { readonly id: string; readonly email: string | null }

/** Null if no account matches. Guests have only an id. */
export async function findAccount(visit: Visit, emailOrId: string): Promise<NamedAccount | null> {
  if (emailOrId.includes('@')) {
    const params = { email: emailOrId }
    const { body } = await visit.ask('listAccounts', { params })
    return body.items[0] ?? null
  }
  try {
    return (await visit.ask('getAccount', { params: { id: emailOrId } })).body
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === 'not_found' || error.code === 'request_invalid') return null
    throw error
  }
}
