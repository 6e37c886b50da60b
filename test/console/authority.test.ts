/** The console's acts × the roles that lack something: each is refused on a page that says why, and not offered. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createApiKey } from '../../src/clients/api-keys.ts'
import type { Act } from '../../src/contract/operation-rules.ts'
import { operatorScopes } from '../../src/model/operator-role.ts'
import { cellsOf, verdictOf } from '../admin-api/authority-table.ts'
import { machine } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { pageRoutes } from '../support/page-routes.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { newOperatorPerson, type OperatorPerson } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

/** Every form of the console and its act; null for one that changes nothing. */
const acts: Readonly<Record<string, Act | null>> = {
  '/console/sessions/end': 'endSearchedSessions',
  '/console/sessions/{id}/end': 'endSession',
  '/console/sessions/{id}/grants/{grant}/end': 'endGrant',
  '/console/notices/{id}/resend': 'resendNotice',
  '/console/keys/rotate': 'rotateKeys',
  '/console/keys/replace': 'rotateKeys',
  '/console/keys/ledger/rotate': 'rotateKeys',
  '/console/keys/{kid}/retire': 'retireKey',
  '/console/operators': null,
  '/console/operators/{id}/role': 'setRole',
  '/console/api-keys': 'createApiKey',
  '/console/api-keys/{id}/revoke': 'revokeApiKey',
  '/console/accounts/new': 'createAccount',
  '/console/accounts/{id}/edit': 'updateAccount',
  '/console/accounts/{id}/tier': 'setTier',
  '/console/accounts/{id}/reset': 'sendPasswordReset',
  '/console/accounts/{id}/disable': 'disableAccount',
  '/console/accounts/{id}/enable': 'enableAccount',
  '/console/accounts/{id}/delete': 'deleteAccount',
  '/console/clients/new': 'createClient',
  '/console/clients/{id}/edit': 'updateClient',
  '/console/clients/{id}/secret': 'rotateSecret',
  '/console/clients/{id}/disable': 'disableClient',
  '/console/clients/{id}/enable': 'enableClient',
  '/console/clients/{id}/delete': 'deleteClient',
  '/console/policies/{name}': 'savePolicy',
  '/console/policies/{name}/removal': 'removePolicy',
  '/console/new-policy': 'savePolicy',
  '/console/revocations': 'createRevocation',
}

test('every form of the console has its act in the table', () => {
  const forms = Object.entries(pageRoutes)
    .filter(([path, methods]) => path.startsWith('/console') && 'POST' in methods)
    .map(([path]) => path)
  expect(Object.keys(acts).sort()).toEqual(forms.sort())
})

/** The things of an owner, each under the part of the path that names it. */
type Strong = {
  readonly email: string
  readonly account: string
  readonly session: string
  readonly grant: string
  readonly client: string
  readonly key: string
}

async function strongThings(): Promise<Strong> {
  const owner = await cluster.account({ roles: ['owner'] })
  const { tokens } = await signedIn(cluster, { account: owner })
  const grant = sidOf(tokens)
  const [row] = await sql<{ id: string }>(
    cluster,
    'SELECT session_id AS id FROM grants WHERE id = $1',
    [grant],
  )
  const scopes = [...operatorScopes]
  const { clientId } = await cluster.client({ ...machine, scopes })
  const { key } = await createApiKey(cluster.store, {
    name: 'A key',
    scopes: ['parley:keys.write'],
    expiresAt: null,
    maker: { kind: 'command line' },
    brandName: 'Parley',
    by: { kind: 'system' },
  })
  const session = row?.id ?? ''
  return { email: owner.email, account: owner.id, session, grant, client: clientId, key: key.id }
}

function addressOf(path: string, strong: Strong): string {
  const id = [
    ['/accounts/', strong.account],
    ['/operators/', strong.account],
    ['/sessions/', strong.session],
    ['/clients/', strong.client],
    ['/api-keys/', strong.key],
  ].find(([part = '']) => path.includes(part))?.[1]
  return path
    .replace('{id}', id ?? '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7')
    .replace('{grant}', strong.grant)
    .replace('{kid}', 'none')
    .replace('{name}', 'default')
}

/** Fills in every form completely, so that only the lack of authority can refuse it. */
function fieldsFor(path: string, { email, account }: Strong): Record<string, string> {
  const word = path.includes('/clients/') ? 'Operations' : email
  const common = {
    reason: 'revoked',
    typed: word,
    role: 'owner',
    tier: 'social',
    overlap: '0',
    etag: '*',
    once: 'walk-of-the-console',
  }
  if (path === '/console/sessions/end') {
    return { ...common, account, expected: email }
  }
  if (path === '/console/revocations') {
    return { ...common, kind: 'account', account_id: account }
  }
  if (path === '/console/clients/new') {
    return {
      ...common,
      kind: 'machine',
      name: 'New',
      client_name: 'New',
      scope: 'parley:keys.write',
    }
  }
  return { ...common, name: 'Renamed', client_name: 'Renamed', email, act: 'save' }
}

async function post(by: OperatorPerson, path: string, strong: Strong) {
  return by.person.visit(addressOf(path, strong), {
    method: 'POST',
    body: new URLSearchParams(fieldsFor(path, strong)),
    headers: { origin: cluster.issuer },
  })
}

describe.each(['viewer', 'support', 'operator'] as const)('for the role %s', (role) => {
  const refused = Object.entries(acts).flatMap(([path, act]) => {
    if (act === null) return []
    const cell = cellsOf(act, role).includes('always') ? 'always' : 'stronger'
    const verdict = verdictOf(act, role, cell)
    return verdict === 'allowed' ? [] : [[path, verdict] as const]
  })

  test.each(refused)('%s is refused with a page that says why: %s', async (path, verdict) => {
    const strong = await strongThings()
    const operator = await newOperatorPerson(cluster, [role])
    const answer = await post(operator, path, strong)
    expect([400, 403]).toContain(answer.status)
    expect(answer.text).toContain('</html>')
    if (verdict === 'refused') expect(answer.text).toMatch(/only a caller who/)
    const [left] = await sql<{ accounts: number; sessions: number; clients: number }>(
      cluster,
      `SELECT (SELECT count(*)::int FROM accounts WHERE id = $1 AND disabled_at IS NULL
           AND name = 'A Person' AND tier = 'default' AND roles = '{owner}') AS accounts,
         (SELECT count(*)::int FROM sessions WHERE id = $2 AND ended_at IS NULL) AS sessions,
         (SELECT count(*)::int FROM clients WHERE id = $3 AND disabled_at IS NULL
           AND name = 'Operations') AS clients`,
      [strong.account, strong.session, strong.client],
    )
    expect(left).toEqual({ accounts: 1, sessions: 1, clients: 1 })
  })

  test('the pages of an owner’s account, session and client offer no act', async () => {
    const strong = await strongThings()
    const { person } = await newOperatorPerson(cluster, [role])
    const account = await person.visit(`/console/accounts/${strong.account}`)
    const session = await person.visit(`/console/sessions/${strong.session}`)
    const client = await person.visit(`/console/clients/${strong.client}`)
    expect([account.status, session.status, client.status]).toEqual([200, 200, 200])
    expect(account.text).not.toMatch(/\/(edit|disable|delete|reset|tier)"|revocations\/new/)
    expect(session.text).not.toMatch(/\/end"/)
    expect(client.text).not.toMatch(/\/(edit|disable|delete|secret)"|revocations\/new/)
  })
})
