/** The server's own pages as clients of the server: how people sign in to them. */

import { type Client, defaultSigning } from './client.ts'

/** Which of the server's own pages a person goes to. */
export type OwnPage = 'account' | 'console'

export type OwnClient = {
  readonly page: OwnPage
  readonly id: string
  readonly name: string
  /** A path under the issuer, beside the pages that it serves. */
  readonly callback: string
}

export const accountClient: OwnClient = {
  page: 'account',
  id: 'parley-account',
  name: 'Your account',
  callback: '/account/callback',
}

export const consoleClient: OwnClient = {
  page: 'console',
  id: 'parley-console',
  name: 'Parley console',
  callback: '/console/callback',
}

const all = [accountClient, consoleClient]

/** Null for every other client: the person knows it as an app, by its name. */
export function ownPageOf(id: string | undefined): OwnPage | null {
  return all.find((own) => own.id === id)?.page ?? null
}

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
