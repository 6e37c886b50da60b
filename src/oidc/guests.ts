/**
 * Guests between the library and the domain: how one begins, what one is granted, how one signs in.
 */

import { type Grant, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { mayBeginGuest } from '../accounts/begin-guest.ts'
import { uuidv7 } from '../base/crypto.ts'
import { lineOf } from '../model/binding.ts'
import { guestAcr, guestName, guestTier } from '../model/guest.ts'
import { limitEvent } from '../model/limit-event.ts'
import { currentOrigin } from '../store/unit-of-work.ts'
import type { Domain } from './domain.ts'
import { guestSlot, requestSlot } from './request.ts'

export function isGuest({ acr }: { readonly acr?: string | null | undefined }): boolean {
  return acr === guestAcr
}

/**
 * Runs when the whole request was checked and before anyone is looked up. A visitor with any
 * session keeps it. A request that names a person or asks for a page makes no guest.
 */
export function guestStarter(domain: Domain) {
  return async (ctx: KoaContextWithOIDC): Promise<void> => {
    const { session, client } = ctx.oidc
    if (!session || !client || !isOfNobody(ctx) || !(await acceptsGuest(domain, ctx))) return
    if (!(await mayBeginGuest(domain.db))) return domain.recordRefusal(limitEvent('guests'))
    const guest = { id: uuidv7(), email: null, emailVerified: false, name: guestName, roles: [] }
    guestSlot.set({ ...guest, clientId: client.clientId })
    const transient = !domain.policies.ofTier(guestTier).remember
    session.loginAccount({ accountId: guest.id, acr: guestAcr, amr: [], transient })
    // Someone else may have planted the cookie that the browser came with.
    if (!Reflect.get(session, 'new')) session.resetIdentifier()
  }
}

/** A pushed request has no browser yet. */
function isOfNobody({ oidc: { route, session, entities } }: KoaContextWithOIDC): boolean {
  const isNamed = session?.accountId !== undefined || entities.IdTokenHint !== undefined
  return route === 'authorization' && !isNamed
}

/** Whether a guest is good enough for this request: `acr_values` asks, and the client may. */
async function acceptsGuest(domain: Domain, { oidc }: KoaContextWithOIDC): Promise<boolean> {
  const asked = String(oidc.params?.['acr_values'] ?? '').split(' ')
  const isForPerson = [...oidc.prompts].some((prompt) => prompt !== 'none')
  if (!oidc.client || !asked.includes(guestAcr) || isForPerson) return false
  const client = await domain.clients.find(oidc.client.clientId)
  return client?.allowGuests === true && mayHaveCode(domain)
}

const mayHaveCodeSlot = requestSlot<{ readonly may: boolean }>()

/** Over the limit the visitor is asked to sign in. Asked once a request, since each answer counts. */
function mayHaveCode({ guestCodes, recordRefusal }: Domain): boolean {
  const known = mayHaveCodeSlot.get()
  if (known !== null) return known.may
  const network = lineOf(currentOrigin().network)
  const may = network === null || guestCodes(network) === 0
  mayHaveCodeSlot.set({ may })
  if (!may) void recordRefusal(limitEvent('guests'))
  return may
}

/** A guest is nobody, so a request that asks for a person needs a sign-in. */
export function guestCheck(domain: Domain): interactionPolicy.Check {
  return new interactionPolicy.Check(
    'guest_session',
    'a guest must sign in for this request',
    'login_required',
    async (ctx) => isGuest(ctx.oidc.session ?? {}) && !(await acceptsGuest(domain, ctx)),
  )
}

/**
 * A guest is not asked for consent, since there is no personal data to share. The grant holds what
 * the request asks for. Answers `held` if the request does not accept guests.
 */
export async function grantOfGuest(
  domain: Domain,
  ctx: KoaContextWithOIDC,
  held: Grant | undefined,
): Promise<Grant | undefined> {
  const { client, session, provider, requestParamOIDCScopes, requestParamScopes } = ctx.oidc
  if (!client || !session?.accountId || !(await acceptsGuest(domain, ctx))) return held
  const { accountId } = session
  const grant = held ?? new provider.Grant({ accountId, clientId: client.clientId })
  const before = JSON.stringify([grant.openid, grant.resources])
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '))
  for (const [resource, { scopes }] of Object.entries(ctx.oidc.resourceServers ?? {})) {
    const asked = [...requestParamScopes].filter((scope) => scopes.has(scope))
    grant.addResourceScope(resource, asked.join(' '))
  }
  if (JSON.stringify([grant.openid, grant.resources]) !== before) await grant.save()
  return grant
}
