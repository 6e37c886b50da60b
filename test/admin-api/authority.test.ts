/** All acts of the admin API × all roles × every kind of target, over the real API; and the table in the docs. */

import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApiKey } from '../../src/clients/api-keys.ts'
import { offerResource } from '../../src/clients/resource-servers.ts'
import { type Act, allActs, ruleOf } from '../../src/contract/operation-rules.ts'
import type { OperatorRole } from '../../src/model/operator-role.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import type { Answer } from '../support/tokens.ts'
import {
  authorityTable,
  type Cell,
  cellsOf,
  roleOf,
  scopesLike,
  verdictOf,
} from './authority-table.ts'
import { adminOperations } from './operation-scopes.ts'
import { allScopes, askerOf, machine, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
  await cluster.account({ roles: ['owner'] })
})
afterAll(() => cluster?.close())

const by = { kind: 'system' } as const
const reason = 'a test'

test('every operation that changes something has a rule, and no rule is without one', () => {
  const reads = ['get', 'head']
  // These take a body and change nothing.
  const questions = ['tryRevocation', 'simulatePolicy']
  const changing = adminOperations()
    .filter(
      ({ method, operationId }) => !reads.includes(method) && !questions.includes(operationId),
    )
    .map(({ operationId }) => operationId)
  expect([...allActs].sort()).toEqual(changing.sort())
})

test('the table in the docs is the table of the rules', () => {
  const docs = readFileSync(new URL('../../docs/authorization.md', import.meta.url), 'utf8')
  expect(docs).toContain(authorityTable())
})

type Caller = { readonly accountId: string; readonly ask: Operator['ask'] }

async function callerWith(role: OperatorRole): Promise<Caller> {
  const client = await cluster.client({ scopes: ['openid', ...allScopes] })
  const account = await cluster.account({ roles: [role] })
  const params = {
    scope: `openid ${allScopes.join(' ')}`,
    resource: `${cluster.issuer}/admin/v1`,
  }
  const { tokens } = await signedIn(cluster, { client, account, params })
  return { accountId: account.id, ask: askerOf(cluster, tokens.accessToken) }
}

/** A target of the wanted kind; its ids are made when a call needs them. */
type Subject = {
  readonly caller: Caller
  readonly role: OperatorRole | null
  readonly isOwn: boolean
}

type Call = (subject: Subject) => Promise<Answer>

async function accountId({ caller, role, isOwn }: Subject): Promise<string> {
  if (isOwn) return caller.accountId
  return (await cluster.account({ roles: role === null ? [] : [role] })).id
}

async function sessionOf(subject: Subject): Promise<{ id: string; grantId: string }> {
  if (subject.isOwn) {
    const [row] = await sql<{ id: string; grant: string }>(
      cluster,
      `SELECT s.id, g.id AS "grant" FROM sessions s JOIN grants g ON g.session_id = s.id
       WHERE s.account_id = $1`,
      [subject.caller.accountId],
    )
    return { id: row?.id ?? '', grantId: row?.grant ?? '' }
  }
  const { role } = subject
  const account = await cluster.account({ roles: role === null ? [] : [role] })
  const { tokens } = await signedIn(cluster, { account })
  const grantId = sidOf(tokens)
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT session_id AS id FROM grants WHERE id = $1',
    [grantId],
  )
  return { id: row?.id ?? '', grantId }
}

const scopeText = (role: OperatorRole | null) => ['openid', ...scopesLike(role)].join(' ')

async function clientId({ role }: Subject): Promise<string> {
  return (await cluster.client({ ...machine, scopes: scopesLike(role) })).clientId
}

async function keyId({ role }: Subject): Promise<string> {
  const scopes = role === null ? ['parley:sessions.read'] : scopesLike(role)
  const key = {
    name: 'A key',
    scopes,
    expiresAt: null,
    maker: { kind: 'command line' },
    brandName: 'Parley',
    by,
  } as const
  return (await createApiKey(cluster.store, key)).key.id
}

let made = 0
async function resource({ role }: Subject): Promise<string> {
  made += 1
  const identifier = `https://api${made}.example`
  await offerResource(cluster.store, {
    identifier,
    name: 'An API',
    scopes: ['x', ...scopesLike(role)],
    brandName: 'Parley',
    by,
  })
  return identifier
}

const match = { headers: { 'if-match': '*' } }
const onAccount =
  (method: string, path: string, more: object = {}): Call =>
  async (subject) =>
    subject.caller.ask(method, `/accounts/${await accountId(subject)}${path}`, more)
const onClient =
  (method: string, path: string, more: object = {}): Call =>
  async (subject) =>
    subject.caller.ask(method, `/clients/${await clientId(subject)}${path}`, more)

const calls: Readonly<Record<Act, Call>> = {
  endSession: async (subject) =>
    subject.caller.ask('DELETE', `/sessions/${(await sessionOf(subject)).id}`),
  endGrant: async (subject) =>
    subject.caller.ask('DELETE', `/grants/${(await sessionOf(subject)).grantId}?reason=x`),
  endSearchedSessions: async (subject) => {
    await sessionOf(subject)
    const account = subject.isOwn ? subject.caller.accountId : await lastAccount()
    return subject.caller.ask('POST', '/sessions/end', { body: { filter: { account }, reason } })
  },
  createRevocation: async (subject) => {
    const scope = { kind: 'account', account_id: await accountId(subject) }
    return subject.caller.ask('POST', '/revocations', { body: { scope, reason } })
  },
  createClient: async ({ caller, role }) =>
    caller.ask('POST', '/clients', {
      body: { client_name: 'New', grant_types: ['client_credentials'], scope: scopeText(role) },
    }),
  updateClient: onClient('PATCH', '', { body: { client_name: 'Renamed' }, ...match }),
  disableClient: onClient('POST', '/disable', { body: { reason } }),
  enableClient: onClient('POST', '/enable'),
  deleteClient: onClient('DELETE', '?reason=x'),
  rotateSecret: onClient('POST', '/secret', { body: {} }),
  registerResourceServer: async (subject) => {
    const body = { identifier: await resource(subject), name: 'An API', scope: 'x y' }
    return subject.caller.ask('POST', '/resource-servers', { body })
  },
  removeResourceServer: async (subject) => {
    const identifier = encodeURIComponent(await resource(subject))
    return subject.caller.ask('DELETE', `/resource-servers?identifier=${identifier}&reason=x`)
  },
  createAccount: ({ caller }) => {
    made += 1
    return caller.ask('POST', '/accounts', {
      body: {
        email: `new${made}@example.com`,
        name: 'New',
        password: 'correct horse battery staple',
      },
    })
  },
  updateAccount: onAccount('PATCH', '', { body: { name: 'Renamed' }, ...match }),
  disableAccount: onAccount('POST', '/disable', { body: { reason } }),
  enableAccount: onAccount('POST', '/enable'),
  deleteAccount: onAccount('DELETE', '?reason=x'),
  setTier: onAccount('PUT', '/tier', { body: { tier: 'social' } }),
  sendPasswordReset: onAccount('POST', '/password-reset'),
  liftSignInWait: onAccount('DELETE', '/sign-in-wait'),
  setRole: onAccount('PUT', '/role', { body: { role: 'viewer' } }),
  savePolicy: async ({ caller }) => {
    const { body } = await caller.ask('GET', '/policies/default')
    const { name: _, origin: __, ...settings } = body
    made += 1
    const headers = { 'if-none-match': '*' }
    return caller.ask('PUT', `/policies/own${made}`, { body: settings, headers })
  },
  removePolicy: ({ caller }) => caller.ask('DELETE', '/policies/none'),
  createApiKey: ({ caller, role }) => {
    const scopes = role === null ? ['parley:sessions.read'] : scopesLike(role)
    return caller.ask('POST', '/api-keys', { body: { name: 'A key', scopes } })
  },
  revokeApiKey: async (subject) =>
    subject.caller.ask('DELETE', `/api-keys/${await keyId(subject)}`),
  rotateKeys: ({ caller }) => caller.ask('POST', '/keys/rotate', { body: { reason } }),
  retireKey: ({ caller }) => caller.ask('POST', '/keys/none/retire', { body: { reason } }),
  resendNotice: ({ caller }) =>
    caller.ask('POST', '/notices/019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7/resend'),
}

async function lastAccount(): Promise<string> {
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM accounts ORDER BY id DESC LIMIT 1',
  )
  return row?.id ?? ''
}

/** An allowed act may still find nothing, or a server without mail. */
function verdictIn(answer: Answer): string {
  const [, code] = refusalOf(answer)
  if (code === 'insufficient_scope') return 'scope'
  if (code === 'forbidden') return 'refused'
  return [200, 201, 202, 204, 404, 409].includes(answer.status)
    ? 'allowed'
    : `${answer.status} ${JSON.stringify(answer.body)}`
}

describe.each(['viewer', 'support', 'operator', 'owner'] as const)('the role %s', (role) => {
  test.each(allActs)('%s', async (act) => {
    const answers: [Cell, string][] = []
    const expected: [Cell, string][] = []
    for (const cell of cellsOf(act, role)) {
      const caller = await callerWith(role)
      const isOwn = cell === 'own'
      const standing = cell === 'always' ? 'ordinary' : cell
      const subject = { caller, role: roleOf(role, standing) ?? null, isOwn }
      answers.push([cell, verdictIn(await calls[act](subject))])
      expected.push([cell, verdictOf(act, role, cell)])
    }
    expect(answers).toEqual(expected)
  })
})

describe('a mass revocation', () => {
  test('of everything needs authority over operators', async () => {
    const operator = await callerWith('operator')
    const body = { scope: { kind: 'everything' }, reason }
    expect(refusalOf(await operator.ask('POST', '/revocations', { body }))).toEqual([
      403,
      'forbidden',
    ])
    const program = await newOperator(cluster, ['parley:revocations.make'])
    expect(refusalOf(await program.ask('POST', '/revocations', { body }))).toEqual([
      403,
      'forbidden',
    ])
  })

  test('is refused when it would reach an operator, and otherwise done', async () => {
    const program = await newOperator(cluster, [
      'parley:revocations.make',
      'parley:operators.write',
    ])
    const clean = { scope: { kind: 'network', network: '127.0.0.0/8' }, reason }
    expect((await program.ask('POST', '/revocations', { body: clean })).status).toBe(201)
    const weak = await newOperator(cluster, ['parley:revocations.make'])
    await signedIn(cluster)
    const inNetwork = { kind: 'network', network: '127.0.0.0/8' }
    const byFilter = { filter: { network: '127.0.0.0/8', acr: 'pwd' }, reason }
    await callerWith('viewer')
    for (const answer of [
      await weak.ask('POST', '/revocations', { body: { scope: inNetwork, reason } }),
      await weak.ask('POST', '/sessions/end', { body: byFilter }),
    ]) {
      expect(refusalOf(answer)).toEqual([403, 'forbidden'])
    }
    const elsewhere = { kind: 'network', network: '203.0.113.0/24' }
    const done = await weak.ask('POST', '/revocations', { body: { scope: elsewhere, reason } })
    expect(done.status).toBe(201)
  })

  test('by client asks for the scopes of the client, and the console counts as having all', async () => {
    const operator = await callerWith('operator')
    const strong = await cluster.client({ ...machine, scopes: ['parley:keys.write'] })
    for (const client_id of [strong.clientId, 'parley-console']) {
      const body = { scope: { kind: 'client', client_id }, reason }
      expect(refusalOf(await operator.ask('POST', '/revocations', { body }))).toEqual([
        403,
        'forbidden',
      ])
    }
  })

  test('by session, by grant, and of one client of an account asks who the account is', async () => {
    const operator = await callerWith('operator')
    const owner = await cluster.account({ roles: ['owner'] })
    const { tokens, client } = await signedIn(cluster, { account: owner })
    const grant_id = sidOf(tokens)
    const [row] = await sql<{ id: string }>(
      cluster,
      'SELECT session_id AS id FROM grants WHERE id = $1',
      [grant_id],
    )
    for (const scope of [
      { kind: 'session', session_id: row?.id },
      { kind: 'grant', grant_id },
      { kind: 'account_client', account_id: owner.id, client_id: client.clientId },
    ]) {
      const body = { scope, reason }
      expect(refusalOf(await operator.ask('POST', '/revocations', { body }))).toEqual([
        403,
        'forbidden',
      ])
    }
  })
})

describe('a program gives no role, and edits no operator, with rights that it lacks', () => {
  test.each([['owner'], ['operator']])('%s', async (role) => {
    const narrow = ['parley:operators.write', 'parley:accounts.write'] as const
    const { ask } = await newOperator(cluster, narrow)
    const { id } = await cluster.account()
    const given = await ask('PUT', `/accounts/${id}/role`, { body: { role } })
    expect(refusalOf(given)).toEqual([403, 'forbidden'])
    const operator = await cluster.account({ roles: [role] })
    const edited = await ask('POST', `/accounts/${operator.id}/disable`, { body: { reason } })
    expect(refusalOf(edited)).toEqual([403, 'forbidden'])
  })
})

describe("a person's token whose sign-in is old", () => {
  const fresh = allActs.filter((act) => ruleOf(act)?.fresh === 'always')

  async function agedOwner(): Promise<Caller> {
    const client = await cluster.client({ scopes: ['openid', 'offline_access', ...allScopes] })
    const account = await cluster.account({ roles: ['owner'] })
    const resource = `${cluster.issuer}/admin/v1`
    const params = { scope: `openid ${allScopes.join(' ')}`, resource }
    const first = await signedIn(cluster, { client, account, params })
    await sql(
      cluster,
      "UPDATE sessions SET auth_time = auth_time - interval '20 minutes' WHERE account_id = $1",
      [account.id],
    )
    const { tokens } = await signedIn(cluster, { client, account, params, person: first.person })
    return { accountId: account.id, ask: askerOf(cluster, tokens.accessToken) }
  }

  test.each(fresh)('%s is refused with max_age', async (act) => {
    const caller = await agedOwner()
    const answer = await calls[act]({ caller, role: null, isOwn: false })
    expect(refusalOf(answer)).toEqual([401, 'insufficient_user_authentication'])
    expect(answer.headers.get('www-authenticate')).toBe(
      'Bearer error="insufficient_user_authentication", max_age="300"',
    )
  })

  test('reading, and an act that can be undone, need no recent sign-in', async () => {
    const caller = await agedOwner()
    expect((await caller.ask('GET', '/sessions')).status).toBe(200)
    const answer = await calls.setTier({ caller, role: null, isOwn: false })
    expect(answer.status).toBe(200)
  })

  test('an answer with a secret is repeated only after a recent sign-in', async () => {
    const client = await cluster.client({ scopes: ['openid', 'offline_access', ...allScopes] })
    const account = await cluster.account({ roles: ['owner'] })
    const params = {
      scope: `openid ${allScopes.join(' ')}`,
      resource: `${cluster.issuer}/admin/v1`,
    }
    const create = (token: string) =>
      askerOf(cluster, token)('POST', '/api-keys', {
        headers: { 'idempotency-key': 'kept-for-later' },
        body: { name: 'A key', scopes: ['parley:keys.read'] },
      })
    const { tokens, person } = await signedIn(cluster, { client, account, params })
    const made = await create(tokens.accessToken)
    expect([made.status, typeof made.body['key']]).toEqual([201, 'string'])
    expect((await create(tokens.accessToken)).body).toEqual(made.body)

    await sql(
      cluster,
      "UPDATE sessions SET auth_time = auth_time - interval '20 minutes' WHERE account_id = $1",
      [account.id],
    )
    const later = await signedIn(cluster, { client, account, params, person })
    const refused = await create(later.tokens.accessToken)
    expect(refusalOf(refused)).toEqual([401, 'insufficient_user_authentication'])
    expect(refused.body['key']).toBeUndefined()
  })

  test('scopes of this server are given to a client only after a recent sign-in', async () => {
    const caller = await agedOwner()
    const subject = { caller, isOwn: false }
    expect((await calls.createClient({ ...subject, role: null })).status).toBe(201)
    expect(refusalOf(await calls.createClient({ ...subject, role: 'viewer' }))).toEqual([
      401,
      'insufficient_user_authentication',
    ])
  })
})

describe('the resources of this server itself', () => {
  const own = (issuer: string) => [
    issuer,
    `${issuer}/`,
    `${issuer}/admin/v1`,
    `${issuer}/userinfo`,
    `${issuer}/admin/%76%31`,
    `${issuer.replace('http:', 'HTTP:')}/x/../userinfo`,
    `${issuer.replace('http:', 'https:')}/admin/v1`,
  ]

  test('are registered by no client and no resource server, and are never removed', async () => {
    const { ask } = await newOperator(cluster)
    for (const identifier of own(cluster.issuer)) {
      const client = { client_name: 'A', grant_types: ['client_credentials'], resource: identifier }
      const server = { identifier, name: 'A', scope: 'x' }
      const query = `identifier=${encodeURIComponent(identifier)}&reason=x`
      const answers = [
        await ask('POST', '/clients', { body: client }),
        await ask('POST', '/resource-servers', { body: server }),
        await ask('DELETE', `/resource-servers?${query}`),
      ]
      expect(answers.map(refusalOf)).toEqual(answers.map(() => [403, 'forbidden']))
    }
  })
})
