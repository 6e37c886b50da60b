/** Clients are changed by a merge patch: checked as a whole, recorded, and effective on every node. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { sha256 } from '../../src/base/crypto.ts'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { authorizationRequest } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf, post, refresh } from '../support/tokens.ts'
import { machine, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const mergePatch = { 'content-type': 'application/merge-patch+json' }

/** Patches on the first node, with the current ETag. */
async function patch(id: string, body: unknown, { by = operator, headers = {} } = {}) {
  const { headers: read } = await by.ask('GET', `/clients/${id}`)
  const etag = { 'if-match': read.get('etag') ?? '' }
  const base = cluster.nodes[0] ?? ''
  return by.ask('PATCH', `/clients/${id}`, { body, headers: { ...etag, ...headers }, base })
}

async function changesOf(clientId: string): Promise<unknown[]> {
  const rows = await sql<{ details: { before: string; after: string } }>(
    cluster,
    "SELECT details FROM audit_events WHERE client_id = $1 AND type = 'client.changed' ORDER BY id",
    [clientId],
  )
  return rows.map(({ details }) => [JSON.parse(details.before), JSON.parse(details.after)])
}

describe('a patch', () => {
  test('changes only the fields it names, and is recorded', async () => {
    const { clientId } = await cluster.client()
    const { body: before } = await operator.ask('GET', `/clients/${clientId}`)
    const changes = { client_name: 'Photos', policy: 'banking', allow_guests: true }
    const { status, body, headers } = await patch(clientId, changes, { headers: mergePatch })
    expect([status, body]).toEqual([200, { ...before, ...changes }])
    const read = await operator.ask('GET', `/clients/${clientId}`)
    expect([read.body, read.headers.get('etag')]).toEqual([body, headers.get('etag')])
    expect(await changesOf(clientId)).toEqual([
      [{ client_name: 'PhotoApp', policy: null, allow_guests: false }, changes],
    ])
  })

  test('removes a field with null, as if the registration had left it out', async () => {
    const uri = 'https://app.example/backchannel-logout'
    const { clientId } = await cluster.client({
      allowGuests: true,
      policy: 'banking',
      backchannelLogout: { uri, sessionRequired: true, causes: ['logout'] },
    })
    const { body } = await patch(clientId, {
      policy: null,
      scope: null,
      grant_types: null,
      allow_guests: null,
      post_logout_redirect_uris: null,
      backchannel_logout_uri: null,
    })
    expect(body).toMatchObject({
      policy: null,
      scope: 'openid profile email',
      grant_types: ['authorization_code'],
      allow_guests: false,
      post_logout_redirect_uris: [],
      backchannel_logout_uri: null,
      backchannel_logout_session_required: false,
      backchannel_logout_causes: null,
    })
  })

  test('merges one back-channel field with the others', async () => {
    const uri = 'https://app.example/backchannel-logout'
    const { clientId } = await cluster.client()
    await patch(clientId, { backchannel_logout_uri: uri, backchannel_logout_causes: ['logout'] })
    const { body } = await patch(clientId, { backchannel_logout_session_required: true })
    expect(body).toMatchObject({
      backchannel_logout_uri: uri,
      backchannel_logout_session_required: true,
      backchannel_logout_causes: ['logout'],
    })
    const all = await patch(clientId, { backchannel_logout_causes: null })
    expect(all.body['backchannel_logout_causes']).toBeNull()
  })

  test.each([{}, { client_name: 'PhotoApp', policy: null, redirect_uris: [redirectUri] }])(
    'that changes nothing leaves no event: %j',
    async (same) => {
      const { clientId } = await cluster.client()
      expect((await patch(clientId, same)).status).toBe(200)
      expect(await changesOf(clientId)).toEqual([])
    },
  )

  test('too large for an event is recorded as its hash', async () => {
    const { clientId } = await cluster.client()
    const uris = Array.from({ length: 15 }, (_, i) => `https://app.example/${'a'.repeat(200)}/${i}`)
    expect((await patch(clientId, { redirect_uris: uris, client_name: 'Long' })).status).toBe(200)
    const hash = `sha256:${sha256(JSON.stringify(uris)).toString('base64url')}`
    expect(await changesOf(clientId)).toEqual([
      [
        { client_name: 'PhotoApp', redirect_uris: [redirectUri] },
        { client_name: 'Long', redirect_uris: hash },
      ],
    ])
  })

  test('replaces the keys of a client', async () => {
    const key = {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    }
    const jwks = { keys: [key] }
    const { clientId } = await cluster.client({ authMethod: 'private_key_jwt', jwks })
    const next = { keys: [{ ...key, kid: 'next' }, key] }
    expect((await patch(clientId, { jwks: next })).body['jwks']).toEqual(next)
    const none = await patch(clientId, { jwks: null })
    expect([...refusalOf(none), none.body['detail']]).toEqual([
      400,
      'client_metadata_invalid',
      'jwks: needed with private_key_jwt, and with no other',
    ])
  })

  test.each<[object, string, string]>([
    [{ secret: 'x' }, 'request_invalid', 'secret: unknown'],
    [
      { token_endpoint_auth_method: 'private_key_jwt' },
      'client_metadata_invalid',
      'jwks: needed with private_key_jwt, and with no other',
    ],
    [{ client_name: null }, 'request_invalid', 'client_name: must be string'],
    [{ redirect_uris: redirectUri }, 'request_invalid', 'redirect_uris: must be array'],
    ...[
      'http://app.example/cb',
      'https://app.example/cb#f',
      'https://u:p@app.example/cb',
      'https://*.app.example/cb',
      'javascript:alert(1)',
      'data:text/html,x',
    ].map((uri): [object, string, string] => [
      { redirect_uris: [uri] },
      'client_metadata_invalid',
      `redirect_uris: ${JSON.stringify(uri)} `,
    ]),
    [
      { redirect_uris: [] },
      'client_metadata_invalid',
      'redirect_uris: needed with the grant type authorization_code, and with no other',
    ],
    [{ policy: 'gold' }, 'client_metadata_invalid', 'policy: no policy has this name'],
    [{ policy: 'No name' }, 'request_invalid', 'policy: must match pattern'],
    [
      { backchannel_logout_session_required: true },
      'client_metadata_invalid',
      'backchannel_logout_session_required: only with backchannel_logout_uri',
    ],
    [
      { jwks: { keys: [{ kty: 'EC', d: 'private' }] } },
      'client_metadata_invalid',
      'jwks: needed with private_key_jwt, and with no other',
    ],
  ])(
    'is refused with the field and the rule, and changes nothing: %j',
    async (body, code, detail) => {
      const { clientId } = await cluster.client()
      const { body: before } = await operator.ask('GET', `/clients/${clientId}`)
      const answer = await patch(clientId, { ...body, post_logout_redirect_uris: [] })
      expect([...refusalOf(answer), answer.body['detail']]).toEqual([
        400,
        code,
        expect.stringContaining(detail),
      ])
      expect((await operator.ask('GET', `/clients/${clientId}`)).body).toEqual(before)
      expect(await changesOf(clientId)).toEqual([])
    },
  )

  test('needs If-Match, JSON and an existing client', async () => {
    const { clientId } = await cluster.client()
    const path = `/clients/${clientId}`
    const body = { client_name: 'Photos' }
    expect(refusalOf(await operator.ask('PATCH', path, { body }))).toEqual([
      428,
      'precondition_needed',
    ])
    const headers = { 'if-match': '"another"' }
    expect(refusalOf(await operator.ask('PATCH', path, { body, headers }))).toEqual([
      412,
      'precondition_failed',
    ])
    const text = await patch(clientId, body, { headers: { 'content-type': 'text/plain' } })
    expect(refusalOf(text)).toEqual([415, 'media_type_unsupported'])
    for (const id of ['unknown', 'parley-console']) {
      const nobody = { body, headers: { 'if-match': '*' } }
      expect(refusalOf(await operator.ask('PATCH', `/clients/${id}`, nobody))).toEqual([
        404,
        'not_found',
      ])
    }
  })

  test('sent at once to two nodes succeeds once, and the others get 412', async () => {
    const { clientId } = await cluster.client()
    const { headers } = await operator.ask('GET', `/clients/${clientId}`)
    const etag = headers.get('etag') ?? ''
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Four'].map((name, i) =>
        operator.ask('PATCH', `/clients/${clientId}`, {
          body: { client_name: name },
          headers: { 'if-match': etag },
          base: cluster.nodes[i % 2] ?? '',
        }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412, 412])
    const won = answers.find(({ status }) => status === 200)
    expect((await operator.ask('GET', `/clients/${clientId}`)).body).toEqual(won?.body)
    expect(await changesOf(clientId)).toHaveLength(1)
  })
})

describe('scopes of the admin API', () => {
  const narrowly = () => newOperator(cluster, ['parley:clients.read', 'parley:clients.write'])

  test('can be given only by a caller who has them', async () => {
    const by = await narrowly()
    const { clientId } = await cluster.client({ ...machine, scopes: ['jobs:run'] })
    const scope = 'jobs:run parley:accounts.write'
    expect(refusalOf(await patch(clientId, { scope }, { by }))).toEqual([403, 'forbidden'])
    const given = await patch(clientId, { scope: 'parley:clients.read' }, { by })
    expect([given.status, given.body['scope']]).toEqual([200, 'parley:clients.read'])
    expect((await patch(clientId, { scope })).body['scope']).toBe(scope)
  })

  test('protect a client: only a caller who has them may change anything about it', async () => {
    const by = await narrowly()
    const { clientId } = await cluster.client({ ...machine, scopes: ['parley:accounts.write'] })
    for (const body of [{ client_name: 'Mine' }, { scope: 'jobs:run' }, {}]) {
      expect(refusalOf(await patch(clientId, body, { by }))).toEqual([403, 'forbidden'])
    }
    expect(await changesOf(clientId)).toEqual([])
  })
})

describe('within a second, on every node,', () => {
  const otherNode = () => cluster.nodes[1] ?? ''

  /** Whether the other node, which has the client in memory, redirects to this address. */
  async function isTaken(clientId: string, uri: string): Promise<boolean> {
    const { url } = authorizationRequest(cluster, clientId, { redirect_uri: uri })
    const there = new URL(url)
    const answer = await fetch(`${otherNode()}${there.pathname}${there.search}`, {
      redirect: 'manual',
    })
    return answer.status === 303
  }

  type Refreshed = Readonly<Record<string, unknown>>

  /** The other node's answer, once it is the expected one. */
  async function refreshedUntil(
    { client, tokens }: Pick<Awaited<ReturnType<typeof signedIn>>, 'client' | 'tokens'>,
    isRight: (answer: Refreshed) => boolean,
  ): Promise<Refreshed> {
    let last: Refreshed = { refresh_token: tokens.refreshToken }
    await eventually(async () => {
      last = (await refresh(otherNode(), client, String(last['refresh_token']))).body
      return isRight(last)
    })
    return last
  }

  test('a removed redirect URI is refused and a new one accepted', async () => {
    const { clientId } = await cluster.client()
    const moved = 'https://photos.example/cb'
    expect(await isTaken(clientId, redirectUri)).toBe(true)
    expect(await isTaken(clientId, moved)).toBe(false)
    await patch(clientId, { redirect_uris: [moved] })
    await eventually(async () => !(await isTaken(clientId, redirectUri)))
    expect(await isTaken(clientId, moved)).toBe(true)
  })

  test('a removed refresh grant stops refreshing', async () => {
    const { client, tokens } = await signedIn(cluster)
    await patch(client.clientId, { grant_types: ['authorization_code'] })
    await eventually(async () => {
      const { status, body } = await refresh(otherNode(), client, tokens.refreshToken)
      return status === 400 && body['error'] === 'unauthorized_client'
    })
  })

  test('a removed scope stays in existing tokens and is missing from new ones', async () => {
    const { client, tokens, account } = await signedIn(cluster, {
      params: { scope: 'openid profile email offline_access photos:read' },
    })
    await patch(client.clientId, { scope: 'openid offline_access profile' })
    const refreshed = await refreshedUntil(
      { client, tokens },
      ({ scope }) => scope === 'openid profile offline_access',
    )
    const claims = claimsOf(refreshed['id_token'])
    expect([claims['name'], claims['email']]).toEqual([account.name, undefined])
    const introspected = await post(`${otherNode()}/introspect`, client, {
      token: tokens.accessToken,
    })
    expect(introspected.body).toMatchObject({
      active: true,
      scope: 'openid profile email offline_access photos:read',
    })
    const userinfo = await fetch(`${otherNode()}/userinfo`, {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
    })
    expect(await userinfo.json()).toEqual({ sub: account.id, name: account.name })
  })

  test('a new policy shortens the next tokens', async () => {
    const { client, tokens } = await signedIn(cluster)
    await patch(client.clientId, { policy: 'banking' })
    await refreshedUntil({ client, tokens }, (answer) => answer['expires_in'] === 120)
  })
})

test('a client is registered under an existing policy, never an unknown one', async () => {
  const web = { client_name: 'Bank', redirect_uris: [redirectUri] }
  const made = await operator.ask('POST', '/clients', { body: { ...web, policy: 'banking' } })
  expect([made.status, made.body['policy']]).toEqual([201, 'banking'])
  const [event] = await sql<{ after: object }>(
    cluster,
    "SELECT (details ->> 'after')::json AS after FROM audit_events WHERE client_id = $1",
    [made.body['client_id']],
  )
  expect(event?.after).toMatchObject({ policy: 'banking', redirect_uris: [redirectUri] })
  const refused = await operator.ask('POST', '/clients', { body: { ...web, policy: 'gold' } })
  expect([...refusalOf(refused), refused.body['detail']]).toEqual([
    400,
    'client_metadata_invalid',
    'policy: no policy has this name',
  ])
})

test('a client shows when its secret was rotated, and until when the former one is valid', async () => {
  const client: RegisteredClient = await cluster.client()
  const path = `/clients/${client.clientId}`
  const facts = async () => {
    const { body } = await operator.ask('GET', path)
    return [body['secret_rotated_at'], body['former_secret_expires_at']]
  }
  expect(await facts()).toEqual([null, null])
  const rotated = await operator.ask('POST', `${path}/secret`, { body: { overlap: 60 } })
  expect(await facts()).toEqual([expect.any(String), rotated.body['former_secret_expires_at']])
  await operator.ask('POST', `${path}/secret`, { body: { overlap: 0 } })
  expect(await facts()).toEqual([expect.any(String), null])
})
