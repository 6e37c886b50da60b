/**
 * Every registered field by every way to change it: it is shown as it was set, and it reaches the
 * client that the protocol works with.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { findRegistered } from '../../src/clients/find.ts'
import type { Client } from '../../src/model/client.ts'
import { metadataOf } from '../../src/oidc/client-adapter.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { newOperatorPerson } from '../console/operator.ts'
import { type Cluster, redirectUri, startCluster, testSecret } from '../support/cluster.ts'
import { contract, type Schema } from '../support/contract.ts'
import { eventually } from '../support/eventually.ts'
import type { Person } from '../support/person.ts'
import { newOperator, type Operator } from './operator.ts'

let cluster: Cluster
let operator: Operator
let parley: CommandLine
let owner: Person
let folder = ''

beforeAll(async () => {
  cluster = await startCluster()
  operator = await newOperator(cluster)
  const env = { DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret }
  parley = commandLine({ ...env, PARLEY_ISSUER: cluster.issuer })
  owner = (await newOperatorPerson(cluster, ['owner'])).person
  folder = await mkdtemp(join(tmpdir(), 'parley-fields-'))
  await writeFile(join(folder, 'keys.json'), JSON.stringify(jwks))
})
afterAll(async () => {
  await cluster?.close()
  await rm(folder, { recursive: true })
})

const jwks = {
  keys: [
    {
      kty: 'EC',
      crv: 'P-256',
      x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
      y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
    },
  ],
}
const moved = 'https://moved.example/cb'
const receiver = 'https://app.example/logout'

type Way = {
  /** In the names of the contract, with another field where one needs it. */
  readonly patch: Readonly<Record<string, unknown>>
  readonly flags: () => readonly string[]
  /** The fields of the console's form that differ. */
  readonly form: Readonly<Record<string, string>>
  /** In the library's metadata. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** In our own client, for what the library does not know. */
  readonly client?: Readonly<Partial<Client>>
}

const told = {
  patch: { backchannel_logout_uri: receiver },
  flag: ['--backchannel-logout-uri', receiver],
}

const fields: Readonly<Record<string, Way>> = {
  client_name: {
    patch: { client_name: 'Other' },
    flags: () => ['--name', 'Other'],
    form: { client_name: 'Other' },
    metadata: { client_name: 'Other' },
  },
  application_type: {
    patch: { application_type: 'native' },
    flags: () => ['--application-type', 'native'],
    form: { application_type: 'native' },
    metadata: { application_type: 'native' },
  },
  token_endpoint_auth_method: {
    patch: { token_endpoint_auth_method: 'client_secret_post' },
    flags: () => ['--auth-method', 'client_secret_post'],
    form: { token_endpoint_auth_method: 'client_secret_post' },
    metadata: { token_endpoint_auth_method: 'client_secret_post' },
  },
  grant_types: {
    patch: { grant_types: ['authorization_code', 'refresh_token'] },
    flags: () => ['--grant', 'authorization_code', 'refresh_token'],
    form: { grant_types: 'authorization_code refresh_token' },
    metadata: { grant_types: ['authorization_code', 'refresh_token'] },
  },
  redirect_uris: {
    patch: { redirect_uris: [moved] },
    flags: () => ['--redirect-uri', moved],
    form: { redirect_uris: moved },
    metadata: { redirect_uris: [moved] },
  },
  post_logout_redirect_uris: {
    patch: { post_logout_redirect_uris: [moved] },
    flags: () => ['--post-logout-redirect-uri', moved],
    form: { post_logout_redirect_uris: moved },
    metadata: { post_logout_redirect_uris: [moved] },
  },
  scope: {
    patch: { scope: 'openid email' },
    flags: () => ['--scope', 'openid', 'email'],
    form: { scope: 'openid email' },
    metadata: { scope: 'openid email' },
  },
  jwks: {
    patch: { jwks, token_endpoint_auth_method: 'private_key_jwt' },
    flags: () => ['--auth-method', 'private_key_jwt', '--jwks-file', join(folder, 'keys.json')],
    form: { jwks: JSON.stringify(jwks), token_endpoint_auth_method: 'private_key_jwt' },
    metadata: { jwks, token_endpoint_auth_method: 'private_key_jwt' },
  },
  policy: {
    patch: { policy: 'banking' },
    flags: () => ['--policy', 'banking'],
    form: { policy: 'banking' },
    client: { policy: 'banking' },
  },
  resource: {
    patch: { resource: 'https://api.example' },
    flags: () => ['--resource', 'https://api.example'],
    form: { resource: 'https://api.example' },
    client: { resource: 'https://api.example' },
  },
  allow_guests: {
    patch: { allow_guests: true },
    flags: () => ['--allow-guests'],
    form: { allow_guests: 'yes' },
    client: { allowGuests: true },
  },
  backchannel_logout_uri: {
    patch: told.patch,
    flags: () => told.flag,
    form: { backchannel_logout_uri: receiver },
    metadata: { backchannel_logout_uri: receiver },
  },
  backchannel_logout_session_required: {
    patch: { ...told.patch, backchannel_logout_session_required: true },
    flags: () => [...told.flag, '--backchannel-logout-session-required'],
    form: { backchannel_logout_uri: receiver, backchannel_logout_session_required: 'yes' },
    metadata: { backchannel_logout_session_required: true },
    client: { backchannelLogout: { uri: receiver, sessionRequired: true, causes: null } },
  },
  backchannel_logout_causes: {
    patch: { ...told.patch, backchannel_logout_causes: ['evicted'] },
    flags: () => [...told.flag, '--backchannel-logout-cause', 'evicted'],
    form: { backchannel_logout_uri: receiver, backchannel_logout_causes: 'evicted' },
    client: { backchannelLogout: { uri: receiver, sessionRequired: false, causes: ['evicted'] } },
  },
  id_token_signed_response_alg: {
    patch: { id_token_signed_response_alg: 'RS256' },
    flags: () => ['--id-token-signed-response-alg', 'RS256'],
    form: { id_token_signed_response_alg: 'RS256' },
    metadata: { id_token_signed_response_alg: 'RS256' },
  },
  userinfo_signed_response_alg: {
    patch: { userinfo_signed_response_alg: 'ES256' },
    flags: () => ['--userinfo-signed-response-alg', 'ES256'],
    form: { userinfo_signed_response_alg: 'ES256' },
    metadata: { userinfo_signed_response_alg: 'ES256' },
  },
  token_endpoint_auth_assertion_audience: {
    patch: { token_endpoint_auth_assertion_audience: 'any' },
    flags: () => ['--token-endpoint-auth-assertion-audience', 'any'],
    form: { token_endpoint_auth_assertion_audience: 'any' },
    client: { assertionAudience: 'any' },
  },
}

async function newClient(): Promise<string> {
  const { clientId } = await cluster.client({
    grantTypes: ['authorization_code'],
    postLogoutRedirectUris: [],
    scopes: ['openid'],
  })
  if (clientId === '') throw new Error('no client')
  return clientId
}

/** The form as it stands for such a client. */
const unchanged = {
  client_name: 'PhotoApp',
  application_type: 'web',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: 'authorization_code',
  redirect_uris: redirectUri,
  post_logout_redirect_uris: '',
  scope: 'openid',
  jwks: '',
  policy: '',
  resource: '',
  backchannel_logout_uri: '',
  id_token_signed_response_alg: 'ES256',
  userinfo_signed_response_alg: '',
  token_endpoint_auth_assertion_audience: 'issuer',
}

const doors: Readonly<Record<string, (id: string, way: Way) => Promise<void>>> = {
  'the admin API': async (id, { patch }) => {
    const answer = await operator.ask('PATCH', `/clients/${id}`, {
      body: patch,
      headers: { 'if-match': '*' },
    })
    expect([answer.status, answer.body['detail']]).toEqual([200, undefined])
  },
  'the command line': async (id, { flags }) => {
    documentOf(await parley(['client', 'update', id, ...flags(), '--json']))
  },
  'the console': async (id, { form }) => {
    const page = await owner.follow(`/console/clients/${id}/edit`)
    const answer = await owner.submit(page, { ...unchanged, ...form })
    expect([answer.status, answer.url.search]).toEqual([200, '?told=saved'])
  },
}

describe.each(Object.entries(doors))('by %s', (_, door) => {
  test.each(Object.entries(fields))(
    '%s is changed, shown, and reaches the protocol',
    async (name, way) => {
      const id = await newClient()
      const { body: before } = await operator.ask('GET', `/clients/${id}`)
      expect(before).not.toMatchObject(way.patch)
      await door(id, way)
      const { body } = await operator.ask('GET', `/clients/${id}`)
      expect(body).toMatchObject(way.patch)
      const { out } = await parley(['client', 'show', id])
      const page = await owner.follow(`/console/clients/${id}/edit`)
      expect(page.text).toContain(`name="${name}"`)
      for (const shown of wordsIn(way.form)) expect(page.text).toContain(shown)
      for (const value of wordsIn(way.form))
        expect([value, out.includes(value)]).toEqual([value, true])
      const client = await findRegistered(cluster.store, id)
      if (client === null) throw new Error('the client is gone')
      expect(metadataOf(client, true)).toMatchObject(way.metadata ?? {})
      expect(client).toMatchObject(way.client ?? {})
    },
  )
})

/** The values that a page and the command line show as they are. */
function wordsIn(form: Way['form']): readonly string[] {
  return Object.entries(form).flatMap(([name, value]) =>
    name === 'jwks' || value === 'yes' ? [] : value.split(' '),
  )
}

test('no registered field is missing here', () => {
  const schema: Schema = Object(contract.components['schemas']?.['ClientPatch'])
  expect(Object.keys(fields).toSorted()).toEqual(
    Object.keys(Object(schema['properties'])).toSorted(),
  )
})

describe('a change of how a client authenticates', () => {
  const patch = (id: string, body: object) =>
    operator.ask('PATCH', `/clients/${id}`, { body, headers: { 'if-match': '*' } })

  test('away from a secret destroys it; back to one needs a rotation', async () => {
    const { clientId, clientSecret } = await cluster.client({ grantTypes: ['authorization_code'] })
    expect((await patch(clientId, { token_endpoint_auth_method: 'none' })).status).toBe(200)
    const back = { token_endpoint_auth_method: 'client_secret_post' }
    expect((await patch(clientId, back)).status).toBe(200)
    const prove = async (client_secret: string | null) => {
      const form = { client_id: clientId, client_secret: client_secret ?? '', token: 'x' }
      const body = new URLSearchParams(form)
      return (await fetch(`${cluster.issuer}/revoke`, { method: 'POST', body })).status
    }
    for (const secret of [clientSecret, 'none', '']) expect(await prove(secret)).not.toBe(200)
    const path = `/clients/${clientId}/secret`
    const rotated = await operator.ask('POST', path, { body: { overlap: 60 } })
    // A node may know the client as it was for a moment.
    await eventually(async () => (await prove(String(rotated.body['client_secret']))) === 200)
    for (const secret of [clientSecret, 'none', '']) expect(await prove(secret)).not.toBe(200)
  })
})
