/** The command line for logout notices: receivers, failed notices, and sending again. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { createDatabase, patience, type TestDatabase } from '../support/database.ts'
import { sql } from '../support/sql.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let database: TestDatabase
let store: Store
let parley: CommandLine

beforeAll(async () => {
  database = await createDatabase()
  store = openStore({ url: database.url, poolSize: 2, ...patience })
  parley = commandLine({ DATABASE_URL: database.url })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

test('a client sets where it is notified of ended sessions, and of which causes', async () => {
  const where = 'https://app.example/backchannel-logout'
  const causes = ['--backchannel-logout-cause', 'evicted', 'refresh_reuse']
  const args = ['--name', 'Shop', '--redirect-uri', 'https://app.example/cb', '--json']
  await parley(['client', 'create', ...args, '--backchannel-logout-uri', where, ...causes])
  expect(documentOf(await parley(['client', 'list', '--json']))).toMatchObject([
    {
      backchannel_logout_uri: where,
      backchannel_logout_session_required: false,
      backchannel_logout_causes: ['evicted', 'refresh_reuse'],
    },
  ])
})

test('notices are listed by state, and a dead one is sent again', async () => {
  const id = uuidv7()
  await sql(
    { store },
    `INSERT INTO notices (id, sid, account_id, client_id, cause, state, attempts, settled_at)
     VALUES ($1, 'sid', gen_random_uuid(), 'app', 'evicted', 'dead', 10, now())`,
    [id],
  )
  const dead = () => parley(['notice', 'list', '--state', 'dead', '--json'])
  expect(documentOf(await dead())).toMatchObject([{ id, client_id: 'app', cause: 'evicted' }])
  expect((await parley(['notice', 'list'])).out).toContain('evicted')

  const resent = await parley(['notice', 'resend', id, '--json'])
  expect(documentOf(resent)).toMatchObject({ id, state: 'pending', attempts: 0 })
  expect(documentOf(await dead())).toEqual([])
  const rows = await sql({ store }, "SELECT data->>'notice' AS notice FROM outbox")
  expect(rows).toEqual([{ notice: id }])
})

test.each(['nonsense', '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'])(
  'an unknown notice is refused in a sentence: %s',
  async (id) => {
    expect(await parley(['notice', 'resend', id])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^parley: There is no notice "[^"]+"\.\n$/),
    })
  },
)
