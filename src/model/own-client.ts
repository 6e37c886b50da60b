/** The server's own pages as clients of the server: how people sign in to them. */

import { type Client, defaultSigning } from './client.ts'

export type OwnClient = {
  readonly id: string
  readonly name: string
  /** A path under the issuer, beside the pages that it serves. */
  readonly callback: string
}

export const accountClient: OwnClient = {
  id: 'parley-account',
  name: 'Your account',
  callback: '/account/callback',
}

export const consoleClient: OwnClient = {
  id: 'parley-console',
  name: 'Parley console',
  callback: '/console/callback',
}

const all = [accountClient, consoleClient]

export function isOwnClient(id: string | undefined): boolean {
  return all.some((own) => own.id === id)
}

/** None redeems its codes: what it is after is the session that signing in makes. */
export function ownClients(issuer: string): readonly Client[] {
  return all.map((own) => clientOf(own, issuer))
}

function clientOf({ id, name, callback }: OwnClient, issuer: string): Client {
  const never = new Date(0)
  return {
    id,
    name,
    authMethod: 'none',
    secretHash: null,
    formerSecretHash: null,
    applicationType: 'web',
    redirectUris: [`${issuer}${callback}`],
    postLogoutRedirectUris: [`${issuer}/`],
    grantTypes: ['authorization_code'],
    scopes: ['openid'],
    jwks: null,
    policy: null,
    resource: null,
    allowGuests: false,
    backchannelLogout: null,
    ...defaultSigning,
    createdAt: never,
    updatedAt: never,
    disabledAt: null,
  }
}
