/** Operators register clients, and see them without their secrets. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { noticeCauses } from '../../src/model/notice.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { eventsOfClient, sql } from '../support/sql.ts'
import { post } from '../support/tokens.ts'
import { allPages, newOperator, type Operator, refusalOf } from './operator.ts'

let cluster: Cluster
let operator: Operator

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
})
afterAll(() => cluster?.close())

const web = { client_name: 'PhotoApp', redirect_uris: [redirectUri] }

describe('registering a client', () => {
  test('shows the secret once, and a person can sign in to the client', async () => {
    const created = await operator.ask('POST', '/clients', {
      body: {
        ...web,
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile email photos:read',
      },
    })
    expect(created.status).toBe(201)
    const clientId = String(created.body['client_id'])
    const clientSecret = String(created.body['client_secret'])
    expect(created.headers.get('location')).toBe(`/admin/v1/clients/${clientId}`)
    expect(created.headers.get('cache-control')).toBe('no-store')
    await signedIn(cluster, { client: { clientId, clientSecret } })

    const { client_secret: _, ...rest } = created.body
    const { status, body } = await operator.ask('GET', `/clients/${clientId}`)
    expect([status, body]).toEqual([200, rest])
    expect(JSON.stringify(body)).not.toContain('secret"')
    const list = await operator.ask('GET', '/clients?limit=200')
    expect(JSON.stringify(list.body)).not.toContain(clientSecret)
    expect(list.body['items']).toContainEqual(rest)
  })

  test("fills in RFC 7591's defaults", async () => {
    const { body } = await operator.ask('POST', '/clients', { body: web })
    expect(body).toMatchObject({
      application_type: 'web',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['authorization_code'],
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [],
      scope: 'openid profile email',
      policy: null,
      resource: null,
      allow_guests: false,
      backchannel_logout_uri: null,
      backchannel_logout_session_required: false,
      backchannel_logout_causes: null,
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: null,
      token_endpoint_auth_assertion_audience: 'issuer',
      disabled_at: null,
    })
  })

  test('allows guests for a web app, with a secret or without', async () => {
    const guests = { ...web, allow_guests: true }
    for (const more of [{}, { token_endpoint_auth_method: 'none' }]) {
      const { status, body } = await operator.ask('POST', '/clients', {
        body: { ...guests, ...more },
      })
      expect([status, body['allow_guests']]).toEqual([201, true])
    }
  })

  test('keeps the back-channel logout URI and its causes', async () => {
    const told = {
      backchannel_logout_uri: 'https://app.example/backchannel-logout',
      backchannel_logout_session_required: true,
    }
    const causes = ['logout', 'evicted']
    for (const named of [undefined, causes]) {
      const body = { ...web, ...told, backchannel_logout_causes: named }
      const created = await operator.ask('POST', '/clients', { body })
      expect(created.status).toBe(201)
      expect(created.body).toMatchObject({ ...told, backchannel_logout_causes: named ?? null })
    }
  })

  test('gives no secret to a client that authenticates with a key or not at all', async () => {
    const key = {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    }
    for (const more of [
      { token_endpoint_auth_method: 'none' },
      { token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [key] } },
    ]) {
      const { status, body } = await operator.ask('POST', '/clients', { body: { ...web, ...more } })
      expect(status).toBe(201)
      expect(body).toMatchObject(more)
      expect(body).not.toHaveProperty('client_secret')
    }
  })

  test('leaves one event with its actor', async () => {
    const { body } = await operator.ask('POST', '/clients', { body: web })
    const clientId = String(body['client_id'])
    expect(await eventsOfClient(cluster, clientId)).toEqual({ 'client.created': 1 })
    const [event] = await sql(
      cluster,
      'SELECT actor_kind AS kind, actor_id AS id FROM audit_events WHERE client_id = $1',
      [clientId],
    )
    expect(event).toEqual({ kind: 'client', id: operator.client.clientId })
  })

  test('gives only admin scopes that the caller has', async () => {
    const body = {
      client_name: 'More',
      grant_types: ['client_credentials'],
      scope: 'parley:clients.write parley:accounts.write',
    }
    const narrow = await newOperator(cluster, ['parley:clients.write'])
    expect(refusalOf(await narrow.ask('POST', '/clients', { body }))).toEqual([403, 'forbidden'])
    const { body: made, status } = await operator.ask('POST', '/clients', { body })
    expect(status).toBe(201)
    const token = await post(
      `${cluster.issuer}/token`,
      { clientId: String(made['client_id']), clientSecret: String(made['client_secret']) },
      { grant_type: 'client_credentials', scope: 'parley:accounts.write' },
    )
    expect(token.body['scope']).toBe('parley:accounts.write')
  })

  test.each<[object, string, string]>([
    [{}, 'request_invalid', 'client_name: needed'],
    [{ ...web, client_name: ' ' }, 'request_invalid', 'client_name: must match pattern "\\S"'],
    [{ ...web, secret: 'x' }, 'request_invalid', 'secret: unknown'],
    [{ ...web, client_secret: 'x' }, 'request_invalid', 'client_secret: unknown'],
    [{ ...web, redirect_uris: redirectUri }, 'request_invalid', 'redirect_uris: must be array'],
    [
      { ...web, grant_types: ['implicit'] },
      'request_invalid',
      'grant_types/0: must be one of authorization_code, refresh_token, client_credentials',
    ],
    [{ ...web, client_name: 'a\0b' }, 'request_invalid', 'text: not valid Unicode'],
    [{ ...web, client_name: 'a\ud800b' }, 'request_invalid', 'text: not valid Unicode'],
    [
      { ...web, redirect_uris: ['http://app.example/cb'] },
      'client_metadata_invalid',
      'redirect_uris: "http://app.example/cb" must be https, or http on a loopback address',
    ],
    [
      { client_name: 'No way back' },
      'client_metadata_invalid',
      'redirect_uris: needed with the grant type authorization_code, and with no other',
    ],
    [
      { client_name: 'Robot', grant_types: ['client_credentials'], allow_guests: true },
      'client_metadata_invalid',
      'allow_guests: only with redirect_uris',
    ],
    ...[
      { ...web, application_type: 'native' },
      {
        ...web,
        redirect_uris: [redirectUri, 'http://localhost:1/cb'],
        token_endpoint_auth_method: 'none',
      },
    ].map((metadata): [object, string, string] => [
      { ...metadata, allow_guests: true },
      'client_metadata_invalid',
      'allow_guests: only for a web app that can prove who it is, by a secret, a key or https',
    ]),
    [
      { ...web, backchannel_logout_uri: 'http://app.example/logout' },
      'client_metadata_invalid',
      'backchannel_logout_uri: must be https, or http on a loopback address',
    ],
    [
      { ...web, backchannel_logout_uri: 'https://app.example/%7Bhost%7D' },
      'client_metadata_invalid',
      'backchannel_logout_uri: may hold no encoded brace',
    ],
    [
      {
        client_name: 'Robot',
        grant_types: ['client_credentials'],
        backchannel_logout_uri: 'https://app.example/logout',
      },
      'client_metadata_invalid',
      'backchannel_logout_uri: only with redirect_uris',
    ],
    [
      { ...web, backchannel_logout_causes: ['boredom'] },
      'request_invalid',
      `backchannel_logout_causes/0: must be one of ${noticeCauses.join(', ')}`,
    ],
    [
      { ...web, token_endpoint_auth_method: 'private_key_jwt' },
      'client_metadata_invalid',
      'jwks: needed with private_key_jwt, and with no other',
    ],
  ])('is refused with the field and the rule: %j', async (metadata, code, detail) => {
    const { status, body } = await operator.ask('POST', '/clients', { body: metadata })
    expect([status, body['code'], body['detail']]).toEqual([400, code, detail])
  })

  test('takes only complete JSON of at most 64 KiB', async () => {
    const ask = (raw: string, type = 'application/json') =>
      operator.ask('POST', '/clients', { raw, headers: { 'content-type': type } })
    const form = await ask('client_name=x', 'application/x-www-form-urlencoded')
    expect(refusalOf(form)).toEqual([415, 'media_type_unsupported'])
    expect(refusalOf(await ask('{"client_name":"x"', 'text/plain'))).toEqual([
      415,
      'media_type_unsupported',
    ])
    for (const broken of ['{"client_name":', '"text"', 'null', '[]', '']) {
      expect((await ask(broken)).status).toBeGreaterThanOrEqual(400)
      expect((await ask(broken)).status).toBeLessThan(416)
    }
    const large = JSON.stringify({ ...web, client_name: 'x'.repeat(65_536) })
    expect(refusalOf(await ask(large))).toEqual([413, 'body_too_large'])
  })
})

describe('seeing clients', () => {
  test('pages through each client once', async () => {
    const pages = await allPages(operator, '/clients?limit=3')
    const rows = await sql<{ id: string }>(cluster, 'SELECT id FROM clients')
    expect(pages.flat().toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    expect(pages.every((page) => page.length <= 3)).toBe(true)
  })

  test('an unknown client is not found, and a malformed id is refused', async () => {
    expect(refusalOf(await operator.ask('GET', '/clients/unknown'))).toEqual([404, 'not_found'])
    expect(refusalOf(await operator.ask('GET', '/clients/a%00b'))).toEqual([400, 'request_invalid'])
    expect(refusalOf(await operator.ask('GET', `/clients/${'a'.repeat(65)}`))).toEqual([
      400,
      'request_invalid',
    ])
  })
})
