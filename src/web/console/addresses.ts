/** The addresses of the console: each area, and one thing in it. An area links to another by these. */

import type { ScopeField } from '../../contract/revocation.ts'
import type { Revocation } from '../../model/revocation.ts'
import { addressOf } from '../ui/pages.ts'

export const overviewPath = '/console'

export const sessionsPath = '/console/sessions'
export const accountsPath = '/console/accounts'
export const clientsPath = '/console/clients'
export const policiesPath = '/console/policies'
export const newPolicyPath = '/console/new-policy'
export const effectivePolicyPath = '/console/effective-policy'
export const revocationsPath = '/console/revocations'
export const reachPath = `${revocationsPath}/reach`
export const noticesPath = '/console/notices'
export const ledgerPath = '/console/ledger'
export const blocksPath = `${ledgerPath}/blocks`
export const verificationPath = `${ledgerPath}/verification`
export const keysPath = '/console/keys'
export const operatorsPath = '/console/operators'
export const apiKeysPath = '/console/api-keys'
export const settingsPath = '/console/settings'

type WithId = { readonly id: string }

export function sessionPath({ id }: WithId): string {
  return `${sessionsPath}/${id}`
}

export function accountPath({ id }: WithId): string {
  return `${accountsPath}/${id}`
}

export function clientPath({ client_id: id }: { readonly client_id: string }): string {
  return `${clientsPath}/${id}`
}

export function policyPath({ name }: { readonly name: string }): string {
  return `${policiesPath}/${name}`
}

export function revocationPath({ id }: WithId): string {
  return `${revocationsPath}/${id}`
}

/** The form for a new revocation with these fields filled in. Opening it revokes nothing. */
export function newRevocationPath(
  kind: Revocation['scope'],
  fields: Readonly<Partial<Record<ScopeField, string>>>,
): string {
  return addressOf(`${revocationsPath}/new`, { kind, ...fields })
}

export function noticePath({ id }: WithId): string {
  return `${noticesPath}/${id}`
}

export function eventPath({ id }: WithId): string {
  return `${ledgerPath}/${id}`
}

export function operatorPath({ account_id: id }: { readonly account_id: string }): string {
  return `${operatorsPath}/${id}`
}

export function apiKeyPath({ id }: WithId): string {
  return `${apiKeysPath}/${id}`
}
