/**
 * The one table of what each cause does to each credential: the tests are made from it, and the
 * documentation is held against it.
 */

import { deleteAccount } from '../../src/accounts/delete.ts'
import { disableAccount } from '../../src/accounts/disable.ts'
import { replacePassword } from '../../src/accounts/replace-password.ts'
import { rotateSecret } from '../../src/clients/rotate-secret.ts'
import { endSession } from '../../src/endings/end-session.ts'
import type { RevocationScope } from '../../src/model/revocation.ts'
import type { EndReason } from '../../src/model/session.ts'
import { readFilter } from '../../src/model/session-filter.ts'
import { withdrawConsent } from '../../src/sessions/applications.ts'
import { deleteClient, disableClient } from '../../src/sessions/disable-client.ts'
import { endOtherSessions } from '../../src/sessions/end-others.ts'
import { endSearched } from '../../src/sessions/end-searched.ts'
import { revoke } from '../../src/sessions/revoke.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { ageFamilies, ageSessions, sql } from '../support/sql.ts'
import { post, redeem, refresh, tokensOf } from '../support/tokens.ts'
import type { World } from './world.ts'

/** `soon`: in memory of each node, and so within a second. */
export type Fate = 'dead' | 'soon' | 'lives'

export const columns = [
  'cookie',
  'code',
  'step',
  'pushed',
  'refresh',
  'offline',
  'accessToken',
  'userinfo',
  'offlineAccess',
  'ownToken',
  'idToken',
] as const

export type Column = (typeof columns)[number]

export type Cause = {
  /** As the documentation names it. */
  readonly name: string
  readonly tier?: string
  readonly act: (world: World) => Promise<unknown>
  /** In the order of the columns; the last one is the answer of `/session/status` to an ID token. */
  readonly fates: readonly Fate[]
  readonly told: 'lives' | 'refused' | EndReason
}

const by = { kind: 'operator', id: 'test' } as const
const reason = 'a test'

const L = 'lives'
const D = 'dead'
/** The columns:      cookie code step pushed refresh offline access userinfo offline-access own */
const browserPart: Fate[] = [D, D, D, L, D, L, D, D, L, L]
const wholeSession: Fate[] = [D, D, D, L, D, D, D, D, D, L]
const wholeGrant: Fate[] = [L, D, L, L, D, D, D, D, D, L]
const oneToken: Fate[] = [L, L, L, L, L, L, D, D, D, L]
const wholeClient: Fate[] = [L, D, 'soon', 'soon', D, D, D, D, D, D]
const nothing: Fate[] = [L, L, L, L, L, L, L, L, L, L]
const all: Fate[] = [D, D, D, L, D, D, D, D, D, D]
const grantAndOwn: Fate[] = [L, D, L, L, D, D, D, D, D, D]

function ending(why: EndReason): Cause['act'] {
  return ({ cluster, sessionId }) => endSession(cluster.store, { sessionId, reason: why, by })
}

function revoking(scopeOf: (world: World) => RevocationScope): Cause['act'] {
  return (world) => revoke(world.cluster.store, { scope: scopeOf(world), reason, by })
}

function setBack(columnsOfSession: string): Cause['act'] {
  return ({ cluster, sessionId }) =>
    sql(cluster, `UPDATE sessions SET ${columnsOfSession} WHERE id = $1`, [sessionId])
}

async function beIdle({ cluster, account, client }: World): Promise<void> {
  await sql(
    cluster,
    "UPDATE sessions SET due_at = now() - interval '1 second' WHERE account_id = $1",
    [account.id],
  )
  await ageSessions(cluster, { accountId: account.id, seconds: 31 * 60 })
  await ageFamilies(cluster, { clientId: client.clientId, seconds: 31 * 60 })
}

function changePassword({ cluster, account }: World): Promise<void> {
  const replacement = { accountId: account.id, hash: 'of another', keep: null } as const
  return cluster.store.transaction((tx) =>
    replacePassword(tx, { ...replacement, type: 'password.reset' }),
  )
}

async function signOut({ person }: World): Promise<void> {
  const asked = await person.follow('/logout')
  await person.submit(asked, { logout: 'yes' })
}

async function reuse({ cluster, client, tokens }: World): Promise<void> {
  const second = tokensOf(await refresh(cluster.issuer, client, tokens.refreshToken))
  tokensOf(await refresh(cluster.issuer, client, second.refreshToken))
  await refresh(cluster.issuer, client, tokens.refreshToken)
}

/** The code that the tokens came from. */
function redeemAgain({ cluster, client, callback, request }: World): Promise<unknown> {
  return redeem(cluster.issuer, client, { callback, request })
}

const revokeAtEndpoint =
  (kind: 'accessToken' | 'refreshToken'): Cause['act'] =>
  ({ cluster, client, tokens }) =>
    post(`${cluster.issuer}/revoke`, client, { token: tokens[kind] })

export const causes: readonly Cause[] = [
  { name: 'the person signs out', act: signOut, fates: browserPart, told: 'logout' },
  {
    name: 'idle too long',
    act: beIdle,
    fates: browserPart,
    told: 'idle_timeout',
  },
  {
    name: 'its time is over',
    act: setBack("absolute_expires_at = now() - interval '1 second', due_at = now()"),
    fates: browserPart,
    told: 'absolute_timeout',
  },
  {
    name: 'evicted by a new sign-in',
    tier: 'gaming',
    act: ({ cluster, account }) => signedIn(cluster, { account }),
    fates: wholeSession,
    told: 'evicted',
  },
  {
    name: 'ended on the page of devices',
    act: ({ cluster, account, sessionId }) =>
      endOtherSessions(cluster.store, { accountId: account.id, keep: noSession, only: sessionId }),
    fates: wholeSession,
    told: 'revoked',
  },
  {
    name: 'its binding is broken',
    act: ending('binding_mismatch'),
    fates: wholeSession,
    told: 'binding_mismatch',
  },
  {
    name: 'password changed elsewhere',
    act: changePassword,
    fates: wholeSession,
    told: 'credential_changed',
  },
  {
    name: 'account disabled',
    act: ({ cluster, account }) =>
      disableAccount(cluster.store, { accountId: account.id, reason, by }),
    fates: wholeSession,
    told: 'account_disabled',
  },
  {
    name: 'account deleted',
    act: ({ cluster, account }) =>
      deleteAccount(cluster.store, { accountId: account.id, reason, by }),
    fates: wholeSession,
    told: 'refused',
  },
  {
    name: 'old refresh token used (`on_refresh_reuse=session`)',
    tier: 'strict',
    act: reuse,
    fates: wholeSession,
    told: 'refresh_reuse',
  },
  {
    name: 'old refresh token used (`on_refresh_reuse=family`)',
    act: reuse,
    fates: wholeGrant,
    told: 'refused',
  },
  { name: 'code used twice', act: redeemAgain, fates: wholeGrant, told: 'refused' },
  {
    name: 'consent withdrawn',
    act: ({ cluster, account, client }) =>
      withdrawConsent(cluster.store, { accountId: account.id, clientId: client.clientId }),
    fates: wholeGrant,
    told: 'refused',
  },
  {
    name: 'refresh token revoked by its client',
    act: revokeAtEndpoint('refreshToken'),
    fates: wholeGrant,
    told: 'refused',
  },
  {
    name: 'access token revoked by its client',
    act: revokeAtEndpoint('accessToken'),
    fates: oneToken,
    told: 'lives',
  },
  {
    name: 'client disabled',
    act: ({ cluster, client }) =>
      disableClient(cluster.store, { clientId: client.clientId, reason, by }),
    fates: wholeClient,
    told: 'refused',
  },
  {
    name: 'client deleted',
    act: ({ cluster, client }) =>
      deleteClient(cluster.store, { clientId: client.clientId, reason, by }),
    fates: wholeClient,
    told: 'refused',
  },
  {
    name: 'secret rotated, with an overlap',
    act: ({ cluster, client }) =>
      rotateSecret(cluster.store, { clientId: client.clientId, overlapSeconds: 60, by }),
    fates: nothing,
    told: 'lives',
  },
  {
    name: 'revoked: grant',
    act: revoking(({ tokens }) => ({ kind: 'grant', grantId: sidOf(tokens) })),
    fates: wholeGrant,
    told: 'refused',
  },
  {
    name: 'revoked: session',
    act: revoking(({ sessionId }) => ({ kind: 'session', sessionId })),
    fates: wholeSession,
    told: 'revoked',
  },
  {
    name: 'revoked: account',
    act: revoking(({ account }) => ({ kind: 'account', accountId: account.id })),
    fates: wholeSession,
    told: 'revoked',
  },
  {
    name: 'revoked: account and client',
    act: revoking(({ account: { id: accountId }, client: { clientId } }) => {
      return { kind: 'account_client', accountId, clientId }
    }),
    fates: wholeGrant,
    told: 'refused',
  },
  {
    name: 'revoked: client',
    act: revoking(({ client: { clientId } }) => ({ kind: 'client', clientId })),
    fates: grantAndOwn,
    told: 'refused',
  },
  {
    name: 'revoked: network',
    act: revoking(() => ({ kind: 'network', network: '127.0.0.0/8' })),
    fates: wholeSession,
    told: 'revoked',
  },
  {
    name: 'revoked: sessions',
    act: ({ cluster, account: { id: account } }) => {
      const filter = readFilter({ account, acr: 'pwd' })
      return endSearched(cluster.store, { filter, reason, by })
    },
    fates: wholeSession,
    told: 'revoked',
  },
  {
    name: 'revoked: everything',
    act: revoking(() => ({ kind: 'everything' })),
    fates: all,
    told: 'revoked',
  },
]

const noSession = '00000000-0000-7000-8000-000000000000'

/** The fate in one cell. */
export function fateOf({ fates, told }: Cause, column: Column): string {
  return column === 'idToken' ? told : (fates[columns.indexOf(column)] ?? '')
}
