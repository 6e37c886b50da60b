/** The command `parley client update`: what is given changes, the rest stays. */

import { isDomainError } from '../base/errors.ts'
import { findListedClient } from '../clients/list.ts'
import { type ClientSettings, updateClient } from '../clients/update.ts'
import type { ClientRegistration, GrantType } from '../model/client.ts'
import type { NoticeCause } from '../model/notice.ts'
import type { AnswerOptions } from './answer.ts'
import { answerClient, unknownClient } from './client.ts'
import { byFlag, readJwks, scopesIn } from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { getPolicy } from './policy.ts'
import { withStore } from './postgres.ts'

/** `none` stands for nothing of it, `all` for every cause. */
export type UpdateClientOptions = AnswerOptions & {
  readonly name?: string
  readonly redirectUri?: readonly string[]
  readonly postLogoutRedirectUri?: readonly string[]
  readonly grant?: readonly GrantType[]
  readonly scope?: readonly string[]
  readonly policy?: string
  readonly jwksFile?: string
  readonly allowGuests?: boolean
  readonly backchannelLogoutUri?: string
  readonly backchannelLogoutSessionRequired?: boolean
  readonly backchannelLogoutCause?: readonly (NoticeCause | 'all')[]
}

export async function runUpdateClient(
  context: Context,
  clientId: string,
  options: UpdateClientOptions,
): Promise<void> {
  const { json: _, ...given } = options
  if (Object.keys(given).length === 0) throw new Refusal('Say what shall be otherwise: see --help.')
  const change = await changeOf(given)
  const updated = await withStore(context.config(), async (store) => {
    const { policy = 'none' } = given
    if (policy !== 'none') await getPolicy(store, policy, '--policy')
    const isDone = await byFlag(() =>
      updateClient(store, { clientId, change, by: commandLineActor() }),
    ).catch((error: unknown) => {
      throw isDomainError(error, 'not_found') ? unknownClient(clientId) : error
    })
    return { isDone, client: await findListedClient(store, clientId) }
  })
  if (updated.client === null) throw unknownClient(clientId)
  answerClient(context, options, updated.client)
  if (!updated.isDone && !options.json) context.note('It was so before: nothing changed.\n')
}

type Given = Omit<UpdateClientOptions, 'json'>

async function changeOf(given: Given): Promise<(now: ClientRegistration) => ClientSettings> {
  const keys = given.jwksFile === undefined ? {} : { jwks: await readJwks(given.jwksFile) }
  const { name, policy, allowGuests } = given
  return (now) => ({
    name: name ?? now.name,
    ...tokensOf(now, given),
    jwks: now.jwks,
    ...keys,
    policy: policy === undefined ? now.policy : named(policy),
    allowGuests: allowGuests ?? now.allowGuests,
    backchannelLogout: logoutOf(now, given),
  })
}

/** How it gets tokens, which, and where people come and go. */
function tokensOf(now: ClientRegistration, given: Given) {
  const { grant, scope, redirectUri, postLogoutRedirectUri } = given
  return {
    grantTypes: grant === undefined ? now.grantTypes : [...new Set(grant)],
    scopes: scope === undefined ? now.scopes : scopesIn(scope),
    redirectUris: listed(redirectUri) ?? now.redirectUris,
    postLogoutRedirectUris: listed(postLogoutRedirectUri) ?? now.postLogoutRedirectUris,
  }
}

function listed(uris: readonly string[] | undefined): readonly string[] | undefined {
  return uris?.length === 1 && uris[0] === 'none' ? [] : uris
}

function named(value: string): string | null {
  return value === 'none' ? null : value
}

function logoutOf(
  { backchannelLogout: now }: ClientRegistration,
  given: Given,
): ClientRegistration['backchannelLogout'] {
  const { backchannelLogoutUri: uri = now?.uri ?? 'none', backchannelLogoutCause: causes } = given
  if (uri === 'none') return null
  const named = causes?.flatMap((cause) => (cause === 'all' ? [] : cause))
  return {
    uri,
    sessionRequired: given.backchannelLogoutSessionRequired ?? now?.sessionRequired ?? false,
    causes: named === undefined ? (now?.causes ?? null) : named.length === 0 ? null : named,
  }
}
