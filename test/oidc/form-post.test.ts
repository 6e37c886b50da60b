/** OAuth 2.0 Form Post Response Mode: our own page carries the answer, whatever is in it. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { formPostScriptSource } from '../../src/web/sign-in/protocol-pages.tsx'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { redeem, tokensOf } from '../support/tokens.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

const hostile = `"><script>alert('1')</script>&amp;=%3Cb%3E`

function fieldsOf({ text }: Visit): Record<string, string> {
  const inputs = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  const plain = (value: string) =>
    value
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, plain(value)]))
}

test('the code comes to the client in a form, with iss and the unchanged state', async () => {
  const { client, person } = await signedIn(cluster)
  const over = { response_mode: 'form_post', state: hostile }
  const request = authorizationRequest(cluster, client.clientId, over)
  const page = await person.follow(request.url)
  expect(page.status).toBe(200)
  expect(page.text).toContain(`action="${redirectUri}"`)
  expect(page.text).not.toContain(hostile)
  const fields = fieldsOf(page)
  expect(fields).toMatchObject({ state: hostile, iss: cluster.issuer })

  const callback = new URL(redirectUri)
  callback.searchParams.set('code', fields['code'] ?? '')
  tokensOf(await redeem(cluster.issuer, client, { callback, request }))
})

test('its policy allows only that one script and that one client', async () => {
  const { client, person } = await signedIn(cluster)
  const over = { response_mode: 'form_post' }
  const page = await person.follow(authorizationRequest(cluster, client.clientId, over).url)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy.split(';')).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      `script-src ${formPostScriptSource}`,
      `form-action ${new URL(redirectUri).origin} 'self'`,
    ]),
  )
})

test('a refusal is sent the same way', async () => {
  const { client, person } = await signedIn(cluster)
  const over = { response_mode: 'form_post', prompt: 'none', max_age: '0', state: hostile }
  const page = await person.follow(authorizationRequest(cluster, client.clientId, over).url)
  expect(fieldsOf(page)).toMatchObject({
    error: expect.any(String),
    state: hostile,
    iss: cluster.issuer,
  })
})
