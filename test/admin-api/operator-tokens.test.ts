/** Tokens with which an application calls the admin API for a signed-in operator. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { scopesOfRoles } from '../../src/model/operator-role.ts'
import { refuseToken } from '../../src/revocation/refused-tokens.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorized, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, refresh } from '../support/tokens.ts'
import { allScopes, askerOf, refusalOf } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
})
afterAll(() => cluster?.close())

const asked = ['parley:sessions.read', 'parley:clients.read', 'parley:clients.write']

async function operatorToken(role: string, scopes: readonly string[] = allScopes) {
  const client = await cluster.client({ scopes: ['openid', 'offline_access', ...scopes] })
  const account = await cluster.account({ roles: [role] })
  const resource = `${cluster.issuer}/admin/v1`
  const params = { scope: `openid ${asked.join(' ')}`, resource }
  const journey = await signedIn(cluster, { client, account, params })
  return { ...journey, ask: askerOf(cluster, journey.tokens.accessToken) }
}

test('a token has the scopes that were requested and that both client and role have', async () => {
  const viewer = await operatorToken('viewer')
  const claims = claimsOf(viewer.tokens.accessToken)
  expect(claims).toMatchObject({ aud: `${cluster.issuer}/admin/v1`, sub: viewer.account.id })
  expect(
    String(claims['scope'])
      .split(' ')
      .filter((one) => one.startsWith('parley:')),
  ).toEqual(['parley:sessions.read', 'parley:clients.read'])
  expect((await viewer.ask('GET', '/sessions')).status).toBe(200)
  const narrow = await operatorToken('owner', ['parley:sessions.read'])
  expect((await narrow.ask('GET', '/sessions')).status).toBe(200)
  expect(refusalOf(await narrow.ask('GET', '/clients'))).toEqual([403, 'insufficient_scope'])
})

test('events of such a token have the operator as actor', async () => {
  const { ask, account } = await operatorToken('operator')
  const { clientId } = await cluster.client()
  const body = { reason: 'test' }
  expect((await ask('POST', `/clients/${clientId}/disable`, { body })).status).toBe(200)
  const [event] = await sql(
    cluster,
    "SELECT actor_kind AS kind, actor_id AS id FROM audit_events WHERE type = 'client.disabled' AND client_id = $1",
    [clientId],
  )
  expect(event).toEqual({ kind: 'operator', id: account.id })
})

test('a token is refused on every node once its session ends or its account is disabled', async () => {
  const ended = await operatorToken('viewer')
  const disabled = await operatorToken('viewer')
  await cluster.endSessionsOf(ended.account.id)
  await sql(cluster, 'UPDATE accounts SET disabled_at = now() WHERE id = $1', [disabled.account.id])
  for (const base of cluster.nodes) {
    for (const { ask } of [ended, disabled]) {
      expect(refusalOf(await ask('GET', '/sessions', { base }))).toEqual([401, 'token_invalid'])
    }
  }
})

test('a removed role takes its scopes along, and brings them back when restored', async () => {
  const { ask, account, client, tokens } = await operatorToken('operator')
  const setRoles = (roles: string[]) =>
    sql(cluster, 'UPDATE accounts SET roles = $2 WHERE id = $1', [account.id, roles])
  const disable = () => ask('POST', '/clients/none/disable', { body: { reason: 'x' } })
  expect(refusalOf(await disable())).toEqual([404, 'not_found'])
  await setRoles(['viewer'])
  expect(refusalOf(await disable())).toEqual([403, 'insufficient_scope'])
  expect((await ask('GET', '/clients')).status).toBe(200)
  await setRoles([])
  expect(refusalOf(await ask('GET', '/clients'))).toEqual([403, 'insufficient_scope'])
  expect((await refresh(cluster.issuer, client, tokens.refreshToken)).body['error']).toBe(
    'invalid_target',
  )
  await setRoles(['owner'])
  expect(refusalOf(await disable())).toEqual([404, 'not_found'])
})

test('a revoked token is refused, while its grant stays', async () => {
  const { ask, tokens } = await operatorToken('viewer')
  const by = { kind: 'system' } as const
  const { jti, client_id: clientId, sid } = claimsOf(tokens.accessToken)
  const token = {
    jti: String(jti),
    clientId: String(clientId),
    grantId: String(sid),
    expiresAt: Number(claimsOf(tokens.accessToken)['exp']),
  }
  await refuseToken(cluster.store, { token, by })
  expect(refusalOf(await ask('GET', '/sessions'))).toEqual([401, 'token_invalid'])
})

test.each([[[]], [['auditor']]])(
  'accounts without an operator role get no such token: %j',
  async (roles) => {
    const client = await cluster.client({ scopes: ['openid', ...allScopes] })
    const account = await cluster.account({ roles })
    const resource = `${cluster.issuer}/admin/v1`
    const params = { scope: 'openid parley:sessions.read', resource }
    const { callback } = await authorized(cluster, { client, account, params })
    expect(callback.searchParams.get('error')).toBe('invalid_target')
  },
)

test('a key has no more scopes than the operator who created it', async () => {
  const client = await cluster.client({ scopes: ['openid', ...allScopes] })
  const account = await cluster.account({ roles: ['owner'] })
  const resource = `${cluster.issuer}/admin/v1`
  const params = { scope: 'openid parley:api_keys.write parley:sessions.read', resource }
  const { tokens } = await signedIn(cluster, { client, account, params })
  const body = { name: 'Mine', scopes: ['parley:sessions.read'] }
  const made = await askerOf(cluster, tokens.accessToken)('POST', '/api-keys', { body })
  expect(made.body['created_by']).toEqual({ kind: 'operator', id: account.id })
  const key = askerOf(cluster, String(made.body['key']))
  expect((await key('GET', '/sessions')).status).toBe(200)
  await sql(cluster, "UPDATE accounts SET roles = '{}' WHERE id = $1", [account.id])
  expect(refusalOf(await key('GET', '/sessions'))).toEqual([401, 'token_invalid'])
  expect(scopesOfRoles(['owner'])).toContain('parley:api_keys.write')
})
