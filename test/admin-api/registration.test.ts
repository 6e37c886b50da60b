/** What a client may register: the same rules by API, console and command line, each by its name. */

import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { installationOf, judgeRegistration } from '../../src/clients/judge-registration.ts'
import { readConfig } from '../../src/config/config.ts'
import { type ClientRegistration, defaultSigning } from '../../src/model/client.ts'
import { type CommandLine, commandLine, documentOf } from '../cli/command-line.ts'
import { newOperatorPerson } from '../console/operator.ts'
import { type Cluster, redirectUri, startCluster, testSecret } from '../support/cluster.ts'
import type { Person } from '../support/person.ts'
import { newOperator, type Operator } from './operator.ts'

const issuer = 'https://login.example'

const production = installationOf(
  readConfig({
    NODE_ENV: 'production',
    PARLEY_ISSUER: issuer,
    DATABASE_URL: 'postgres://parley@db.example/parley',
    PARLEY_SECRET: 'Zt4-9kQv!x2LmW7#pRb0sYd8Gh3nJc6f',
    PARLEY_INTERNAL_RECEIVERS: '10.9.0.0/16',
  }),
)

const web: ClientRegistration = {
  name: 'App',
  authMethod: 'client_secret_basic',
  applicationType: 'web',
  redirectUris: [redirectUri],
  postLogoutRedirectUris: [],
  grantTypes: ['authorization_code'],
  scopes: ['openid'],
  jwks: null,
  policy: null,
  resource: null,
  allowGuests: false,
  backchannelLogout: null,
  ...defaultSigning,
}

const ruleOf = (over: Partial<ClientRegistration>, former: ClientRegistration | null = null) => {
  try {
    judgeRegistration({ ...web, ...over }, production, former)
    return null
  } catch (error) {
    return String(error)
  }
}

describe('a redirect URI', () => {
  test.each([
    ['https:a.test', 'two slashes'],
    ['https:/a.test/cb', 'two slashes'],
    ['https:///a.test/cb', 'two slashes'],
    [`${issuer}/interaction/x`, 'this server itself'],
    [issuer, 'this server itself'],
    ['https://LOGIN.example:443/x', 'this server itself'],
    ['https://login.example./interaction/x', 'its host'],
    ['https://l%6fgin.example/x', 'its host'],
    ['https://app.example./cb', 'its host'],
    ['https://a;frame-ancestors/cb', 'its host'],
    ['https://a,b.example/cb', 'its host'],
    ["https://a'b.example/cb", 'its host'],
    ['http://127.1/cb', 'its host'],
    ['http://0x7f000001/cb', 'its host'],
    ['http://[0:0::1]/cb', 'its host'],
    ['http://app.example/cb', 'must be https'],
    ['http://169.254.169.254/cb', 'must be https'],
    ['https://app.example/cb#f', 'fragment'],
    ['https://app.example/cb#', 'fragment'],
    ['https://u:p@app.example/cb', 'userinfo'],
    ['https://*.example/cb', 'wildcard'],
    ['https://app.example/a b', 'ASCII without blanks'],
    ['https://app.example/\tcb', 'ASCII without blanks'],
    ['https://app.example/cb\n', 'ASCII without blanks'],
    ['https://\u0430pp.example/cb', 'ASCII without blanks'],
    ['javascript:alert(1)', 'must be https'],
    ['data:text/html,x', 'must be https'],
    ['audiobookshelf://oauth', 'must be https'],
    ['/cb', 'not a full URI'],
    [`https://app.example/${'x'.repeat(2000)}`, 'longer than'],
  ])('of a web application is refused: %s (%s)', (uri, rule) => {
    expect(ruleOf({ redirectUris: [uri] })).toContain(rule)
    expect(ruleOf({ postLogoutRedirectUris: [uri] })).toContain(rule)
  })

  test.each([
    'audiobookshelf://oauth',
    'com.example.app:/cb',
    'com.example.app://cb',
    'myapp:/cb',
    'http://127.0.0.1/cb',
    'http://[::1]:8000/cb',
    'http://localhost/cb',
    'https://app.example/cb',
  ])('of a native app is taken: %s', (uri) => {
    expect(ruleOf({ applicationType: 'native', redirectUris: [uri] })).toBeNull()
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'intent:x',
    'mailto:a@b.c',
    'wss://a/b',
    'vbscript:x',
    'blob:https://a/b',
  ])('of a native app must not use a scheme that others act on: %s', (uri) => {
    expect(ruleOf({ applicationType: 'native', redirectUris: [uri] })).toContain('no app')
  })

  test('of a native app cannot be https on a loopback address', () => {
    const redirectUris = ['https://127.0.0.1/cb']
    expect(ruleOf({ applicationType: 'native', redirectUris })).toContain('loopback')
  })

  test('two hundred of them are taken, and no more', () => {
    const uris = Array.from({ length: 201 }, (_, i) => `https://app.example/cb/${i}`)
    expect(ruleOf({ redirectUris: uris.slice(1) })).toBeNull()
    expect(ruleOf({ redirectUris: uris })).toContain('redirect_uris: at most 200')
  })

  test('beside an issuer with a path, only that path is the server', () => {
    const under = { ...production, issuer: 'https://host.example/auth' }
    const judge = (uri: string) => () => judgeRegistration({ ...web, redirectUris: [uri] }, under)
    expect(judge('https://host.example/app/cb')).not.toThrow()
    expect(judge('https://host.example/authors/cb')).not.toThrow()
    for (const uri of ['https://host.example/auth', 'https://host.example/x/../auth/logout']) {
      expect(judge(uri)).toThrow(/this server itself/)
    }
  })

  test('from before a rule stays, and no new one is added', () => {
    const former = { ...web, redirectUris: ['https:a.test'] }
    expect(ruleOf({ ...former, name: 'Other' }, former)).toBeNull()
    expect(ruleOf({ redirectUris: ['https:a.test', 'https:b.test'] }, former)).toContain('b.test')
  })
})

describe('a receiver of logout tokens in production', () => {
  test.each([
    'https://169.254.169.254/latest',
    'https://10.0.0.1/x',
    'https://[fd00::1]/x',
    'https://[fe80::1]/x',
    'https://[::1]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[64:ff9b::a00:1]/x',
    'https://2852039166/x',
    'https://0xa9fea9fe/x',
    'https://0251.0376.0251.0376/x',
    'https://127.1/x',
    'https://localhost/x',
    'https://a.localhost/x',
    'https://localhost./x',
    'http://localhost/x',
    'https://192.168.1.1/x',
    'https://100.64.0.1/x',
    'https://0.0.0.0/x',
  ])('is refused: %s', (uri) => {
    const backchannelLogout = { uri, sessionRequired: false, causes: null }
    expect(ruleOf({ backchannelLogout })).toContain('backchannel_logout_uri: must not be a private')
    expect(ruleOf({ backchannelLogout }, { ...web, backchannelLogout })).toBeNull()
  })

  test.each(['https://app.example/x', 'https://9.9.9.9/x', 'https://10.9.8.7/x'])(
    'is taken: %s',
    (uri) => {
      expect(
        ruleOf({ backchannelLogout: { uri, sessionRequired: false, causes: null } }),
      ).toBeNull()
    },
  )
})

const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
}

function rsa(modulusLength: number, publicExponent = 65_537) {
  return generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({
    format: 'jwk',
  })
}

describe('the keys of a client', () => {
  const judge = (keys: readonly object[]) =>
    ruleOf({ authMethod: 'private_key_jwt', jwks: { keys } })

  test('are taken: P-256, Ed25519, RSA of 2048 bits, and others beside them', () => {
    const ed = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
    for (const key of [ec, ed, rsa(2_048)]) expect(judge([key])).toBeNull()
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
    expect(judge([ec, { ...p384.export({ format: 'jwk' }), use: 'enc' }])).toBeNull()
  })

  test.each<[string, () => readonly object[], string]>([
    ['none', () => [], '1 to 20 keys'],
    ['too many', () => Array.from({ length: 21 }, () => ec), '1 to 20 keys'],
    ['too large', () => [{ ...ec, kid: 'x'.repeat(40_000) }], 'bytes'],
    ['a weak RSA key', () => [rsa(1_024)], '2048'],
    ['a modulus of three bytes', () => [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }], 'key 1'],
    [
      'a huge modulus',
      () => [{ ...rsa(2_048), n: Buffer.alloc(2_000, 255).toString('base64url') }],
      '8192',
    ],
    ['a tiny exponent', () => [rsa(2_048, 3)], 'e must be odd'],
    ['an exponent of one', () => [{ ...rsa(2_048), e: 'AQ' }], 'key 1'],
    ['an even exponent', () => [{ ...rsa(2_048), e: 'AQAA' }], 'key 1'],
    ['no modulus', () => [{ kty: 'RSA', e: 'AQAB' }], 'key 1'],
    ['a point beside the curve', () => [{ ...ec, y: ec.x }], 'no point of its curve'],
    ['a short point', () => [{ ...ec, x: 'eA', y: 'eQ' }], 'no point of its curve'],
    ['an unknown curve', () => [{ ...ec, crv: 'secp256k1' }], 'crv must be'],
    ['a short OKP key', () => [{ kty: 'OKP', crv: 'Ed25519', x: 'eA' }], 'no point'],
    ['a symmetric key', () => [{ kty: 'oct', k: 'c2VjcmV0' }], 'public keys only'],
    ['a private part', () => [{ ...ec, d: 'x' }], 'public keys only'],
    ['a private part of RSA', () => [{ ...rsa(2_048), p: 'x' }], 'public keys only'],
    ['the second of two is wrong', () => [ec, { ...ec, y: ec.x }], 'key 2'],
    ['nothing that signs', () => [{ ...ec, use: 'enc' }], 'can sign'],
  ])('are refused: %s', (_, keys, rule) => {
    expect(judge(keys())).toContain(rule)
    expect(judge(keys())).toContain('jwks: ')
  })
})

describe('each way to register', () => {
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
    folder = await mkdtemp(join(tmpdir(), 'parley-registration-'))
  })
  afterAll(async () => {
    await cluster?.close()
    await rm(folder, { recursive: true })
  })

  type Wrong = { readonly uri?: string; readonly receiver?: string; readonly jwks?: object }

  const byApi = async ({ uri = redirectUri, receiver, jwks }: Wrong) => {
    const keys = jwks && { jwks, token_endpoint_auth_method: 'private_key_jwt' }
    const told = receiver && { backchannel_logout_uri: receiver }
    const body = { client_name: 'App', redirect_uris: [uri], ...keys, ...told }
    return String((await operator.ask('POST', '/clients', { body })).body['detail'])
  }

  const byCommand = async ({ uri = redirectUri, receiver, jwks }: Wrong) => {
    const flags = receiver === undefined ? [] : ['--backchannel-logout-uri', receiver]
    if (jwks !== undefined) {
      const file = join(folder, 'keys.json')
      await writeFile(file, JSON.stringify(jwks))
      flags.push('--jwks-file', file)
    }
    return (await parley(['client', 'create', '--name', 'App', '--redirect-uri', uri, ...flags]))
      .err
  }

  const inConsole = async ({ uri = redirectUri, receiver = '', jwks }: Wrong) => {
    const { clientId } = await cluster.client()
    const form = await owner.follow(`/console/clients/${clientId}/edit`)
    const page = await owner.submit(form, {
      client_name: 'App',
      redirect_uris: uri,
      scope: 'openid',
      backchannel_logout_uri: receiver,
      application_type: 'web',
      token_endpoint_auth_method: jwks === undefined ? 'client_secret_basic' : 'private_key_jwt',
      grant_types: 'authorization_code',
      jwks: jwks === undefined ? '' : JSON.stringify(jwks),
    })
    return page.text
  }

  test.each<[Wrong, string]>([
    [{ uri: 'https:a.test' }, 'two slashes'],
    [{ receiver: 'https://169.254.169.254/x' }, 'must not be a private'],
    [{ jwks: { keys: [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }] } }, 'key 1'],
  ])('refuses %j by the same rule', async (wrong, rule) => {
    for (const door of [byApi, byCommand, inConsole]) expect(await door(wrong)).toContain(rule)
  })

  test("refuses the server's own pages", async () => {
    const wrong = { uri: `${cluster.issuer}/interaction/x` }
    for (const door of [byApi, byCommand, inConsole]) {
      expect(await door(wrong)).toContain('this server itself')
    }
  })

  test('takes a hundred redirect URIs', async () => {
    const redirect_uris = Array.from({ length: 100 }, (_, i) => `https://app.example/cb/${i}`)
    const body = { client_name: 'Many', redirect_uris }
    expect((await operator.ask('POST', '/clients', { body })).status).toBe(201)
    const flags = ['client', 'create', '--name', 'Many', '--json', '--redirect-uri']
    expect(documentOf(await parley([...flags, ...redirect_uris]))).toHaveProperty('client_id')
  })

  test('gives the same default scopes', async () => {
    const grants = ['authorization_code', 'refresh_token']
    const body = { client_name: 'App', redirect_uris: [redirectUri], grant_types: grants }
    const { body: api } = await operator.ask('POST', '/clients', { body })
    const flags = ['--name', 'App', '--redirect-uri', redirectUri, '--json']
    const made = Object(documentOf(await parley(['client', 'create', ...flags])))
    const { body: cli } = await operator.ask('GET', `/clients/${made.client_id}`)
    expect([api['scope'], cli['scope']]).toEqual(
      Array(2).fill('openid profile email offline_access'),
    )
    const service = { client_name: 'Service', grant_types: ['client_credentials'] }
    const { body: bare } = await operator.ask('POST', '/clients', { body: service })
    const job = ['client', 'create', '--name', 'Service', '--grant', 'client_credentials', '--json']
    const { client_id } = Object(documentOf(await parley(job)))
    const { body: bareCli } = await operator.ask('GET', `/clients/${client_id}`)
    expect([bare['scope'], bareCli['scope']]).toEqual(['', ''])
  })
})
