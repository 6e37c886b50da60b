/** The clients as an operator sees them, disabled ones included. It never reads a secret hash. */

import { column, orNull, present } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { type ColdStore, readWithPrisma } from '../store/prisma-read.ts'

export type ListedClient = {
  readonly id: string
  readonly name: string
  readonly authMethod: string
  readonly applicationType: string
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  readonly scopes: readonly string[]
  readonly jwks: unknown
  readonly policy: string | null
  readonly resource: string | null
  readonly allowGuests: boolean
  readonly logoutUri: string | null
  readonly logoutSessionRequired: boolean
  /** Empty means all causes. */
  readonly logoutCauses: readonly string[]
  readonly idTokenAlg: string
  readonly userinfoAlg: string | null
  readonly assertionAudience: string
  /** Null if the client has no secret, or still its first one. */
  readonly secretRotatedAt: Date | null
  /** When the former secret expires or expired. */
  readonly formerSecretUntil: Date | null
  readonly createdAt: Date
  readonly disabledAt: Date | null
}

const columns = {
  id: true,
  name: true,
  authMethod: true,
  applicationType: true,
  redirectUris: true,
  postLogoutRedirectUris: true,
  grantTypes: true,
  scopes: true,
  jwks: true,
  policy: true,
  resource: true,
  allowGuests: true,
  logoutUri: true,
  logoutSessionRequired: true,
  logoutCauses: true,
  idTokenAlg: true,
  userinfoAlg: true,
  assertionAudience: true,
  secretRotatedAt: true,
  formerSecretUntil: true,
  createdAt: true,
  disabledAt: true,
} as const

/** At most `most` clients in order of id, after the client `after`. */
export function listClients(
  store: ColdStore,
  { after = null, most }: { after?: string | null; most: number },
): Promise<readonly ListedClient[]> {
  return readWithPrisma(store, ({ client }) =>
    client.findMany({
      select: columns,
      where: after === null ? {} : { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: most,
    }),
  )
}

const find = read(
  'find_listed_client',
  `SELECT id, name, auth_method AS "authMethod", application_type AS "applicationType",
     redirect_uris AS "redirectUris", post_logout_redirect_uris AS "postLogoutRedirectUris",
     grant_types AS "grantTypes", scopes, jwks, policy, resource, allow_guests AS "allowGuests",
     backchannel_logout_uri AS "logoutUri",
     backchannel_logout_session_required AS "logoutSessionRequired",
     coalesce(backchannel_logout_causes, '{}') AS "logoutCauses",
     id_token_signed_response_alg AS "idTokenAlg", userinfo_signed_response_alg AS "userinfoAlg",
     token_endpoint_auth_assertion_audience AS "assertionAudience",
     secret_rotated_at AS "secretRotatedAt", former_secret_until AS "formerSecretUntil",
     created_at AS "createdAt", disabled_at AS "disabledAt"
   FROM clients WHERE id = $1`,
  {
    id: column.text,
    name: column.text,
    authMethod: column.text,
    applicationType: column.text,
    redirectUris: present(column.texts),
    postLogoutRedirectUris: present(column.texts),
    grantTypes: present(column.texts),
    scopes: present(column.texts),
    jwks: orNull(column.json<NonNullable<ListedClient['jwks']>>()),
    policy: orNull(column.text),
    resource: orNull(column.text),
    allowGuests: column.bool,
    logoutUri: orNull(column.text),
    logoutSessionRequired: column.bool,
    logoutCauses: column.texts,
    idTokenAlg: column.text,
    userinfoAlg: orNull(column.text),
    assertionAudience: column.text,
    secretRotatedAt: orNull(column.timestamp),
    formerSecretUntil: orNull(column.timestamp),
    createdAt: column.timestamp,
    disabledAt: orNull(column.timestamp),
  },
)

export async function findListedClient(db: Db, id: string): Promise<ListedClient | null> {
  const [client] = await db.rows<ListedClient>(find, [id])
  return client ?? null
}
