/** Answers from the domain to the questions that the library asks while it works. */

import {
  type Account,
  errors,
  type Grant,
  type KoaContextWithOIDC,
  type Client as ProviderClient,
} from 'oidc-provider'
import { findAccountById } from '../accounts/find.ts'
import { findProfile } from '../accounts/profile.ts'
import { findResourceServer } from '../clients/resource-servers.ts'
import { type AccountSummary, tellableName } from '../model/account.ts'
import { defaultResource, isReservedResource } from '../model/admin-scopes.ts'
import { isOriginOf } from '../model/client.ts'
import { formerSubClaim } from '../model/guest.ts'
import { isOwnClient } from '../model/own-client.ts'
import { defaultPolicy } from '../model/presets.ts'
import { findConsent } from '../tokens/find-consent.ts'
import { checkAssertion } from './client-assertions.ts'
import type { Domain } from './domain.ts'
import { effectivePolicy, policyOfRequest } from './effective-policy.ts'
import { elevated } from './elevation.ts'
import { grantOfGuest, isGuest } from './guests.ts'
import { codeSlot, foundAccount, foundFormerSub, refreshSlot, sessionSlot } from './request.ts'
import { mayKeepOffline, withoutOffline } from './scope-parameter.ts'
import { impliedResource, isOwnResource, resourceServerFor } from './scopes.ts'

export function questions(domain: Domain) {
  const { issuer } = domain
  return {
    findAccount: (_: KoaContextWithOIDC, sub: string) => findAccount(domain, sub),
    loadExistingGrant: (ctx: KoaContextWithOIDC) => loadExistingGrant(domain, ctx),
    issueRefreshToken: (_: KoaContextWithOIDC, client: ProviderClient) =>
      client.grantTypeAllowed('refresh_token'),
    expiresWithSession: (_: KoaContextWithOIDC, token: { scopes: Set<string> }) =>
      !token.scopes.has('offline_access'),
    defaultResource: (
      ctx: KoaContextWithOIDC,
      _: ProviderClient,
      oneOf?: readonly string[],
    ): string => {
      const implied = impliedResource(issuer, String(ctx.oidc.params?.['scope'] ?? ''))
      return oneOf && !oneOf.includes(implied) ? (oneOf[0] ?? implied) : implied
    },
    resourceServer: (ctx: KoaContextWithOIDC, identifier: string, client: ProviderClient) =>
      resourceServer(domain, { ctx, identifier, clientId: client.clientId }),
    mayIntrospect: async (
      _: KoaContextWithOIDC,
      { clientId }: ProviderClient,
      token: { clientId?: string | undefined; aud?: string | string[] | undefined },
    ) => {
      if (token.clientId === clientId) return true
      const resource = (await domain.clients.find(clientId))?.resource
      if (resource == null || isReservedResource(issuer, resource)) return false
      return [token.aud].flat().includes(resource)
    },
    isOriginOfClient: (_: KoaContextWithOIDC, origin: string, client: ProviderClient) =>
      isOriginOf(client.redirectUris ?? [], origin),
    checkAssertion: ({ oidc }: KoaContextWithOIDC, claims: Record<string, unknown>) =>
      checkAssertion(domain, claims, oidc.client?.clientId ?? ''),
  }
}

type ResourceQuestion = {
  readonly ctx: KoaContextWithOIDC
  readonly identifier: string
  readonly clientId: string
}

async function resourceServer(domain: Domain, { ctx, identifier, clientId }: ResourceQuestion) {
  const { db, issuer } = domain
  const client = await domain.clients.find(clientId)
  if (client === null) throw new errors.InvalidTarget()
  const isForPerson = ctx.oidc.params?.['grant_type'] !== 'client_credentials'
  const isOwn = isOwnResource(issuer, identifier)
  const registered = isOwn ? null : await findResourceServer(db, identifier)
  const source = codeSlot.get() ?? refreshSlot.get()?.family
  const person = source?.account ?? sessionSlot.get()?.account
  const policyName = source?.policy ?? defaultPolicy.name
  const policy = await effectivePolicy(domain, { policyName, clientId })
  const subject = isForPerson ? (person ?? ('person' as const)) : ('client' as const)
  const question = { issuer, policy, identifier, client, registered, subject }
  const server = resourceServerFor(question)
  if (!isForPerson) refuseNoScope(server.scope, ctx.oidc.params?.['scope'])
  return elevated({ ctx, policy, server })
}

/** RFC 6749, 5.1 has no answer that says that no requested scope was granted. */
function refuseNoScope(offered: string, asked: unknown): void {
  if (typeof asked !== 'string') return
  const known = new Set(offered.split(' '))
  if (asked.split(' ').some((scope) => known.has(scope))) return
  throw new errors.InvalidScope('none of this is for this client', asked.slice(0, 100))
}

async function findAccount(domain: Domain, sub: string): Promise<Account | undefined> {
  const account = foundAccount(sub) ?? (await findEnabled(domain.db, sub))
  if (account === null) return undefined
  return {
    accountId: account.id,
    claims: async (use, scope) => {
      const isTold = use === 'userinfo' && account.email !== null && needsProfile.test(scope)
      return { ...(isTold ? await profileOf(domain, sub) : {}), ...claimsOf(account) }
    },
  }
}

/** Only userinfo tells the profile, so ID tokens stay short. */
const needsProfile = /(?:^| )(?:profile|phone|address)(?: |$)/

async function profileOf({ db }: Domain, sub: string) {
  const found = await findProfile(db, sub)
  if (found === null) return {}
  const { profile, changedAt } = found
  const seconds = changedAt && Math.floor(changedAt.getTime() / 1000)
  return { ...profile, ...(seconds === null ? {} : { updated_at: seconds }) }
}

/** A guest has only a `sub`. */
function claimsOf({ id: sub, name, email, emailVerified }: AccountSummary) {
  const former = foundFormerSub()
  const told = tellableName(name)
  return {
    sub,
    ...(email === null || told === null ? {} : { name: told }),
    ...(email === null ? {} : { email, email_verified: emailVerified }),
    ...(former === null ? {} : { [formerSubClaim]: former }),
  }
}

async function findEnabled(db: Domain['db'], id: string): Promise<AccountSummary | null> {
  const account = await findAccountById(db, id)
  return account?.disabledAt === null ? account : null
}

/** The grant of a consent just given, of this session, or of an earlier consent. */
async function loadExistingGrant(
  domain: Domain,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const { client, session, result, provider } = ctx.oidc
  if (!client || !session) return undefined
  await ignoreOfflineAccess(domain, ctx)
  const given = result?.consent?.grantId
  const held = sessionSlot.get()?.grant?.id
  const id = given ?? session.grantIdFor(client.clientId) ?? held
  const grant = id ? await provider.Grant.find(id) : undefined
  const current = await currentGrant(domain, ctx, grant)
  if (current) session.sidFor(client.clientId, current.jti)
  return current
}

async function currentGrant(
  domain: Domain,
  ctx: KoaContextWithOIDC,
  grant: Grant | undefined,
): Promise<Grant | undefined> {
  const { client, session } = ctx.oidc
  if (isGuest(session ?? {})) {
    withoutOffline(ctx)
    return grantOfGuest(domain, ctx, grant)
  }
  const held = grant ?? (await remembered(domain, ctx, client?.clientId ?? ''))
  if (!mayKeepOffline(ctx, held)) withoutOffline(ctx)
  return held
}

/**
 * OpenID Connect Core, 11: where no grant may outlive the browser part, `offline_access` is
 * ignored. Only now is it known whose policy applies.
 */
async function ignoreOfflineAccess(domain: Domain, ctx: KoaContextWithOIDC): Promise<void> {
  if (!ctx.oidc.requestParamScopes.has('offline_access')) return
  const policy = await policyOfRequest(domain, ctx)
  if (policy?.offlineAccess === false) withoutOffline(ctx)
}

async function remembered(
  domain: Domain,
  ctx: KoaContextWithOIDC,
  clientId: string,
): Promise<Grant | undefined> {
  const accountId = ctx.oidc.session?.accountId
  if (!accountId) return undefined
  const allowed = await allowedBefore(domain, ctx, { accountId, clientId })
  if (allowed === null) return undefined
  const grant = new ctx.oidc.provider.Grant({ accountId, clientId })
  Object.assign(grant, allowed)
  await grant.save()
  return grant
}

/** Nobody has to consent to see their own account. */
function allowedBefore(
  { db, issuer }: Domain,
  ctx: KoaContextWithOIDC,
  who: { readonly accountId: string; readonly clientId: string },
): Promise<object | null> {
  const session = sessionSlot.get()
  if (isOwnClient(who.clientId)) {
    const resources = { [defaultResource(issuer)]: 'openid' }
    return Promise.resolve({ openid: { scope: 'openid' }, resources })
  }
  const isKnown = session?.accountId === who.accountId && knowsClient(ctx)
  return isKnown ? Promise.resolve(session.consent) : findConsent(db, who)
}

/** The session's read included this client's consent only if the query names the client. */
function knowsClient(ctx: KoaContextWithOIDC): boolean {
  return typeof ctx.query['client_id'] === 'string'
}
