/** The composition root: the only file that sees every floor. It connects, and decides nothing. */

import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { authenticate } from './accounts/authenticate.ts'
import { openPasswords } from './accounts/passwords.ts'
import { eventAppender } from './audit/append.ts'
import { deriveKey } from './base/crypto.ts'
import { openClientRegistry } from './clients/registry.ts'
import type { Config } from './config.ts'
import type { Observer } from './http/guards.ts'
import type { HomeOptions } from './http/home.tsx'
import { protocolPages } from './http/protocol-pages.tsx'
import { createHttpServer } from './http/server.ts'
import { startCleanUp } from './jobs/clean-up.ts'
import { loadSigningKeys } from './keys/signing-keys.ts'
import { ownClient } from './model/own-client.ts'
import { blockedStepsOf } from './oidc/blocked-sign-in.ts'
import type { Domain } from './oidc/domain.ts'
import { interactionsOf } from './oidc/interactions.ts'
import { createProvider, sessionCookieName } from './oidc/provider.ts'
import { openPolicyRegistry } from './policy/registry.ts'
import { openSessionWatch } from './sessions/watch.ts'
import type { Store } from './store/database.ts'
import { read } from './store/db.ts'
import { familyFinder } from './tokens/find-family.ts'
import { accessTokenReader } from './tokens/read-access-token.ts'
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
}

export type App = {
  readonly server: Server
  /** From here on the node says that it is not ready. */
  readonly drain: () => void
  readonly close: () => Promise<void>
}

export async function createApp(options: AppOptions): Promise<App> {
  const { config, store, log } = options
  const domain = await openDomain(options)
  const protocol = await openProtocol(options, domain)
  const watch = openSessionWatch(domain)
  const common = { issuer: config.issuer, development: config.mode === 'development' }
  let stopping = false
  const server = createHttpServer({
    ...common,
    ...protocol,
    db: store,
    log,
    trustedProxies: config.trustedProxies,
    observe: options.observe ?? (() => undefined),
    tooMany: { ...common, blocked: protocol.blocked, deny: protocol.steps.denied },
    signIn: {
      ...common,
      steps: protocol.steps,
      authenticate: (credentials) =>
        authenticate({ db: store, passwords: domain.passwords }, credentials),
    },
    sessionStatus: { ...protocol.callers, source: domain, watch },
    admin: {
      ...protocol.callers,
      store,
      passwords: domain.passwords,
      cursorKey: deriveKey(options.secret, 'cursors'),
    },
    health: {
      checkStore: async () => void (await store.rows(ping)),
      isStopping: () => stopping,
    },
    home: { ...common, links: options.links ?? [] },
  })
  const cleanUp = startCleanUp({ db: store, log })
  return {
    server,
    drain: () => {
      stopping = true
      watch.close()
    },
    close: async () => {
      watch.close()
      domain.clients.close()
      domain.policies.close()
      await cleanUp.stop()
    },
  }
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
  const { clients, policies } = domain
  const callers = { issuer: config.issuer, clients, readAccessToken, sessionCookie }
  const protocol = provider.middleware
  return { protocol, policies, steps, blocked, cookieKeys, sessionCookie, callers }
}

const ping = read('ping', 'SELECT 1')

async function openDomain({ config, secret, store }: AppOptions): Promise<Domain> {
  const appendAlone = eventAppender(store)
  return {
    db: store,
    issuer: config.issuer,
    clients: openClientRegistry(store, ownClient(config.issuer)),
    policies: await openPolicyRegistry(store),
    passwords: await openPasswords(config.hashing),
    refreshKey: deriveKey(secret, 'refresh-tokens'),
    findFamily: familyFinder(store),
    answerRefresh: refreshAnswerer(store, appendAlone),
    appendAlone,
  }
}
