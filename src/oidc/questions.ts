/** What the library asks while it works, answered from the domain. */

import {
  type Account,
  errors,
  type Grant,
  type KoaContextWithOIDC,
  type Client as ProviderClient,
} from 'oidc-provider'
import { findAccountById } from '../accounts/find.ts'
import { epochSeconds } from '../base/clock.ts'
import type { AccountSummary } from '../model/account.ts'
import type { Domain } from './domain.ts'
import { foundAccount, inRequest } from './request.ts'
import { impliedResource, resourceServerFor } from './scopes.ts'

/** An assertion is made for this request: five minutes are plenty. */
const longestAssertionSeconds = 300

export function questions(domain: Domain) {
  const { issuer } = domain
  return {
    findAccount: (_: KoaContextWithOIDC, sub: string) => findAccount(domain, sub),
    loadExistingGrant: (ctx: KoaContextWithOIDC) => loadExistingGrant(ctx),
    issueRefreshToken: (_: KoaContextWithOIDC, client: ProviderClient) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: (_: KoaContextWithOIDC, token: { scopes: Set<string> }) =>
      !token.scopes.has('offline_access'),
    defaultResource: (
      ctx: KoaContextWithOIDC,
      _: ProviderClient,
      oneOf?: readonly string[],
    ): string => {
      const implied = impliedResource(issuer, ctx.oidc.params?.['scope'] as string | undefined)
      return oneOf && !oneOf.includes(implied) ? (oneOf[0] ?? implied) : implied
    },
    resourceServer: async (
      ctx: KoaContextWithOIDC,
      identifier: string,
      { clientId }: ProviderClient,
    ) => {
      const client = await domain.clients.find(clientId)
      if (client === null) throw new errors.InvalidTarget()
      const isForPerson = ctx.oidc.params?.['grant_type'] !== 'client_credentials'
      const known = domain.resourceServers()
      return resourceServerFor({ ...domain, identifier, client, known, isForPerson })
    },
    mayIntrospect: async (
      _: KoaContextWithOIDC,
      { clientId }: ProviderClient,
      token: { clientId?: string | undefined; aud?: string | string[] | undefined },
    ) => {
      if (token.clientId === clientId) return true
      const resource = (await domain.clients.find(clientId))?.resource
      return resource != null && [token.aud].flat().includes(resource)
    },
    isOriginOfClient: (_: KoaContextWithOIDC, origin: string, client: ProviderClient) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    checkAssertion: (_: KoaContextWithOIDC, claims: Record<string, unknown>) =>
      checkAssertion(issuer, claims),
  }
}

async function findAccount({ db }: Domain, sub: string): Promise<Account | undefined> {
  const account = foundAccount(sub) ?? (await findEnabled(db, sub))
  if (account === null) return undefined
  const { id, name, email } = account
  return { accountId: id, claims: () => ({ sub: id, name, email, email_verified: false }) }
}

async function findEnabled(db: Domain['db'], id: string): Promise<AccountSummary | null> {
  const account = await findAccountById(db, id)
  return account?.disabledAt === null ? account : null
}

/** The consent just given, this session's grant, or what the account allowed at an earlier time. */
async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, result, provider } = ctx.oidc
  if (!client || !session) return undefined
  const given = result?.consent?.grantId
  const held = inRequest().session?.grant?.id
  const id = given ?? session.grantIdFor(client.clientId) ?? held
  const grant = id ? await provider.Grant.find(id) : undefined
  const current = grant ?? (await remembered(ctx, client.clientId))
  if (current) session.sidFor(client.clientId, current.jti)
  return current
}

async function remembered(ctx: KoaContextWithOIDC, clientId: string): Promise<Grant | undefined> {
  const { session, provider } = ctx.oidc
  const found = inRequest().session
  const accountId = session?.accountId
  if (!found?.consent || !accountId || found.accountId !== accountId) return undefined
  const grant = new provider.Grant({ accountId, clientId })
  Object.assign(grant, found.consent)
  await grant.save()
  return grant
}

/** RFC 7523bis: for this issuer and for nobody else, and not for long. */
function checkAssertion(issuer: string, claims: Record<string, unknown>): void {
  if (claims['aud'] !== issuer) throw new errors.InvalidClientAuth('aud must be the issuer')
  const exp = claims['exp']
  if (typeof exp !== 'number' || exp > epochSeconds() + longestAssertionSeconds) {
    throw new errors.InvalidClientAuth('exp must be at most five minutes ahead')
  }
}
