/** Every way in which a name can be set judges it by the same rule, and says which one it breaks. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type CommandLine, commandLine } from '../cli/command-line.ts'
import { newOperatorPerson } from '../console/operator.ts'
import {
  type Cluster,
  redirectUri,
  startCluster,
  testPassword,
  testSecret,
} from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Person } from '../support/person.ts'
import { sql } from '../support/sql.ts'
import { newOperator, type Operator } from './operator.ts'

let cluster: Cluster
let operator: Operator
let parley: CommandLine
let owner: Person

beforeAll(async () => {
  const settings = { PARLEY_REGISTRATION: 'open' }
  cluster = await startCluster({ settings })
  operator = await newOperator(cluster)
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  owner = (await newOperatorPerson(cluster, ['owner'])).person
})
afterAll(() => cluster?.close())

const rules: readonly (readonly [string, string])[] = [
  ['a\r\nb', 'no control characters'],
  ['evil\u202egpj', 'change the direction'],
  ['a\u200bb', 'no invisible characters'],
  ['\u2800', 'no invisible characters'],
  ['x'.repeat(121), '1 to 1'],
  ['P\u0430rley', 'must not look like "Parley"'],
]

/** Null if the name was taken; else the words of the refusal. */
type Door = (name: string) => Promise<string | null>

const refusalIn = ({ status, body }: { status: number; body: Record<string, unknown> }) =>
  status < 300 ? null : String(body['detail'])

const said = ({ code, err }: { code: number; err: string }) => (code === 0 ? null : err)

/** Whatever version it has. */
const headers = { 'if-match': '*' }

const plain = (html: string) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'")

let made = 0
const newEmail = () => {
  made += 1
  return `named${made}@example.com`
}

const doors: Readonly<Record<string, Door>> = {
  'a client, registered by the API': async (client_name) =>
    refusalIn(
      await operator.ask('POST', '/clients', {
        body: { client_name, redirect_uris: [redirectUri] },
      }),
    ),
  'a client, changed by the API': async (client_name) => {
    const { clientId } = await cluster.client()
    return refusalIn(
      await operator.ask('PATCH', `/clients/${clientId}`, { body: { client_name }, headers }),
    )
  },
  'a client, registered by the command line': async (name) =>
    said(await parley(['client', 'create', '--name', name, '--redirect-uri', redirectUri])),
  'a client, changed by the command line': async (name) => {
    const { clientId } = await cluster.client()
    return said(await parley(['client', 'update', clientId, '--name', name]))
  },
  'a client, registered in the console': async (client_name) => {
    const form = await owner.follow('/console/clients/new?kind=spa')
    const page = await owner.submit(form, { client_name, redirect_uris: redirectUri })
    return page.status < 300 ? null : plain(page.text)
  },
  'a client, changed in the console': async (client_name) => {
    const { clientId } = await cluster.client()
    const form = await owner.follow(`/console/clients/${clientId}/edit`)
    const page = await owner.submit(form, {
      client_name,
      redirect_uris: redirectUri,
      scope: 'openid',
      application_type: 'web',
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: 'authorization_code',
    })
    return page.status < 300 ? null : plain(page.text)
  },
  'an account, created by the API': async (name) =>
    refusalIn(
      await operator.ask('POST', '/accounts', {
        body: { email: newEmail(), password: testPassword, name },
      }),
    ),
  'an account, changed by the API': async (name) => {
    const { id } = await cluster.account()
    return refusalIn(await operator.ask('PATCH', `/accounts/${id}`, { body: { name }, headers }))
  },
  'an account, created by the command line': async (name) => {
    const flags = ['--email', newEmail(), '--name', name, '--password-stdin']
    return said(await parley(['account', 'create', ...flags], testPassword))
  },
  'an account, changed by the command line': async (name) => {
    const { id } = await cluster.account()
    return said(await parley(['account', 'update', id, '--name', name]))
  },
  'an API key, created by the API': async (name) => {
    const body = { name, scopes: ['parley:sessions.read'] }
    return refusalIn(await operator.ask('POST', '/api-keys', { body }))
  },
  'an API key, created by the command line': async (name) =>
    said(await parley(['api-key', 'create', '--name', name, '--scope', 'parley:sessions.read'])),
  'an API, registered by the API': async (name) => {
    const identifier = `https://${newEmail()}`.replace('@', '.')
    const body = { identifier, name, scope: 'a:read' }
    return refusalIn(await operator.ask('POST', '/resource-servers', { body }))
  },
  'an API, registered by the command line': async (name) => {
    const identifier = `https://${newEmail()}`.replace('@', '.')
    const flags = ['--name', name, '--scope', 'a:read']
    return said(await parley(['resource-server', 'register', identifier, ...flags]))
  },
}

describe.each(Object.entries(doors))('%s', (_, door) => {
  test.each(rules)('refuses %j by the rule: %s', async (name, rule) => {
    const refusal = await door(name)
    // The contract checks the length before, in its own words.
    const words = name.length > 100 ? /1 to 1|120|100|200/ : rule
    expect(refusal).toEqual(
      words instanceof RegExp ? expect.stringMatching(words) : expect.any(String),
    )
    if (typeof words === 'string') expect(refusal).toContain(rule)
  })

  test('takes a name of another script', async () => {
    expect(await door('Zo\u00eb 山田')).toBeNull()
  })
})

test('a person cannot register with such a name', async () => {
  for (const [name] of rules) {
    const person = newPerson(cluster)
    const { url } = authorizationRequest(cluster, (await cluster.client()).clientId)
    const signIn = await person.follow(url)
    const page = await person.visit(`${signIn.url.pathname}/register`)
    const typed = { email: newEmail(), password: testPassword, repeat: testPassword }
    const answer = await person.submit(page, { ...typed, name })
    expect([name, answer.status]).toEqual([name, 400])
  }
})

describe('a name from before the rule', () => {
  const former = 'a\u202eb'

  test('of a client can be read, and the client changed elsewhere', async () => {
    const { clientId } = await cluster.client()
    await sql(cluster, 'UPDATE clients SET name = $2 WHERE id = $1', [clientId, former])
    const path = `/clients/${clientId}`
    const body = { post_logout_redirect_uris: [] }
    const { status, body: changed } = await operator.ask('PATCH', path, { body, headers })
    expect([status, changed['client_name']]).toEqual([200, former])
    const flags = ['--name', former, '--scope', 'openid']
    expect(said(await parley(['client', 'update', clientId, ...flags]))).toBeNull()
  })

  test('of a person can be read, and the account changed elsewhere', async () => {
    const { id } = await cluster.account()
    await sql(cluster, 'UPDATE accounts SET name = $2 WHERE id = $1', [id, former])
    const body = { email: newEmail(), name: former }
    const { status, body: changed } = await operator.ask('PATCH', `/accounts/${id}`, {
      body,
      headers,
    })
    expect([status, changed['name']]).toEqual([200, former])
  })
})
