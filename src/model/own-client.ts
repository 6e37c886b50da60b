/** This server as a client of itself: how a person signs in to their own account's pages. */

import type { Client } from './client.ts'

export const ownClientId = 'parley-account'

/** It never redeems its codes: what it is after is the session that signing in makes. */
export function ownClient(issuer: string): Client {
  const never = new Date(0)
  return {
    id: ownClientId,
    name: 'Your account',
    authMethod: 'none',
    secretHash: null,
    formerSecretHash: null,
    applicationType: 'web',
    redirectUris: [`${issuer}/account/callback`],
    postLogoutRedirectUris: [`${issuer}/`],
    grantTypes: ['authorization_code'],
    scopes: ['openid'],
    jwks: null,
    policy: null,
    resource: null,
    allowGuests: false,
    backchannelLogout: null,
    createdAt: never,
    updatedAt: never,
    disabledAt: null,
  }
}
