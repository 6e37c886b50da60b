/** The kinds of application in plain words, and what each is in OAuth's terms. */

import type { ClientDocument } from '../../../contract/documents.ts'
import type { AuthMethod, Client, GrantType } from '../../../model/client.ts'

export const clientKinds = ['server', 'spa', 'native', 'machine', 'api'] as const

export type ClientKind = (typeof clientKinds)[number]

type Kind = {
  readonly title: string
  readonly lead: string
  /** The label of the button that leads to its form. */
  readonly register: string
  readonly authMethod: AuthMethod
  readonly applicationType: Client['applicationType']
  readonly grantTypes: readonly GrantType[]
}

const people = ['authorization_code', 'refresh_token'] as const

export const kinds: Readonly<Record<ClientKind, Kind>> = {
  server: {
    title: 'Web application with a server',
    lead: 'People sign in. A server of yours keeps a secret and talks to this one.',
    register: 'Register a web application',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    grantTypes: people,
  },
  spa: {
    title: 'Single-page app',
    lead: 'People sign in. It runs in their browser alone, where nothing can be kept secret.',
    register: 'Register a single-page app',
    authMethod: 'none',
    applicationType: 'web',
    grantTypes: people,
  },
  native: {
    title: 'Mobile or desktop app',
    lead: 'People sign in. It is installed on their device, where nothing can be kept secret.',
    register: 'Register a mobile or desktop app',
    authMethod: 'none',
    applicationType: 'native',
    grantTypes: people,
  },
  machine: {
    title: 'Service',
    lead: 'Nobody signs in: a job, a script or a server acts for itself, with a secret.',
    register: 'Register a service',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    grantTypes: ['client_credentials'],
  },
  api: {
    title: 'API',
    lead: 'It is called with tokens that other applications got here, and asks whether they are good.',
    register: 'Register an API',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    grantTypes: ['client_credentials'],
  },
}

export function isClientKind(text: string): text is ClientKind {
  return clientKinds.some((kind) => kind === text)
}

/** Whether people sign in to it, so that it needs redirect URIs. */
export function hasPeople(kind: ClientKind): boolean {
  return kinds[kind].grantTypes.includes('authorization_code')
}

/** The closest kind, for a client that was registered by other means too. */
export function kindOf(client: ClientDocument): ClientKind {
  if (client.resource !== null) return 'api'
  if (client.redirect_uris.length === 0) return 'machine'
  if (client.application_type === 'native') return 'native'
  return client.token_endpoint_auth_method === 'none' ? 'spa' : 'server'
}
