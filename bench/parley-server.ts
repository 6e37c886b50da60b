/** One Parley node in a process of its own, put together as `parley start` does, with counters. */

import { pino } from 'pino'
import type * as Accounts from '../src/accounts/create.ts'
import type * as Passwords from '../src/accounts/passwords.ts'
import type * as App from '../src/app.ts'
import type * as Clients from '../src/clients/create.ts'
import type * as Settings from '../src/config/config.ts'
import type * as ClientModel from '../src/model/client.ts'
import type { ClientRegistration } from '../src/model/client.ts'
import type * as Database from '../src/store/database.ts'
import type { RequestCost } from '../src/web/middleware/guards.ts'
import { built } from './built.ts'
import { type Credentials, password, redirectUri, serviceScope, webScopes } from './common.ts'
import { answerOrders, free, tell, whoSignsIn } from './server-process.ts'

const { createAccount }: typeof Accounts = await import(built('accounts/create.js'))
const { openPasswords }: typeof Passwords = await import(built('accounts/passwords.js'))
const { createApp }: typeof App = await import(built('app.js'))
const { createClient }: typeof Clients = await import(built('clients/create.js'))
const { defaultSigning }: typeof ClientModel = await import(built('model/client.js'))
const { readConfig }: typeof Settings = await import(built('config/config.js'))
const { openStore }: typeof Database = await import(built('store/database.js'))

/** People cost a password's hash each: who needs none says so. */
const [databaseUrl = '', secret = '', people = whoSignsIn.length] = process.argv.slice(2)

/** As many connections as a node has. */
const connections = 10

const port = await free()
const config = readConfig({
  NODE_ENV: 'development',
  PORT: String(port),
  PARLEY_ISSUER: `http://localhost:${port}`,
  PARLEY_DEMO_PORT: '0',
  // Everyone comes from this machine.
  PARLEY_PENDING_PER_NETWORK: '1000000',
  PARLEY_PENDING_IN_ALL: '1000000',
  PARLEY_STREAMS_PER_NETWORK: '5000',
  LOG_LEVEL: 'error',
})
const counted = { statements: 0, commits: 0, sent: 0, looks: 0 }
const beside = openStore({ url: databaseUrl, poolSize: 1 })
const store = counting(openStore({ url: databaseUrl, poolSize: connections }))
const log = pino({ level: config.logLevel })
const app = await createApp({ config, secret, store, log, observe })
const web = await register(['authorization_code', 'refresh_token'], webScopes)
const service = await register(['client_credentials'], [serviceScope])
await createAccounts()

app.server.listen(port, '127.0.0.1', () => tell({ port, web, service, logins: whoSignsIn }))
answerOrders({
  cost: async () => ({ ...counted, walBytes: await walBytes() }),
  tidy,
  stop: async () => {
    app.server.closeAllConnections()
    app.server.close()
    await app.close()
    await store.close()
    await beside.close()
  },
})

function observe({ reads, writes, commits }: RequestCost): void {
  counted.statements += reads + writes
  counted.commits += commits
}

function counting(to: Database.Store): Database.Store {
  return {
    ...to,
    rows: (statement, values) => {
      counted.sent += 1
      if (statement.name === 'watched_sessions') counted.looks += 1
      return to.rows(statement, values)
    },
  }
}

async function register(
  grantTypes: ClientRegistration['grantTypes'],
  scopes: readonly string[],
): Promise<Credentials> {
  const registration: ClientRegistration = {
    name: 'A client of the benchmark',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    redirectUris: grantTypes.includes('authorization_code') ? [redirectUri] : [],
    postLogoutRedirectUris: [],
    grantTypes,
    scopes,
    jwks: null,
    policy: null,
    resource: null,
    allowGuests: false,
    backchannelLogout: null,
    ...defaultSigning,
  }
  const { clientId, clientSecret } = await createClient(store, {
    registration,
    installation: { issuer: config.issuer, brandName: 'Parley', internalReceivers: [] },
    by: { kind: 'system' },
  })
  return { id: clientId, secret: clientSecret ?? '' }
}

async function createAccounts(): Promise<void> {
  const passwords = await openPasswords(config.hashing)
  const by = { kind: 'system' } as const
  await Promise.all(
    whoSignsIn
      .slice(0, Number(people))
      .map((email) =>
        createAccount({ db: store, passwords }, { email, password, name: 'A Person', by }),
      ),
  )
}

async function walBytes(): Promise<number> {
  const [row] = await beside.rows<{ bytes: number }>({
    name: 'bench_wal',
    text: `SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 AS bytes`,
    kind: 'read',
  })
  return row?.bytes ?? 0
}

/** Hundreds of families in one session are the benchmark's doing: nobody signs in so often. */
async function tidy(): Promise<void> {
  await beside.rows({
    name: 'bench_tidy',
    text: `DELETE FROM token_families f WHERE generation = 0 AND id <> (
      SELECT id FROM token_families k WHERE k.session_id = f.session_id
      ORDER BY created_at, id LIMIT 1)`,
    kind: 'write',
  })
}
