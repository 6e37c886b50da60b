/** The feed over HTTP: who may read it, that no cursor ever skips a row, and what a stream tells. */

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import pg from 'pg'
import { adoptRestored, appendToFeed } from '../../src/revocation/feed.ts'
import { openFeedWatch } from '../../src/revocation/watch-feed.ts'
import { askerOf, newOperator, refusalOf } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { resigned } from '../support/sign-tokens.ts'
import { sql } from '../support/sql.ts'
import { send } from '../support/tokens.ts'
import { documentOf, type Follower, newFollower, openStream, type Stream } from './follower.ts'

let cluster: Cluster
let follower: Follower

beforeAll(async () => {
  cluster = await startCluster({ nodes: 2 })
  follower = await newFollower(cluster)
})
afterAll(() => cluster?.close())
beforeEach(() => sql(cluster, 'DELETE FROM revocation_feed'))

const tell = (sid: string) => appendToFeed(cluster.store, { kind: 'grant', sid })
const sidsIn = ({ entries }: { entries: readonly Readonly<Record<string, unknown>>[] }) =>
  entries.map(({ sid }) => sid)

/** Transactions that the test opens and commits in the order it likes. */
async function transaction() {
  const client = new pg.Client({ connectionString: cluster.databaseUrl })
  await client.connect()
  await client.query('BEGIN')
  return {
    tell: (sid: string) =>
      client.query(
        "INSERT INTO revocation_feed (kind, sid, forget_after) VALUES ('grant', $1, now() + interval '1 hour')",
        [sid],
      ),
    end: async (how: 'COMMIT' | 'ROLLBACK') => {
      await client.query(how)
      await client.end()
    },
  }
}

test('only a token of this server with the scope opens the feed, as a document or as a stream', async () => {
  const { token: without } = await newOperator(cluster, ['parley:sessions.read'])
  const { tokens } = await signedIn(cluster)
  const url = `${cluster.issuer}/revocations`
  for (const accept of ['application/json', 'text/event-stream']) {
    const ask = async (authorization: string) =>
      refusalOf(await send(url, { headers: { accept, ...(authorization && { authorization }) } }))
    expect(await ask('')).toEqual([401, 'token_missing'])
    expect(await ask('Bearer nonsense')).toEqual([401, 'token_invalid'])
    expect(await ask(`Bearer ${tokens.accessToken}`)).toEqual([401, 'token_invalid'])
    expect(await ask(`Bearer ${without}`)).toEqual([403, 'insufficient_scope'])
  }
  expect((await follower.ask()).status).toBe(200)
})

test('the scope of the feed opens nothing in the admin API', async () => {
  const ask = askerOf(cluster, follower.token)
  expect(refusalOf(await ask('GET', '/sessions'))).toEqual([403, 'insufficient_scope'])
})

test('a snapshot has every kind that the contract lists, and later pages have everything since', async () => {
  const account = await cluster.account()
  // Older than the follower's own token, which it would hit too.
  const before = new Date(Date.now() - 60_000)
  await appendToFeed(
    cluster.store,
    { kind: 'grant', sid: 'g' },
    { kind: 'token', jti: 'j', exp: new Date(Date.now() + 60_000) },
    { kind: 'key', kid: 'k' },
    { kind: 'account', accountId: account.id, before, except: ['kept'] },
    { kind: 'client', clientId: 'c', before },
    { kind: 'account_client', accountId: account.id, clientId: 'c', before },
    { kind: 'everything', before },
  )
  const snapshot = await follower.read()
  const moment = before.getTime() / 1000
  const about = (kind: string, more: object) => ({ kind, exp: expect.any(Number), ...more })
  expect(snapshot.entries).toEqual([
    about('grant', { sid: 'g' }),
    about('token', { jti: 'j' }),
    about('key', { kid: 'k' }),
    about('account', { sub: account.id, before: moment, except: ['kept'] }),
    about('client', { client_id: 'c', before: moment }),
    about('account_client', { sub: account.id, client_id: 'c', before: moment }),
    about('everything', { before: moment }),
  ])
  expect((await follower.read(snapshot.cursor)).entries).toEqual([])
  await tell('later')
  expect(sidsIn(await follower.read(snapshot.cursor))).toEqual(['later'])
})

test('a reader who has reached the cursor of a receipt has seen the revocation', async () => {
  const { cursor } = await follower.read()
  const operator = await newOperator(cluster)
  const { id } = await cluster.account()
  const scope = { kind: 'account', account_id: id }
  const { body } = await operator.ask('POST', '/revocations', {
    body: { scope, reason: 'a test' },
  })
  const told = (await follower.read(cursor)).entries.filter((entry) => 'sub' in entry)
  expect(told).toMatchObject([{ kind: 'account', sub: id }])
  expect((await follower.read(String(body['feed_cursor']))).entries).toEqual([])
})

test('a late commit is sent late, whatever its number, and a reader who continues sees nothing twice', async () => {
  const slow = await transaction()
  await slow.tell('slow')
  await tell('first')
  const lost = await transaction()
  await lost.tell('lost')
  const one = await follower.read()
  expect(sidsIn(one)).toEqual(['first'])

  await tell('second')
  const two = await follower.read(one.cursor)
  expect(sidsIn(two)).toEqual(['second'])

  await lost.end('ROLLBACK')
  await slow.end('COMMIT')
  const three = await follower.read(two.cursor)
  expect(sidsIn(three)).toEqual(['slow'])
  expect(sidsIn(await follower.read(three.cursor))).toEqual([])
})

test('a transaction that stays open delays nobody: committed entries are sent at once', async () => {
  const endless = await transaction()
  await endless.tell('endless')
  const { cursor } = await follower.read()
  await tell('now')
  const read = await follower.read(cursor)
  expect(sidsIn(read)).toEqual(['now'])
  expect(read.as_of).not.toBeNull()
  await endless.end('ROLLBACK')
})

test('a snapshot of several pages is of one moment: commits during it come afterwards', async () => {
  const slow = await transaction()
  await slow.tell('slow')
  for (const sid of ['a', 'b', 'c', 'd', 'e']) await tell(sid)
  const first = documentOf(await follower.ask({ limit: '2' }))
  expect([sidsIn(first), first.more, first.as_of]).toEqual([['a', 'b'], true, null])

  await slow.end('COMMIT')
  await tell('f')
  const rest = await follower.read(first.cursor, 2)
  expect(sidsIn(rest)).toEqual(['c', 'd', 'e', 'slow', 'f'])
  expect(rest.as_of).not.toBeNull()
})

test('with many writers and one reader, every row is sent, and exactly once to a reader in pages', async () => {
  const seen: unknown[] = []
  let cursor: string | null = null
  let isDone = false
  const reader = (async () => {
    for (let last = false; !last; ) {
      last = isDone
      const page = await follower.read(cursor, 7)
      seen.push(...sidsIn(page))
      cursor = page.cursor
    }
  })()
  const writers = Array.from({ length: 12 }, async (_, writer) => {
    for (let i = 0; i < 10; i += 1) {
      const one = await transaction()
      await one.tell(`${writer}-${i}`)
      await sleep((writer * 7 + i * 3) % 11)
      await one.end('COMMIT')
    }
  })
  await Promise.all(writers)
  isDone = true
  await reader
  expect(seen.length).toBe(120)
  expect(new Set(seen).size).toBe(120)
})

test('a forged cursor, or one of another history or ahead of this one, is gone: start from the beginning', async () => {
  await tell('one')
  const { cursor } = await follower.read()
  const [history = '', seen = ''] = cursor.split('.')
  for (const after of [
    'nonsense',
    `other.${seen}`,
    `${history}.${BigInt(Number.MAX_SAFE_INTEGER)}`,
  ]) {
    expect(refusalOf(await follower.ask({ after }))).toEqual([410, 'cursor_unknown'])
    expect((await openStream(cluster.issuer, follower.token, { after })).status).toBe(410)
  }
  expect(refusalOf(await follower.ask({ limit: '10001' }))).toEqual([400, 'request_invalid'])
  expect(refusalOf(await follower.ask({ before: '1' }))).toEqual([400, 'request_invalid'])
})

test('rows from a dump of a database that was further along are sent like any other', async () => {
  await tell('restored')
  await sql(cluster, "UPDATE revocation_feed SET xid = '900000000000'::xid8")
  expect((await follower.read(null, 1)).entries).toEqual([])
  const { cursor } = await follower.read()
  await adoptRestored(cluster.store)
  expect(sidsIn(await follower.read(cursor))).toEqual(['restored'])
})

test('a spent entry is no longer sent, neither to a new follower nor to one that was long away', async () => {
  const { cursor } = await follower.read()
  await tell('spent')
  await tell('needed')
  await sql(
    cluster,
    "UPDATE revocation_feed SET forget_after = now() - interval '1 second' WHERE sid = 'spent'",
  )
  expect(sidsIn(await follower.read(cursor))).toEqual(['needed'])
  expect(sidsIn(await follower.read())).toEqual(['needed'])
})

test('a stream sends the present entries, then new ones from any node, and heartbeats', async () => {
  await tell('before')
  const [one = '', two = ''] = cluster.nodes
  const streams = await Promise.all([one, two].map((node) => openStream(node, follower.token)))
  for (const stream of streams) await expectSnapshotThenSilence(stream)

  const { account, tokens } = await signedIn(cluster)
  await cluster.endSessionsOf(account.id)
  for (const stream of streams) {
    const sids: unknown[] = []
    while (!sids.includes(sidOf(tokens))) sids.push(...sidsIn((await stream.next()) ?? fail()))
    stream.stop()
  }
})

test('a stream resumes after its last event, on another node, with everything that was missed', async () => {
  const [one = '', two = ''] = cluster.nodes
  const stream = await openStream(one, follower.token)
  const lastEventId = (await stream.next())?.cursor ?? ''
  stream.stop()
  await Promise.all(['x', 'y', 'z'].map(tell))
  const resumed = await openStream(two, follower.token, { lastEventId })
  const first = await resumed.next()
  expect(first && sidsIn(first).toSorted()).toEqual(['x', 'y', 'z'])
  resumed.stop()
})

test('a stream ends with the token that opened it', async () => {
  const openFor = async (seconds: number) => {
    const exp = Math.floor(Date.now() / 1000) + seconds
    const token = await resigned(cluster, follower.token, { claims: { exp } })
    return openStream(cluster.issuer, token)
  }
  let stream = await openFor(3)
  // On a slow machine the token may expire before the stream is open.
  for (const seconds of [6, 9]) if (stream.status !== 200) stream = await openFor(seconds)
  let documents = 0
  while ((await stream.next()) !== null) documents += 1
  expect(documents).toBeGreaterThan(0)
  expect(documents).toBeLessThan(10)
})

test('when a node stops, it ends the streams of its followers and takes no new ones', async () => {
  const watch = openFeedWatch(cluster.store, { warn: () => undefined })
  const told: unknown[] = []
  await watch.listen((page) => told.push(page), 'client one')
  watch.close()
  expect(told).toEqual([null])
  await expect(watch.listen(() => undefined, 'client one')).rejects.toMatchObject({
    code: 'too_busy',
  })
})

async function expectSnapshotThenSilence(stream: Stream): Promise<void> {
  const first = await stream.next()
  expect(first && sidsIn(first)).toEqual(['before'])
  let quiet = await stream.next()
  while (quiet?.entries.length) quiet = await stream.next()
  expect(quiet?.as_of ?? 0).toBeGreaterThan(first?.as_of ?? 0)
}

function fail(): never {
  throw new Error('the stream ended')
}
