/** The commands that look at and change clients, accounts and resource servers. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkSecret } from '../../src/keys/installation.ts'
import { throttleRules } from '../../src/model/throttle.ts'
import { countFailedTry } from '../../src/throttle/count.ts'
import { anyDevice, subjectOf, type Tally } from '../../src/throttle/tally.ts'
import { type Cluster, redirectUri, startCluster, testSecret } from '../support/cluster.ts'
import { defaultGuesses, throttleKey } from '../support/guesses.ts'
import { sql } from '../support/sql.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let cluster: Cluster
let parley: CommandLine
let folder = ''

beforeAll(async () => {
  cluster = await startCluster()
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  folder = await mkdtemp(join(tmpdir(), 'parley-updates-'))
})
afterAll(async () => {
  await cluster?.close()
  await rm(folder, { recursive: true })
})

const uri = 'https://app.example/logout'
const otherSecret = 'another secret for tests, 32 characters'

describe('client', () => {
  const shown = async (id: string) => documentOf(await parley(['client', 'show', id, '--json']))

  test('show prints everything but the secret, for a reader and for a script', async () => {
    const { clientId, clientSecret } = await cluster.client()
    expect(await shown(clientId)).toMatchObject({
      client_id: clientId,
      client_name: 'PhotoApp',
      redirect_uris: [redirectUri],
      policy: null,
      secret_rotated_at: null,
    })
    const { out } = await parley(['client', 'show', clientId])
    expect(out).toMatch(/^client_name +PhotoApp$/m)
    expect(out).not.toContain(clientSecret)
  })

  test('update changes the given fields and keeps the others', async () => {
    const { clientId } = await cluster.client()
    const before = Object(await shown(clientId))
    const file = join(folder, 'none.json')
    await writeFile(file, '{}')
    const flags = ['--name', 'Photos', '--policy', 'banking', '--allow-guests', '--scope', 'openid']
    const logout = ['--backchannel-logout-uri', uri, '--backchannel-logout-cause', 'logout']
    const updated = await parley(['client', 'update', clientId, ...flags, ...logout, '--json'])
    const after = {
      ...before,
      client_name: 'Photos',
      policy: 'banking',
      allow_guests: true,
      scope: 'openid',
      backchannel_logout_uri: uri,
      backchannel_logout_causes: ['logout'],
    }
    expect(documentOf(updated)).toEqual(after)
    const back = ['--policy', 'none', '--no-allow-guests', '--backchannel-logout-cause', 'all']
    expect(documentOf(await parley(['client', 'update', clientId, ...back, '--json']))).toEqual({
      ...after,
      policy: null,
      allow_guests: false,
      backchannel_logout_causes: null,
    })
    const silent = ['--backchannel-logout-uri', 'none', '--post-logout-redirect-uri', 'none']
    expect(await shown(clientId)).toMatchObject({ backchannel_logout_uri: uri })
    expect(
      documentOf(await parley(['client', 'update', clientId, ...silent, '--json'])),
    ).toMatchObject({ backchannel_logout_uri: null, post_logout_redirect_uris: [] })
  })

  test('update that changes nothing says so', async () => {
    const { clientId } = await cluster.client()
    const { code, err } = await parley(['client', 'update', clientId, '--name', 'PhotoApp'])
    expect([code, err]).toEqual([0, 'No change: it was already so.\n'])
  })

  test.each([
    [[], /^parley: Nothing to change: give at least one flag \(see --help\).\n$/],
    [
      ['--redirect-uri', 'http://app.example/cb'],
      /^parley: --redirect-uri: .*loopback address.\n$/,
    ],
    [['--redirect-uri', 'none'], /^parley: --redirect-uri: needed with the grant type/],
    [
      ['--policy', 'gold'],
      /^parley: --policy: there is no policy "gold"\. The policies are default,/,
    ],
    [['--jwks-file', '/nowhere'], /^parley: --jwks-file: \/nowhere cannot be read/],
    [['--grant', 'implicit'], /--grant/],
  ])('update %j is refused and leaves no event', async (flags, sentence) => {
    const { clientId } = await cluster.client()
    const { code, out, err } = await parley(['client', 'update', clientId, ...flags])
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(sentence)])
    const events = "SELECT 1 FROM audit_events WHERE type = 'client.changed' AND client_id = $1"
    expect(await sql(cluster, events, [clientId])).toEqual([])
  })

  test.each([['show'], ['update', '--name', 'X']])(
    '%s refuses an unknown client',
    async (verb, ...flags) => {
      const { code, err } = await parley(['client', verb, 'unknown', ...flags])
      expect([code, err]).toEqual([1, 'parley: There is no client "unknown".\n'])
    },
  )
})

describe('account', () => {
  test('show prints an account by email or id', async () => {
    const { id, email } = await cluster.account()
    for (const who of [email, id]) {
      expect(documentOf(await parley(['account', 'show', who, '--json']))).toMatchObject({
        id,
        email,
        email_verified_at: null,
        limits: { policy: 'default', max_sessions: 10 },
        open_sessions: 0,
      })
    }
    expect((await parley(['account', 'show', email])).out).toMatch(
      /^open sessions +0 of 10 \(default: evict_oldest\)$/m,
    )
  })

  test('show prints how long passwords are refused, and lift-wait ends the wait', async () => {
    // As a node does when it starts.
    await checkSecret(cluster.store, testSecret)
    const { id, email } = await cluster.account()
    const subject = subjectOf(throttleKey, 'account', email)
    const rule = throttleRules(defaultGuesses).account
    const tally: Tally = { of: 'account', subject, device: anyDevice, rule, weight: 5 }
    await countFailedTry(cluster.store, [tally])
    const shown = async () => documentOf(await parley(['account', 'show', email, '--json']))
    expect(await shown()).toMatchObject({ sign_in_wait_until: expect.stringMatching(/^20.*Z$/) })
    const lift = (...flags: string[]) => parley(['account', 'lift-wait', email, ...flags])
    expect(documentOf(await lift('--json'))).toEqual({ id, lifted: true })
    expect(await shown()).toMatchObject({ sign_in_wait_until: null })
    expect((await lift()).out).toBe('There is no wait to end.\n')
    const other = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: otherSecret })
    const { code, err } = await other(['account', 'lift-wait', email])
    expect([code, err]).toEqual([1, 'parley: PARLEY_SECRET does not belong to this database.\n'])
  })

  test('update changes name and email', async () => {
    const { id, email } = await cluster.account()
    const flags = ['--name', 'Ada', '--email', `ada.${email}`]
    const updated = await parley(['account', 'update', email, ...flags, '--json'])
    expect(documentOf(updated)).toEqual({ id, changed: true })
    expect((await parley(['account', 'update', id, ...flags])).out).toBe(
      'No change: it was already so.\n',
    )
    const other = await cluster.account()
    const taken = await parley(['account', 'update', id, '--email', other.email])
    expect([taken.code, taken.err]).toEqual([1, 'parley: an account with this email exists.\n'])
    const none = await parley(['account', 'update', id, '--email', 'ada'])
    expect(none.err).toBe('parley: --email: one plain address.\n')
    const set = ['--set', 'given_name=Ada', 'address.locality=Paris', '--set', 'locale=fr']
    expect((await parley(['account', 'update', id, ...set])).out).toBe('Changed.\n')
    const profile = { given_name: 'Ada', locale: 'fr', address: { locality: 'Paris' } }
    expect(documentOf(await parley(['account', 'show', id, '--json']))).toMatchObject({ profile })
    const wrong = await parley(['account', 'update', id, '--set', 'zoneinfo=Mars'])
    expect(wrong.err).toBe('parley: --set: zoneinfo: a time zone such as Europe/Berlin.\n')
    const verify = await parley(['account', 'update', id, '--email-verified'])
    expect([verify.code, verify.out]).toEqual([0, 'Changed.\n'])
    const verified = documentOf(await parley(['account', 'show', id, '--json']))
    expect(verified).toMatchObject({ email_verified_at: expect.any(String) })
    expect((await parley(['account', 'update', id, '--no-email-verified'])).code).toBe(0)
    const unverified = documentOf(await parley(['account', 'show', id, '--json']))
    expect(unverified).toMatchObject({ email_verified_at: null })
    expect((await parley(['account', 'update', id])).err).toBe(
      'parley: Nothing to change: give at least one flag (see --help).\n',
    )
  })

  test('reset-password sends a link by mail, prints none, and needs a mail server', async () => {
    const { id, email } = await cluster.account()
    const sent = await parley(['account', 'reset-password', email, '--json'])
    expect(documentOf(sent)).toEqual({ id, email })
    const [event] = await sql(
      cluster,
      `SELECT actor_kind AS kind, actor_id AS actor FROM audit_events
       WHERE type = 'password.reset_requested' AND account_id = $1`,
      [id],
    )
    expect(event).toEqual({ kind: 'operator', actor: expect.stringMatching(/^command line/) })
    const links = await sql(cluster, 'SELECT purpose FROM mailed_links WHERE email = $1', [email])
    expect(links).toEqual([{ purpose: 'reset' }])
    const production = commandLine({
      NODE_ENV: 'production',
      DATABASE_URL: cluster.databaseUrl,
      PARLEY_ISSUER: 'https://id.example',
      PARLEY_SECRET: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    })
    const refused = await production(['account', 'reset-password', email])
    expect([refused.code, refused.err]).toEqual([
      1,
      'parley: This server sends no mail: set PARLEY_MAIL_URL.\n',
    ])
  })

  test.each(['show', 'update', 'reset-password'])('%s refuses an unknown account', async (verb) => {
    const flags = verb === 'update' ? ['--name', 'X'] : []
    const { code, err } = await parley(['account', verb, 'nobody@example.com', ...flags])
    expect([code, err]).toEqual([1, 'parley: There is no account "nobody@example.com".\n'])
  })
})

describe('resource-server', () => {
  const api = 'https://api.example'

  test('is registered, listed and removed', async () => {
    const register = ['resource-server', 'register', api, '--scope', 'a:read', 'a:write', '--json']
    expect(documentOf(await parley(register))).toEqual({ identifier: api, changed: true })
    expect(documentOf(await parley(register))).toEqual({ identifier: api, changed: false })
    expect(documentOf(await parley(['resource-server', 'list', '--json']))).toContainEqual({
      identifier: api,
      name: api,
      scope: 'a:read a:write',
      created_at: expect.any(String),
    })
    expect((await parley(['resource-server', 'list'])).out).toMatch(/a:read a:write$/m)
    expect((await parley(['resource-server', 'remove', api])).out).toMatch(/^Removed/)
    const again = await parley(['resource-server', 'remove', api])
    expect(again.err).toBe(`parley: There is no resource server "${api}".\n`)
  })

  test('with an invalid identifier is refused', async () => {
    const { code, err } = await parley(['resource-server', 'register', 'api', '--scope', 'x'])
    expect([code, err]).toEqual([1, 'parley: The identifier: a full URI without a fragment.\n'])
  })
})
