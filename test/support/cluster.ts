/** Several nodes in this process behind a balancer that sends each connection to the next one. */

import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { pino } from 'pino'
import { createAccount } from '../../src/accounts/create.ts'
import { type HashCost, openPasswords } from '../../src/accounts/passwords.ts'
import { createApp } from '../../src/app.ts'
import { createClient, type RegisteredClient } from '../../src/clients/create.ts'
import type { Installation } from '../../src/clients/judge-registration.ts'
import { readConfig } from '../../src/config/config.ts'
import { endSession } from '../../src/endings/end-session.ts'
import type { Account } from '../../src/model/account.ts'
import { type ClientRegistration, defaultSigning } from '../../src/model/client.ts'
import { openStore, type Store } from '../../src/store/database.ts'
import { read, type Statement } from '../../src/store/db.ts'
import type { Observer } from '../../src/web/middleware/guards.ts'
import { createDatabase, patience } from './database.ts'
import { eventually } from './eventually.ts'

export type Cluster = {
  /** The issuer: the balancer's address. */
  readonly issuer: string
  /** Each node's own address. */
  readonly nodes: readonly string[]
  readonly store: Store
  readonly databaseUrl: string
  readonly account: (over?: {
    email?: string
    password?: string
    tier?: string
    roles?: readonly string[]
  }) => Promise<Account>
  readonly client: (over?: Partial<ClientRegistration>) => Promise<RegisteredClient>
  /** A client that is the resource server of this identifier. */
  readonly resourceServer: (
    identifier: string,
    scopes: readonly string[],
  ) => Promise<RegisteredClient>
  /** Answers when every node knows the policies that were saved. */
  readonly policiesKnown: () => Promise<void>
  /** As an operator would. */
  readonly endSessionsOf: (accountId: string) => Promise<void>
  readonly close: () => Promise<void>
}

export const testSecret = 'a secret for tests, 32 characters or more'
export const testPassword = 'correct horse battery staple'
/** As in development, where receivers are on the same machine. */
export const testInstallation: Installation = {
  issuer: 'https://login.test',
  brandName: 'Parley',
  internalReceivers: ['127.0.0.0/8', '::1'],
}
export const redirectUri = 'https://app.example/cb'

/** Far weaker than any setting may be: only a test can hand it to an application. */
export const lightHashing = { memoryKib: 8, iterations: 1, parallelism: 1 } as const

export type ClusterOptions = {
  readonly nodes?: number
  readonly observe?: Observer
  /** Where the nodes are told that Postgres is: a test may put itself in between. */
  readonly throughWire?: (databaseUrl: string) => Promise<string>
  readonly settings?: Readonly<Record<string, string>>
  /** Whether the nodes run the job queue, which most tests do without. */
  readonly runsJobs?: boolean
  /** False for tests that seal, clean up, look after keys or count themselves. */
  readonly runsRounds?: boolean
  /** Passwords at the cost that the settings name, for tests of that cost. */
  readonly hashing?: 'light' | 'as configured'
}

export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    return { ...(await open(options, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(
  {
    nodes: size = 1,
    observe = () => undefined,
    throughWire = async (url) => url,
    settings = {},
    runsJobs = false,
    runsRounds = true,
    hashing = 'light',
  }: ClusterOptions,
  closers: (() => Promise<void>)[],
): Promise<Omit<Cluster, 'close'>> {
  const database = await createDatabase()
  closers.push(() => database.drop())
  const balancer = await openBalancer()
  closers.push(() => balancer.close())
  const configured = readConfig({
    NODE_ENV: 'development',
    PARLEY_ISSUER: balancer.url,
    PARLEY_DEMO_PORT: '0',
    // Tests ask as fast as they can.
    PARLEY_ADMIN_BURST: '1000000',
    PARLEY_GUESSES_PER_NETWORK: '1000000',
    PARLEY_GUESSES_IN_ALL: '1000000',
    PARLEY_PENDING_PER_NETWORK: '1000000',
    PARLEY_PENDING_IN_ALL: '1000000',
    LOG_LEVEL: process.env['PARLEY_TEST_LOG'] ?? 'silent',
    ...settings,
  })
  const config = hashing === 'light' ? { ...configured, hashing: lightHashing } : configured
  const reachedAt = await throughWire(database.url)
  const log = pino({ level: config.logLevel })
  const ports: number[] = []
  const policyCounts: (() => number)[] = []
  for (let i = 0; i < size; i += 1) {
    const isDirect = reachedAt === database.url
    const store = openStore({ url: reachedAt, poolSize: 10, ...(isDirect ? patience : {}) })
    closers.push(() => store.close())
    const policyReads = countReads(store, 'policies')
    policyCounts.push(policyReads.count)
    const app = await createApp({
      config,
      secret: testSecret,
      store: policyReads.store,
      log,
      observe,
      runsJobs,
      runsRounds,
    })
    closers.push(() => app.close())
    ports.push(await listen(app.server))
    closers.push(() => shut(app.server))
  }
  balancer.use(ports)
  const store = openStore({ url: database.url, poolSize: 4, ...patience })
  closers.push(() => store.close())
  return {
    issuer: balancer.url,
    nodes: ports.map((port) => `http://127.0.0.1:${port}`),
    store,
    databaseUrl: database.url,
    ...makers(store, config.hashing),
    policiesKnown: async () => {
      // The read that is under way may have begun before the change, and the next one has not.
      const wanted = policyCounts.map((count) => count() + 2)
      await eventually(() => policyCounts.every((count, i) => count() >= (wanted[i] ?? 0)))
    },
  }
}

/** The store, and how often the statement of this name was answered there. */
function countReads(store: Store, name: string): { store: Store; count: () => number } {
  let answered = 0
  const rows = async <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
    const found = await store.rows<Row>(statement, values)
    if (statement.name === name) answered += 1
    return found
  }
  return { store: { ...store, rows }, count: () => answered }
}

export function makers(
  store: Store,
  hashing: HashCost = lightHashing,
): Pick<Cluster, 'account' | 'client' | 'resourceServer' | 'endSessionsOf'> {
  const by = { kind: 'system' } as const
  let made = 0
  const opening = openPasswords(hashing)
  return {
    account: async (over = {}) => {
      made += 1
      const passwords = await opening
      const email = `person${made}@example.com`
      return createAccount(
        { db: store, passwords },
        { email, password: testPassword, name: 'A Person', by, ...over },
      )
    },
    client: (over = {}) =>
      createClient(store, {
        registration: { ...webApp, ...over },
        installation: testInstallation,
        by,
      }),
    resourceServer: (identifier, scopes) =>
      createClient(store, {
        registration: {
          ...webApp,
          name: identifier,
          redirectUris: [],
          postLogoutRedirectUris: [],
          grantTypes: ['client_credentials'],
          scopes,
          resource: identifier,
        },
        installation: testInstallation,
        by,
      }),
    endSessionsOf: async (accountId) => {
      const sessions = await store.rows<{ id: string }>(sessionsOf, [accountId])
      for (const { id } of sessions)
        await endSession(store, { sessionId: id, reason: 'revoked', by })
    },
  }
}

const sessionsOf = read('test_sessions_of', 'SELECT id FROM sessions WHERE account_id = $1')

const webApp: ClientRegistration = {
  name: 'PhotoApp',
  authMethod: 'client_secret_basic',
  applicationType: 'web',
  redirectUris: [redirectUri],
  postLogoutRedirectUris: ['https://app.example/bye'],
  grantTypes: ['authorization_code', 'refresh_token'],
  scopes: ['openid', 'profile', 'email', 'offline_access', 'photos:read'],
  jwks: null,
  policy: null,
  resource: null,
  allowGuests: false,
  backchannelLogout: null,
  ...defaultSigning,
}

export type Balancer = {
  readonly url: string
  readonly use: (ports: readonly number[]) => void
  readonly close: () => Promise<void>
}

export async function openBalancer(): Promise<Balancer> {
  let ports: readonly number[] = []
  let turn = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const port = ports[turn % ports.length] ?? 0
    turn += 1
    const upstream = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => sockets.delete(from))
      from.pipe(to)
    }
  })
  const port = await listen(server)
  return {
    url: `http://localhost:${port}`,
    use: (behind) => {
      ports = behind
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await shut(server)
    },
  }
}

function listen(server: Server | HttpServer): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, () => resolve((server.address() as AddressInfo).port))
  })
}

function shut(server: Server | HttpServer): Promise<void> {
  if ('closeAllConnections' in server) server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
