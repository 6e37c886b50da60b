/** The composition root: the only file that sees every floor. It connects, and decides nothing. */

import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { authenticate } from './accounts/authenticate.ts'
import { openPasswords } from './accounts/passwords.ts'
import { eventAppender } from './audit/append.ts'
import { ensureLedgerKey } from './audit/ledger-keys.ts'
import { deriveKey } from './base/crypto.ts'
import { ownTokenRecorder } from './clients/own-tokens.ts'
import { openClientRegistry } from './clients/registry.ts'
import type { Config } from './config.ts'
import type { Observer } from './http/guards.ts'
import type { HomeOptions } from './http/home.tsx'
import { protocolPages } from './http/protocol-pages.tsx'
import { createHttpServer } from './http/server.ts'
import { startCleanUp } from './jobs/clean-up.ts'
import { openQueue, type QueueOptions } from './jobs/queue.ts'
import { startSealing } from './jobs/sealing.ts'
import { loadSigningKeys } from './keys/signing-keys.ts'
import { ownClient } from './model/own-client.ts'
import { blockedStepsOf } from './oidc/blocked-sign-in.ts'
import type { Domain } from './oidc/domain.ts'
import { interactionsOf } from './oidc/interactions.ts'
import { createProvider, sessionCookieName } from './oidc/provider.ts'
import { openPolicyRegistry } from './policy/registry.ts'
import { openFeedWatch } from './revocation/watch-feed.ts'
import { openSessionWatch } from './sessions/watch.ts'
import type { Store } from './store/database.ts'
import { read } from './store/db.ts'
import { familyFinder } from './tokens/find-family.ts'
import { accessTokenReader } from './tokens/read-access-token.ts'
import { idTokenReader } from './tokens/read-id-token.ts'
import { refreshAnswerer } from './tokens/rotate.ts'

export type AppOptions = {
  readonly config: Config
  readonly secret: string
  readonly store: Store
  readonly log: Logger
  /** Where to click from the first page; shown in development alone. */
  readonly links?: HomeOptions['links']
  /** Told what each request cost. */
  readonly observe?: Observer
  /** Whether this node runs what the job queue holds; by default it does. */
  readonly runsJobs?: boolean
}

export type App = {
  readonly server: Server
  /** From here on the node says that it is not ready. */
  readonly drain: () => void
  readonly close: () => Promise<void>
}

export async function createApp(options: AppOptions): Promise<App> {
  const { config, store, log, observe = () => undefined } = options
  const domain = await openDomain(options)
  const protocol = await openProtocol(options, domain)
  const watches = openWatches(domain)
  const common = { issuer: config.issuer, development: config.mode === 'development' }
  let stopping = false
  const server = createHttpServer({
    ...common,
    ...protocol,
    db: store,
    log,
    trustedProxies: config.trustedProxies,
    observe,
    tooMany: { ...common, blocked: protocol.blocked, deny: protocol.steps.denied },
    signIn: {
      ...common,
      steps: protocol.steps,
      authenticate: (credentials) =>
        authenticate({ db: store, passwords: domain.passwords }, credentials),
    },
    sessionStatus: { ...protocol.callers, source: domain, watch: watches.sessions },
    revocations: { ...protocol.callers, store, watch: watches.feed },
    admin: { ...protocol.callers, ...adminOptions(options, domain) },
    health: {
      checkStore: async () => void (await store.rows(ping)),
      isStopping: () => stopping,
    },
    home: { ...common, links: options.links ?? [] },
  })
  const jobs = await startJobs(options)
  const drain = () => {
    stopping = true
    watches.close()
  }
  const close = async () => {
    drain()
    domain.clients.close()
    domain.policies.close()
    await Promise.all(jobs.map((job) => job.stop()))
  }
  return { server, drain, close }
}

/** What a node does besides answering. */
async function startJobs(options: AppOptions) {
  const { store, log, runsJobs = true } = options
  const always = [await openSealing(options), startCleanUp({ db: store, log })]
  return runsJobs ? [...always, await openQueue(queueOptions(options))] : always
}

/** What tells this node's listeners. */
function openWatches(domain: Domain) {
  const sessions = openSessionWatch(domain)
  const feed = openFeedWatch(domain.db)
  const close = () => {
    sessions.close()
    feed.close()
  }
  return { sessions, feed, close }
}

/** Its key is made before the first request, so that all it begins with is in the ledger. */
async function openSealing({ config, secret, store, log }: AppOptions) {
  await ensureLedgerKey(store, secret)
  return startSealing({ db: store, log, secret, sealFile: config.sealFile })
}

async function openProtocol({ config, secret, store }: AppOptions, domain: Domain) {
  const keys = await loadSigningKeys(store, secret)
  const cookieKeys = [deriveKey(secret, 'cookies').toString('base64url')]
  const readAccessToken = accessTokenReader(config.issuer, keys)
  const provider = createProvider({
    domain,
    keys,
    readAccessToken,
    cookieKeys,
    pages: protocolPages({ development: config.mode === 'development' }),
  })
  const steps = interactionsOf(provider, domain)
  const blocked = blockedStepsOf(provider, domain)
  const sessionCookie = sessionCookieName(config.issuer)
  const { clients } = domain
  const readIdToken = idTokenReader(config.issuer, keys)
  const callers = { issuer: config.issuer, clients, readAccessToken, readIdToken, sessionCookie }
  return { protocol: provider.middleware, steps, blocked, cookieKeys, sessionCookie, callers }
}

function adminOptions({ store, secret }: AppOptions, { passwords }: Domain) {
  return { store, passwords, cursorKey: deriveKey(secret, 'cursors') }
}

function queueOptions({ store, log }: AppOptions): QueueOptions {
  return { connectionString: store.url, db: store, log, tasks: [] }
}

const ping = read('ping', 'SELECT 1')

async function openDomain({ config, secret, store }: AppOptions): Promise<Domain> {
  return {
    db: store,
    issuer: config.issuer,
    clients: openClientRegistry(store, ownClient(config.issuer)),
    policies: await openPolicyRegistry(store),
    passwords: await openPasswords(config.hashing),
    refreshKey: deriveKey(secret, 'refresh-tokens'),
    findFamily: familyFinder(store),
    answerRefresh: refreshAnswerer(store, eventAppender(store)),
    recordOwnToken: ownTokenRecorder(store),
  }
}
