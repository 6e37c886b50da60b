/** The commands that scripts rely on: their flags, their JSON, their exit codes, their refusals. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import { provePassword } from '../../src/accounts/prove-password.ts'
import { sha256, uuidv7 } from '../../src/base/crypto.ts'
import { checkSecret } from '../../src/keys/installation.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { beginSession } from '../../src/sessions/begin.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import {
  createDatabase,
  createEmptyDatabase,
  patience,
  type TestDatabase,
} from '../support/database.ts'
import { provingTools } from '../support/guesses.ts'
import { freePort } from '../support/process.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'
import { oldPassword, openOldPostgres } from './old-postgres.ts'

const secret = 'a secret for tests, 32 characters or more'
const password = 'correct horse battery staple'

let database: TestDatabase
let store: Store
let parley: CommandLine
let folder = ''

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  parley = commandLine({ DATABASE_URL: database.url, PARLEY_SECRET: secret })
  folder = await mkdtemp(join(tmpdir(), 'parley-commands-'))
})
afterAll(async () => {
  await store.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

const create = (...args: readonly string[]) => parley(['client', 'create', ...args])
const uri = 'https://app.example/cb'

describe('client create', () => {
  test('a confidential client gets a secret, code and refresh, and is listed', async () => {
    const args = ['--name', 'Shop', '--redirect-uri', uri, `${uri}2`, '--json']
    const made = documentOf(await create(...args))
    expect(made).toEqual({
      client_id: expect.stringMatching(/^[A-Za-z][\w-]{22}$/),
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(documentOf(await parley(['client', 'list', '--json']))).toContainEqual(
      expect.objectContaining({
        client_id: Object(made).client_id,
        client_name: 'Shop',
        token_endpoint_auth_method: 'client_secret_basic',
        redirect_uris: [uri, `${uri}2`],
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile email offline_access',
        disabled_at: null,
      }),
    )
  })

  test('a public client gets no secret', async () => {
    const args = ['--name', 'App', '--public', '--native', '--redirect-uri', 'com.example.app:/cb']
    expect(Object.keys(Object(documentOf(await create(...args, '--json'))))).toEqual(['client_id'])
  })

  test('a service gets the grant type and the scopes that it asks for', async () => {
    const grant = ['--grant', 'client_credentials', '--scope', 'a:read a:write', 'b:read']
    const made = documentOf(await create('--name', 'Batch', ...grant, '--json'))
    expect(documentOf(await parley(['client', 'list', '--json']))).toContainEqual(
      expect.objectContaining({
        client_id: Object(made).client_id,
        grant_types: ['client_credentials'],
        scope: 'a:read a:write b:read',
      }),
    )
  })

  test('a client that signs brings its public keys and gets no secret', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const keys = { good: publicKey, private: privateKey }
    for (const [name, key] of Object.entries(keys)) {
      const jwks = JSON.stringify({ keys: [await exportJWK(key)] })
      await writeFile(join(folder, `${name}.json`), jwks)
    }
    const args = ['--name', 'Signer', '--redirect-uri', uri, '--json', '--jwks-file']
    const made = await create(...args, join(folder, 'good.json'))
    expect(Object.keys(Object(documentOf(made)))).toEqual(['client_id'])
    expect(await create(...args, join(folder, 'private.json'))).toMatchObject({
      code: 1,
      out: '',
      err: 'parley: --jwks-file: public keys only.\n',
    })
  })

  test.each([
    [['--name', 'X', '--redirect-uri', 'http://app.example/cb'], /--redirect-uri: .*https/],
    [['--name', 'X', '--redirect-uri', uri, '--grant', 'implicit'], /--grant .*invalid/],
    [['--name', 'X'], /--grant: name at least one/],
    [['--redirect-uri', uri], /--name/],
    [['--name', ' ', '--redirect-uri', uri], /--name: /],
    [
      ['--name', 'X', '--redirect-uri', uri, '--policy', 'lax'],
      /--policy: there is no policy "lax"/,
    ],
    [['--name', 'X', '--redirect-uri', uri, '--jwks-file', 'none.json'], /--jwks-file: /],
    [['--name', 'X', '--redirect-uri', uri, '--resource', 'api'], /--resource: /],
    [['--name', 'X', '--public', '--auth-method', 'none'], /--auth-method.*--public/],
    [['--name', 'X', '--redirect-uri', uri, '--native', '--allow-guests'], /--allow-guests: /],
    [
      ['--name', 'X', '--redirect-uri', uri, '--backchannel-logout-uri', 'http://app.example/'],
      /--backchannel-logout-uri: must be https/,
    ],
    [
      ['--name', 'X', '--redirect-uri', uri, '--backchannel-logout-cause', 'boredom'],
      /--backchannel-logout-cause .*invalid/,
    ],
  ])('%j is refused in one sentence that names the flag', async (args, sentence) => {
    const { code, out, err } = await create(...args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('account create', () => {
  const account = (email: string, input: string, ...args: readonly string[]) =>
    parley(['account', 'create', '--email', email, '--password-stdin', ...args], input)

  test('the account can sign in with the password from standard input', async () => {
    const made = documentOf(await account('A@Example.com', `${password}\n`, '--json'))
    expect(made).toEqual({ id: expect.any(String), email: 'a@example.com' })
    const tried = { email: 'a@example.com', password }
    const proof = await provePassword(await provingTools(store), tried)
    // Without --name the account has none: an address is no name.
    expect(proof?.account).toMatchObject({ id: Object(made).id, name: '' })
  })

  test.each([
    { email: 'taken@example.com', sentence: /--email: .*exists/ },
    { email: 'nobody', sentence: /--email: / },
    { input: 'short', sentence: /--password-stdin: 12 characters/ },
    { input: 'password1234', sentence: /--password-stdin: It is / },
    { input: '', sentence: /--password-stdin: / },
    { input: `${password}\nand more`, sentence: /--password-stdin: .*one line/ },
    { args: ['--tier', 'gold'], sentence: /--tier: there is no policy "gold"/ },
    { args: ['--role', 'king'], sentence: /--role .*invalid/ },
  ])('$email $args with $input is refused by name', async (given) => {
    await account('taken@example.com', password)
    const { email = 'b@example.com', input = password, args = [] } = given
    const { code, out, err } = await account(email, input, ...args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(given.sentence)
  })

  test('a password is never taken as an argument', async () => {
    const { code, err } = await parley(['account', 'create', '--email', 'c@example.com'])
    expect(code).toBe(1)
    expect(err).toMatch(/--password-stdin is needed/)
  })
})

describe('policy list, set and explain', () => {
  test('a preset is edited, a new policy is made like another, and both are listed', async () => {
    const edited = documentOf(await parley(['policy', 'set', 'gaming', 'max_sessions=2', '--json']))
    expect(edited).toMatchObject({ name: 'gaming', max_sessions: 2, reconnect_grace: 120 })
    const args = ['kiosk', 'idle_timeout=300', 'absolute_timeout=900', 'sliding=no', '--json']
    await parley(['policy', 'set', ...args])
    const listed = documentOf(await parley(['policy', 'list', '--json']))
    expect(listed).toContainEqual(edited)
    expect(listed).toContainEqual(
      expect.objectContaining({
        name: 'kiosk',
        idle_timeout: 300,
        sliding: false,
        max_sessions: 10,
      }),
    )
    const events = await store.rows(
      read(
        'test_policy_events',
        "SELECT actor_kind AS by FROM audit_events WHERE type = 'policy.changed'",
      ),
    )
    expect(events).toEqual([{ by: 'operator' }, { by: 'operator' }])
  })

  test('remove resets an edited preset, deletes an own policy, and refuses while the policy is in use', async () => {
    await parley(['policy', 'set', 'social', 'idle_timeout=7d', 'max_sessions=5'])
    const rules = 'scope_rules={"pay": {"reauthenticate_after": 60}}'
    expect((await parley(['policy', 'set', 'lounge', rules])).out).toContain(
      'scope_rules                 {"pay":{"reauthenticate_after":60}}',
    )
    const { out } = await parley(['policy', 'list'])
    expect(out).toMatch(/social +edited +7 d idle, 365 d in all, remembered, at most 5 at once/)
    expect(out).toMatch(/lounge +own/)
    const back = documentOf(await parley(['policy', 'remove', 'social', '--json']))
    expect(back).toEqual({ name: 'social', removed: true })
    const used = await create('--name', 'L', '--redirect-uri', uri, '--policy', 'lounge', '--json')
    expect((await parley(['policy', 'remove', 'lounge'])).err).toBe(
      'parley: it is still the policy of a client.\n',
    )
    await parley(['client', 'delete', Object(documentOf(used)).client_id])
    expect((await parley(['policy', 'remove', 'lounge'])).out).toBe('Policy lounge was deleted.\n')
    expect((await parley(['policy', 'remove', 'lounge'])).err).toMatch(/no policy "lounge"/)
    expect((await parley(['policy', 'list'])).out).toMatch(/social +preset +30 d idle/)
  })

  test.each([
    [
      ['kiosk2', 'idle_timeout=none', 'absolute_timeout=none'],
      /absolute_timeout: a session must end/,
    ],
    [['kiosk2', 'max_sessions=0'], /max_sessions: a whole number from 1/],
    [['kiosk2', 'warn_before=1800'], /warn_before: shorter/],
    [['kiosk2', 'on_limit=explode'], /on_limit: "explode" is not a valid value/],
    [['kiosk2', 'colour=red'], /"colour" is not a setting. The settings are sign_in, idle_timeout/],
    [['Kiosk 2', 'max_sessions=1'], /The name of a policy/],
    [['kiosk2', '--from', 'nothing', 'max_sessions=1'], /--from: there is no policy "nothing"/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { code, out, err } = await parley(['policy', 'set', ...args])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    const listed = JSON.stringify(documentOf(await parley(['policy', 'list', '--json'])))
    expect(listed).not.toContain('kiosk2')
  })

  test('explain shows the effective policy of an account through a client, and where each value comes from', async () => {
    const email = 'p@example.com'
    const made = ['account', 'create', '--email', email, '--password-stdin', '--tier', 'premium']
    await parley(made, password)
    const hasty = ['policy', 'set', 'hasty', 'access_token_ttl=60', 'max_sessions=1']
    await parley(hasty)
    const client = documentOf(
      await create('--name', 'H', '--redirect-uri', uri, '--policy', 'hasty', '--json'),
    )
    const explain = ['policy', 'explain', '--account', email, '--json']
    const answer = documentOf(await parley([...explain, '--client', Object(client).client_id]))
    expect(answer).toMatchObject({
      account_policy: 'premium',
      settings: {
        max_sessions: { value: 4, reason: 'account' },
        access_token_ttl: { value: 60, reason: 'client' },
      },
    })
  })
})

describe('session list and end', () => {
  async function personWithSession(email: string) {
    const args = ['account', 'create', '--email', email, '--password-stdin', '--json']
    const accountId: string = Object(documentOf(await parley(args, password))).id
    const id = uuidv7()
    await store.transaction((tx) =>
      beginSession(tx, {
        id,
        accountId,
        secretHash: sha256(id),
        policy: defaultPolicy,
        clientId: 'parley',
        acr: 'pwd',
        amr: ['pwd'],
        device: '00',
        authorizations: {},
      }),
    )
    return { accountId, id }
  }

  test('a session is listed by email or id, and ended with its reason in the ledger', async () => {
    const { accountId, id } = await personWithSession('d@example.com')
    for (const who of ['D@example.com', accountId]) {
      expect(documentOf(await parley(['session', 'list', '--account', who, '--json']))).toEqual([
        {
          id,
          account_id: accountId,
          state: 'live',
          end_reason: null,
          policy: 'default',
          acr: 'pwd',
          amr: ['pwd'],
          auth_time: expect.any(String),
          created_at: expect.any(String),
          last_seen_at: expect.any(String),
          expires_at: expect.any(String),
          ended_at: null,
          network: null,
          user_agent: null,
          account_email: 'd@example.com',
          first_client_id: 'parley',
          last_network: null,
          place: null,
          last_place: null,
          device: {
            id: expect.any(String),
            name: expect.any(String),
            first_seen_at: expect.any(String),
          },
        },
      ])
    }
    expect(documentOf(await parley(['session', 'end', id, '--json']))).toEqual({
      id,
      state: 'ended',
      end_reason: 'revoked',
    })
    const [event] = await store.rows<{ actor: string; reason: string }>(
      read(
        'ended_by',
        `SELECT actor_id AS actor, details->>'reason' AS reason FROM audit_events
         WHERE session_id = $1 AND type = 'session.ended'`,
      ),
      [id],
    )
    expect(event).toEqual({ actor: expect.stringMatching(/^command line/), reason: 'revoked' })
  })

  test('ending a session twice is no error and keeps the first reason', async () => {
    const { id } = await personWithSession('e@example.com')
    await parley(['session', 'end', id, '--reason', 'credential_changed'])
    const again = documentOf(await parley(['session', 'end', id, '--json']))
    expect(again).toMatchObject({ state: 'ended', end_reason: 'credential_changed' })
  })

  test.each([
    [['session', 'end', uuidv7()], /no session/],
    [['session', 'end', 'x'], /no session "x"/],
    [['session', 'end', uuidv7(), '--reason', 'boredom'], /--reason/],
    [['session', 'list', '--account', 'nobody@example.com'], /--account: there is no account/],
    [['session', 'list'], /--account/],
  ])('%j is refused', async (args, sentence) => {
    const { code, out, err } = await parley(args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
  })
})

test('commands need a migrated database, and migrate migrates it', async () => {
  const empty = await createEmptyDatabase()
  try {
    const here = commandLine({ DATABASE_URL: empty.url })
    expect(await here(['client', 'list', '--json'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/run "parley migrate"/),
    })
    const [first] = Object(documentOf(await here(['migrate', '--json']))).applied
    expect(first).toMatch(/_init$/)
    expect(documentOf(await here(['migrate', '--json']))).toEqual({ applied: [] })
    expect(documentOf(await here(['client', 'list', '--json']))).toEqual([])
  } finally {
    await empty.drop()
  }
})

test('an unreachable database is reported by its setting, without the password', async () => {
  const url = 'postgres://parley:hunter2-hunter2@127.0.0.1:1/parley'
  for (const args of [['client', 'list'], ['migrate'], ['doctor']]) {
    const here = commandLine({ DATABASE_URL: url, PARLEY_SECRET: secret })
    const { code, out, err } = await here(args)
    expect(code).toBe(1)
    expect(out + err).toMatch(/DATABASE_URL/)
    expect(out + err).not.toMatch(/hunter2|\n\s+at /)
  }
})

test.each([
  ['version 14', /DATABASE_URL names a Postgres 14\.9: Parley needs 15 or later/],
  ['wrong password', /password authentication failed.*DATABASE_URL/],
] as const)('a database with %s is refused by its setting', async (answer, sentence) => {
  const old = await openOldPostgres(answer)
  try {
    const { code, out, err } = await commandLine({ DATABASE_URL: old.url })(['migrate'])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).not.toContain(oldPassword)
  } finally {
    await old.close()
  }
})

test('before the first start there is no embedded database, and no command creates one', async () => {
  const here = commandLine({ PARLEY_DATA_DIR: join(folder, 'fresh') })
  const { code, err } = await here(['client', 'list'])
  expect(code).toBe(1)
  expect(err).toMatch(/PARLEY_DATA_DIR.*parley start/)
})

describe('reset', () => {
  const production = {
    NODE_ENV: 'production',
    PARLEY_ISSUER: 'https://id.example',
    PARLEY_SECRET: 'Zu8-kPq3_vR7mWx1yTb5nLc9dHf2gJs4',
  }

  test('refuses in production and with an outside database', async () => {
    const real = commandLine({ ...production, DATABASE_URL: database.url })
    expect(await real(['reset'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/NODE_ENV is production/),
    })
    expect(await parley(['reset'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/DATABASE_URL is set/),
    })
  })

  test('a start in production names every setting it lacks', async () => {
    const { code, err } = await commandLine({ NODE_ENV: 'production' })(['start'])
    expect(code).toBe(1)
    for (const name of ['DATABASE_URL', 'PARLEY_ISSUER', 'PARLEY_SECRET']) {
      expect(err).toMatch(new RegExp(`^parley: ${name} is required`, 'm'))
    }
  })
})

describe('doctor', () => {
  type Report = { ok: boolean; checks: { name: string; status: string; detail: string }[] }

  async function examine(env: Record<string, string>) {
    const free = { PORT: String(await freePort()), PARLEY_DEMO_PORT: '0' }
    const here = commandLine({ ...free, PARLEY_SECRET: secret, ...env })
    const { code, out } = await here(['doctor', '--json'])
    const report: Report = JSON.parse(out)
    const statuses = Object.fromEntries(report.checks.map(({ name, status }) => [name, status]))
    return { code, isOk: report.ok, statuses }
  }

  test('finds no fault in a good installation', async () => {
    await checkSecret(store, secret)
    expect(await examine({ DATABASE_URL: database.url })).toMatchObject({
      code: 0,
      isOk: true,
      statuses: { database: 'ok', migrations: 'ok', secret: 'ok', partitions: 'ok', clock: 'ok' },
    })
  })

  test('finds a wrong secret without recording it as the first one', async () => {
    await checkSecret(store, secret)
    const other = { DATABASE_URL: database.url, PARLEY_SECRET: `${secret}, but another` }
    expect(await examine(other)).toMatchObject({
      code: 1,
      isOk: false,
      statuses: { secret: 'fail' },
    })
  })

  test('finds pending migrations, an occupied port and invalid settings', async () => {
    const empty = await createEmptyDatabase()
    const occupier = createServer()
    await new Promise<void>((resolve) => occupier.listen(0, '127.0.0.1', resolve))
    try {
      const address = occupier.address()
      const PORT = typeof address === 'object' && address !== null ? String(address.port) : ''
      expect(await examine({ DATABASE_URL: empty.url, PORT })).toMatchObject({
        code: 1,
        statuses: { database: 'ok', migrations: 'warn', port: 'fail' },
      })
      expect(await examine({ PARLEY_WORKERS: 'many' })).toMatchObject({
        code: 1,
        statuses: { settings: 'fail' },
      })
    } finally {
      occupier.close()
      await empty.drop()
    }
  })
})
