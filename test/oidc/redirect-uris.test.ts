/** Redirect URIs: what may be registered, and that only what was registered is ever used. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { authorized } from '../support/sign-in.ts'
import { post } from '../support/tokens.ts'

let cluster: Cluster
let client: RegisteredClient
let native: RegisteredClient

const reserved = 'com.example.app:/cb'

beforeAll(async () => {
  cluster = await startCluster()
  client = await cluster.client()
  native = await cluster.client({
    authMethod: 'none',
    applicationType: 'native',
    redirectUris: ['http://127.0.0.1/cb', 'http://[::1]/cb', reserved],
  })
})
afterAll(() => cluster?.close())

function visit(app: RegisteredClient, uri: string): Promise<Visit> {
  const { url } = authorizationRequest(cluster, app.clientId)
  url.searchParams.set('redirect_uri', uri)
  return newPerson(cluster).visit(url)
}

/** Mutants of https://app.example/cb, by what each tries. */
const mutants: readonly (readonly [string, string])[] = [
  ['a trailing slash', 'https://app.example/cb/'],
  ['another case in the path', 'https://app.example/CB'],
  ['another case in the host', 'https://APP.example/cb'],
  ['another case in the scheme', 'HTTPS://app.example/cb'],
  ['the default port spelt out', 'https://app.example:443/cb'],
  ['another port', 'https://app.example:8443/cb'],
  ['a query added', 'https://app.example/cb?a=1'],
  ['an empty query added', 'https://app.example/cb?'],
  ['a fragment added', 'https://app.example/cb#f'],
  ['an empty fragment added', 'https://app.example/cb#'],
  ['a step up in the path', 'https://app.example/cb/../x'],
  ['a step up and back', 'https://app.example/x/../cb'],
  ['an encoded step up', 'https://app.example/%2e%2e/cb'],
  ['a doubly encoded step up', 'https://app.example/%252e%252e/cb'],
  ['a step up behind a parameter', 'https://app.example/cb/..;/x'],
  ['an encoded letter', 'https://app.example/%63b'],
  ['a backslash', 'https://app.example\\cb'],
  ['a backslash and a host', 'https://evil.example\\@app.example/cb'],
  ['two slashes', 'https://app.example//cb'],
  ['no scheme', '//app.example/cb'],
  ['a path alone', '/cb'],
  ['another top level', 'https://app.example.evil/cb'],
  ['any letter for the dot', 'https://appXexample/cb'],
  ['the host as a path', 'https://evil.example/app.example/cb'],
  ['the host as a user', 'https://app.example@evil.example/cb'],
  ['the host as a password', 'https://a:app.example@evil.example/cb'],
  ['a user before the host', 'https://user@app.example/cb'],
  ['the host behind a fragment', 'https://evil.example#@app.example/cb'],
  ['the host behind a query', 'https://evil.example?@app.example/cb'],
  ['a subdomain', 'https://x.app.example/cb'],
  ['the parent domain', 'https://example/cb'],
  ['a trailing dot', 'https://app.example./cb'],
  ['a space before', ' https://app.example/cb'],
  ['a space behind', 'https://app.example/cb '],
  ['a tab inside', 'https://app.\texample/cb'],
  ['a line feed before', '\nhttps://app.example/cb'],
  ['a carriage return inside', 'https://app.example/\rcb'],
  ['a NUL behind', 'https://app.example/cb\0'],
  ['a header behind a line break', 'https://app.example/cb\r\nSet-Cookie: a=b'],
  ['a lookalike letter', 'https://аpp.example/cb'],
  ['a letter that NFKC folds', 'https://app.exam\uff50le/cb'],
  ['a dot that IDNA folds', 'https://app\u3002example/cb'],
  ['no encryption', 'http://app.example/cb'],
  ['a zone in an IPv6 address', 'https://[fe80::1%25eth0]/cb'],
  ['a wildcard', 'https://*.example/cb'],
  ['eight kilobytes', `https://app.example/cb${'x'.repeat(6000)}`],
  ['javascript:', 'javascript:alert(document.domain)//https://app.example/cb'],
  ['data:', 'data:text/html,<script>alert(1)</script>'],
  ['blob:', 'blob:https://app.example/cb'],
  ['intent:', 'intent://app.example/cb#Intent;scheme=https;end'],
  ['vbscript:', 'vbscript:msgbox(1)'],
  ['file:', 'file:///etc/passwd'],
]

test.each(mutants)(
  'a redirect URI must be registered, or there is no redirect: %s',
  async (_, uri) => {
    const page = await visit(client, uri)
    expect(page.status).toBe(400)
    expect(page.headers.get('location')).toBeNull()
    expect(page.headers.get('set-cookie') ?? '').not.toContain('a=b')
    const pushed = await post(`${cluster.issuer}/par`, client, {
      ...Object.fromEntries(authorizationRequest(cluster, client.clientId).url.searchParams),
      redirect_uri: uri,
    })
    expect(pushed).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  },
)

test.each([
  ['an array', 'redirect_uri[]=https://app.example/cb'],
  ['an indexed array', 'redirect_uri[0]=https://app.example/cb'],
  ['an object', 'redirect_uri[uri]=https://app.example/cb'],
])('a redirect URI is compared as text: %s', async (_, query) => {
  const { url } = authorizationRequest(cluster, client.clientId)
  url.searchParams.delete('redirect_uri')
  const page = await newPerson(cluster).visit(`${url.href}&${query}`)
  expect([page.status, page.headers.get('location')]).toEqual([400, null])
})

test.each(['http://127.0.0.1/cb', 'http://127.0.0.1:4711/cb', 'http://[::1]:65535/cb', reserved])(
  'an app on a device may use any port of its loopback address: %s',
  async (uri) => {
    expect((await visit(native, uri)).status).toBe(303)
  },
)

test.each([
  'http://127.0.0.1.evil.example/cb',
  'http://127.1/cb',
  'http://0x7f.1/cb',
  'http://2130706433/cb',
  'http://[::ffff:127.0.0.1]/cb',
  'http://[0:0:0:0:0:0:0:1]/cb',
  'http://localhost/cb',
  'http://localhost.evil.example/cb',
  'http://127.0.0.1:80@evil.example/cb',
  'http://user@127.0.0.1/cb',
  'http://127.0.0.1:4711/other',
  'http://127.0.0.1:4711/cb?a=1',
  'http://127.0.0.1:4711/cb#f',
  'http://127.0.0.1:99999/cb',
  'https://127.0.0.1:4711/cb',
  'http://127.0.0.2/cb',
  'http://0.0.0.0/cb',
  'com.example.app:/other',
  'com.example.app2:/cb',
  'COM.example.app:/cb',
])('but no other address: %s', async (uri) => {
  const page = await visit(native, uri)
  expect([page.status, page.headers.get('location')]).toEqual([400, null])
})

test('a web app keeps its port: the loopback exception is only for apps on a device', async () => {
  const web = await cluster.client({ redirectUris: ['http://127.0.0.1/cb'] })
  expect((await visit(web, 'http://127.0.0.1/cb')).status).toBe(303)
  expect((await visit(web, 'http://127.0.0.1:4711/cb')).status).toBe(400)
})

test.each([
  'http://app.example/cb',
  'https://app.example/cb#f',
  'https://app.example/cb#',
  'javascript:alert(1)',
  'data:text/html,x',
  'vbscript:msgbox(1)',
  'blob:https://app.example/x',
  'file:///cb',
  '//app.example/cb',
  '/cb',
  'cb',
  '',
  'https://user:password@app.example/cb',
  'https://*.app.example/cb',
  'https://app.example/*',
  'https://app.example\\cb',
  ' https://app.example/cb',
  'https://app.example/cb\r\n',
  'http://localhost.evil.example/cb',
  'http://127.0.0.1.evil.example/cb',
])('no client can register %j as a redirect URI, for sign-in or for sign-out', async (uri) => {
  const refusal = { code: 'client_metadata_invalid' }
  for (const applicationType of ['web', 'native'] as const) {
    await expect(cluster.client({ applicationType, redirectUris: [uri] })).rejects.toMatchObject(
      refusal,
    )
    await expect(
      cluster.client({ applicationType, postLogoutRedirectUris: [uri] }),
    ).rejects.toMatchObject(refusal)
  }
})

test('parameters in the registered address cannot replace those of the answer', async () => {
  const uri = `${redirectUri}?code=x&state=y&iss=z&keep=1`
  const app = await cluster.client({ redirectUris: [uri] })
  const params = { redirect_uri: uri, state: 'ours' }
  const { callback } = await authorized(cluster, { client: app, params })
  const answer = callback.searchParams
  expect(answer.getAll('state')).toEqual(['ours'])
  expect(answer.getAll('iss')).toEqual([cluster.issuer])
  expect(answer.getAll('keep')).toEqual(['1'])
  expect(answer.getAll('code')).toHaveLength(1)
  expect(answer.get('code')).not.toBe('x')
})
