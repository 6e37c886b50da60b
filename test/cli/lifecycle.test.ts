/** The commands for what happens to accounts and clients, and for revoking: JSON, sentences, refusals. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { post, refresh } from '../support/tokens.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let cluster: Cluster
let parley: CommandLine

beforeAll(async () => {
  cluster = await startCluster()
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
})
afterAll(() => cluster?.close())

const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

async function isAlive({ client, tokens }: Awaited<ReturnType<typeof signedIn>>) {
  return (await refresh(cluster.issuer, client, tokens.refreshToken)).status === 200
}

/** The actor and the reason in the ledger. */
async function whyOf(column: 'account_id' | 'client_id', id: string, type: string) {
  const text = `SELECT actor_kind AS kind, actor_id AS actor, coalesce(details->>'reason', details->'personal'->>'reason') AS reason
    FROM audit_events WHERE ${column} = $1 AND type = $2`
  return sql(cluster, text, [id, type])
}

const operator = { kind: 'operator', actor: expect.stringMatching(/^command line \(/) }

describe('account', () => {
  test('disable and enable take an email or an id; ended sessions stay ended', async () => {
    const journey = await signedIn(cluster)
    const { id, email } = journey.account
    const disabled = await parley(['account', 'disable', email, '--reason', 'Left', '--json'])
    expect(documentOf(disabled)).toEqual({ id, disabled: true })
    expect(await whyOf('account_id', id, 'account.disabled')).toEqual([
      { ...operator, reason: 'Left' },
    ])
    expect((await parley(['account', 'disable', id])).out).toBe(
      'No change: it was already disabled.\n',
    )
    expect(documentOf(await parley(['account', 'enable', id, '--json']))).toEqual({
      id,
      disabled: false,
    })
    expect((await parley(['account', 'enable', email])).out).toBe(
      'No change: it was not disabled.\n',
    )
    expect(await isAlive(journey)).toBe(false)
  })

  test('delete removes it and names the id that its events keep', async () => {
    const { account } = await signedIn(cluster)
    const { code, out } = await parley(['account', 'delete', account.email])
    expect([code, out]).toEqual([0, expect.stringContaining(account.id)])
    const again = await parley(['account', 'delete', account.id])
    expect([again.code, again.out]).toEqual([1, ''])
    expect(again.err).toMatch(/There is no account/)
  })

  test('set-tier lists the policies if none has that name', async () => {
    const { id, email } = await cluster.account()
    const set = await parley(['account', 'set-tier', email, 'banking', '--json'])
    expect(documentOf(set)).toEqual({ id, tier: 'banking' })
    const { code, err } = await parley(['account', 'set-tier', email, 'gold'])
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/no policy "gold"\. The policies are default/),
    ])
  })

  test.each(['disable', 'enable', 'delete'])('%s refuses an unknown account', async (verb) => {
    for (const who of [nobody, 'nobody@example.com', '']) {
      const { code, out, err } = await parley(['account', verb, who])
      expect({ code, out }).toEqual({ code: 1, out: '' })
      expect(err).toMatch(/^parley: There is no account .*\n$/)
    }
  })
})

describe('client', () => {
  const tokenStatus = async (clientId: string, clientSecret: string) => {
    const params = { grant_type: 'client_credentials', scope: 'jobs:run' }
    return (await post(`${cluster.issuer}/token`, { clientId, clientSecret }, params)).status
  }

  const newService = async () => {
    const args = ['--name', 'Batch', '--grant', 'client_credentials', '--scope', 'jobs:run']
    const made = documentOf(await parley(['client', 'create', ...args, '--json']))
    return { id: String(Object(made).client_id), secret: String(Object(made).client_secret) }
  }

  test('disable, enable and delete', async () => {
    const { id, secret } = await newService()
    expect(documentOf(await parley(['client', 'disable', id, '--json']))).toEqual({
      client_id: id,
      disabled: true,
    })
    expect(await whyOf('client_id', id, 'client.disabled')).toEqual([
      { ...operator, reason: 'The client was disabled' },
    ])
    expect(await tokenStatus(id, secret)).toBe(401)
    expect((await parley(['client', 'list'])).out).toMatch(new RegExp(`${id}.*disabled 20`))
    expect((await parley(['client', 'enable', id])).out).toMatch(/^Enabled/)
    expect(await tokenStatus(id, secret)).toBe(200)
    expect((await parley(['client', 'delete', id])).out).toBe('Deleted.\n')
    expect((await parley(['client', 'delete', id])).err).toMatch(/There is no client/)
  })

  test('rotate-secret shows the new secret once; both are valid during the overlap', async () => {
    const { id, secret } = await newService()
    const rotated = documentOf(
      await parley(['client', 'rotate-secret', id, '--overlap', '60', '--json']),
    )
    expect(rotated).toEqual({
      client_id: id,
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      former_secret_expires_at: expect.any(String),
    })
    expect(await tokenStatus(id, String(Object(rotated).client_secret))).toBe(200)
    expect(await tokenStatus(id, secret)).toBe(200)
    const leaked = await parley(['client', 'rotate-secret', id, '--overlap', '0'])
    expect(leaked.out).toMatch(/former secret +no longer works/)
    expect(leaked.err).toMatch(/shown only once/)
  })

  test.each([
    [['disable', 'unknown'], /There is no client "unknown"/],
    [['enable', 'unknown'], /There is no client "unknown"/],
    [['rotate-secret', 'unknown'], /There is no client "unknown"/],
    [['rotate-secret', 'unknown', '--overlap', '-1'], /--overlap/],
    [['rotate-secret', 'unknown', '--overlap', '2592001'], /--overlap .*2592000/],
    [['disable', 'unknown', '--reason', ' '], /There is no client/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { code, out, err } = await parley(['client', ...args])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('a client without a secret cannot rotate it, and a reason must not be empty', async () => {
    const { clientId } = await cluster.client({ authMethod: 'none' })
    const none = await parley(['client', 'rotate-secret', clientId])
    expect(none.err).toBe('parley: this client has no secret.\n')
    const silent = await parley(['client', 'disable', clientId, '--reason', ' '])
    expect(silent.err).toBe('parley: --reason: 1 to 500 characters.\n')
  })
})

describe('revoke', () => {
  test('a dry run shows what would be revoked and changes nothing', async () => {
    const journey = await signedIn(cluster)
    const args = ['revoke', '--account', journey.account.id, '--dry-run']
    expect(documentOf(await parley([...args, '--json']))).toEqual({
      sessions: 1,
      accounts: 1,
      clients: 1,
      grants: 1,
      clients_told: 0,
    })
    expect((await parley(args)).out).toMatch(/^This would end 1 sessions of 1 accounts/)
    expect(await isAlive(journey)).toBe(true)
  })

  test('ends everything in its scope, and the receipt names the scope', async () => {
    const journey = await signedIn(cluster)
    const { clientId } = journey.client
    const args = ['revoke', '--client', clientId, '--reason', 'Its secret leaked', '--json']
    expect(documentOf(await parley(args))).toMatchObject({
      scope: { kind: 'client', client_id: clientId },
      reason: 'Its secret leaked',
      actor: { kind: 'operator', id: operator.actor },
    })
    expect(await isAlive(journey)).toBe(false)
    expect(await whyOf('client_id', clientId, 'revocation.made')).toEqual([
      { ...operator, reason: 'Its secret leaked' },
    ])
  })

  test.each([
    [[], /Say what to revoke/],
    [['--account', nobody], /--reason/],
    [['--account', '1', '--reason', 'x'], /"1" is not a valid id/],
    [['--account', nobody, '--network', '192.0.2.1', '--reason', 'x'], /Say what to revoke/],
    [['--all-before', 'yesterday', '--reason', 'x'], /not a moment/],
    [
      ['--all-before', '2999-01-01T00:00:00Z', '--reason', 'x'],
      /^parley: --before: not in the future.\n$/,
    ],
    [['--session', nobody, '--reason', 'x'], /^parley: No session has this id.\n$/],
    [['--all-before', 'now', '--reason', ' '], /^parley: --reason: 1 to 500 characters.\n$/],
    [
      ['--network', 'nowhere', '--reason', 'x'],
      /^parley: --network: an address, or a prefix of one.\n$/,
    ],
  ])('%j is refused and changes nothing', async (args, sentence) => {
    const count = () => sql(cluster, 'SELECT count(*)::int AS n FROM revocations')
    const before = await count()
    const { code, out, err } = await parley(['revoke', ...args])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(await count()).toEqual(before)
  })
})
