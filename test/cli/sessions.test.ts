/** The command line for sessions and grants: finding them, looking at one, ending one or many. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { addCrowd } from '../support/crowd.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { refresh } from '../support/tokens.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let cluster: Cluster
let parley: CommandLine

beforeAll(async () => {
  cluster = await startCluster()
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl })
})
afterAll(() => cluster?.close())

async function begun(set = "policy = 'default'") {
  const journey = await signedIn(cluster)
  const [row] = await sql<{ id: string }>(
    cluster,
    `UPDATE sessions SET ${set} WHERE account_id = $1 RETURNING id`,
    [journey.account.id],
  )
  return { ...journey, id: row?.id ?? '' }
}

async function idsOf(...args: readonly string[]): Promise<unknown[]> {
  const list = documentOf(await parley([...args, '--json']))
  return [list].flat().map((one) => Object(one).id)
}

describe('sessions', () => {
  test('can be searched by any of their properties', async () => {
    const { id, account, client } = await begun("network = '198.51.100.9', policy = 'found'")
    const find = (...flags: readonly string[]) => idsOf('session', 'list', ...flags)
    expect(await find('--network', '198.51.100.0/24')).toEqual([id])
    expect(await find('--client', client.clientId, '--state', 'live')).toEqual([id])
    expect(await find('--policy', 'found', '--acr', 'mfa')).toEqual([])
    expect(await find('--account', account.email, '--created-to', '2020-01-01T00:00:00Z')).toEqual(
      [],
    )
    expect((await parley(['session', 'list', '--policy', 'found'])).out).toContain(account.email)
  })

  test('beyond the page are mentioned', async () => {
    await addCrowd(cluster, { size: 1_050, policy: 'many' })
    const { code, out, err } = await parley(['session', 'list', '--policy', 'many', '--json'])
    expect([code, JSON.parse(out).length]).toEqual([0, 1_000])
    expect(err).toBe('Only the newest 1000 are listed.\n')
  })

  test('can be shown one by one, with their applications', async () => {
    const { id, client, tokens } = await begun()
    await refresh(cluster.issuer, client, tokens.refreshToken)
    expect(documentOf(await parley(['session', 'show', id, '--json']))).toMatchObject({
      id,
      state: 'live',
      device: { id: expect.any(String) },
      grants: [{ id: sidOf(tokens), refreshes: 1 }],
      changes: [],
      notices: [],
    })
    const { out } = await parley(['session', 'show', id])
    expect(out).toContain(sidOf(tokens))
    expect(out).toMatch(/^state +live$/m)
  })

  test('can be ended after a dry run with the same flags', async () => {
    const hit = await begun("policy = 'gone', acr = 'mfa'")
    const spared = await begun("policy = 'gone'")
    const flags = ['--policy', 'gone', '--acr', 'mfa']
    const tried = documentOf(await parley(['session', 'end', ...flags, '--dry-run', '--json']))
    expect(tried).toMatchObject({
      sessions: 1,
      accounts: 1,
      is_whole: true,
      sample: [{ id: hit.id }],
    })
    expect((await parley(['session', 'end', ...flags, '--dry-run'])).out).toContain(
      'This would end 1 sessions of 1 accounts.',
    )
    expect(await idsOf('session', 'list', '--policy', 'gone', '--state', 'live')).toHaveLength(2)
    const ended = await parley(['session', 'end', ...flags, '--reason', 'Lost laptops', '--json'])
    expect(documentOf(ended)).toMatchObject({
      scope: { kind: 'sessions', filter: { policy: 'gone', acr: 'mfa' } },
      reason: 'Lost laptops',
      actor: { kind: 'operator', id: expect.stringMatching(/^command line/) },
      sessions_ended: 1,
    })
    expect(await idsOf('session', 'list', '--policy', 'gone', '--state', 'live')).toEqual([
      spared.id,
    ])
  })

  test.each([
    [['session', 'list'], /--account/],
    [['session', 'list', '--network', '10.0.0.0/7'], /--network: at least \/8\./],
    [['session', 'list', '--device', 'x'], /--device: "x" is not a valid id/],
    [['session', 'list', '--acr', 'strong'], /--acr/],
    [['session', 'list', '--seen-to', 'yesterday'], /"yesterday" is not a moment/],
    [['session', 'show', 'x'], /no session "x"/],
    [['session', 'end'], /an id, or search flags: --account/],
    [['session', 'end', '--policy', 'x'], /--reason is needed/],
    [['session', 'end', '--state', 'ended', '--reason', 'x'], /--state/],
    [['session', 'end', '--end-reason', 'logout', '--reason', 'x'], /--end-reason/],
    [['session', 'end', 'x', '--policy', 'x'], /an id or search flags, not both/],
    [['session', 'end', 'x', '--dry-run'], /an id or search flags, not both/],
    [['session', 'end', '--account', 'nobody@example.com', '--reason', 'x'], /no account "nobody@/],
    [['session', 'end', '--policy', 'x', '--reason', ' '], /--reason: 1 to 500/],
  ])('%j is refused', async (args, sentence) => {
    const { code, out, err } = await parley(args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
  })
})

describe('grants', () => {
  test('can be found, shown and ended', async () => {
    const { id, account, client, tokens } = await begun()
    const sid = sidOf(tokens)
    // Made by randomId, so it never begins with a dash, which would make it an option.
    expect(sid).toMatch(/^[A-Za-z][\w-]{43}$/)
    expect(await idsOf('grant', 'list', '--account', account.email)).toEqual([sid])
    expect(await idsOf('grant', 'list', '--session', id, '--state', 'live')).toEqual([sid])
    expect(await idsOf('grant', 'list', '--client', client.clientId)).toEqual([sid])
    expect((await parley(['grant', 'show', sid])).out).toContain(`Session ${id}`)
    const ended = await parley(['grant', 'end', sid, '--reason', 'Asked for by mail', '--json'])
    expect(documentOf(ended)).toEqual({ id: sid, state: 'ended', end_reason: 'revoked' })
    expect((await refresh(cluster.issuer, client, tokens.refreshToken)).status).toBe(400)
    expect(documentOf(await parley(['session', 'show', id, '--json']))).toMatchObject({
      state: 'live',
      grants: [{ state: 'ended' }],
    })
  })

  test.each([
    [['grant', 'show', 'never'], /no grant "never"/],
    [['grant', 'end', 'never', '--reason', 'x'], /no grant "never"/],
    [['grant', 'end', 'never'], /--reason/],
    [['grant', 'list', '--session', '1'], /--session: "1" is not a valid id/],
    [['grant', 'list', '--account', 'nobody@example.com'], /--account: there is no account/],
  ])('%j is refused', async (args, sentence) => {
    const { code, out, err } = await parley(args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
  })
})
