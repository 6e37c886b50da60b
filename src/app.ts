/** The composition root: the only file that sees every floor. It connects, and decides nothing. */

import type { Server } from 'node:http'
import type { Logger } from 'pino'
import { authenticate } from './accounts/authenticate.ts'
import { openPasswords } from './accounts/passwords.ts'
import { eventAppender } from './audit/append.ts'
import { listLedgerKeys } from './audit/ledger-keys.ts'
import { openRefusals, type Refusals } from './audit/refusals.ts'
import { type LedgerWatch, openLedgerWatch } from './audit/watch.ts'
import { deriveKey } from './base/crypto.ts'
import { ownTokenRecorder } from './clients/own-tokens.ts'
import { openClientRegistry } from './clients/registry.ts'
import type { Config } from './config.ts'
import type { Rate } from './http/admin/allowance.ts'
import { type AdminApi, openAdminApi } from './http/admin/api.ts'
import type { Observer } from './http/guards.ts'
import type { HomeOptions } from './http/home.tsx'
import { openBrand } from './http/logo.ts'
import { openPlaces, type Places } from './http/places.ts'
import { protocolPages } from './http/protocol-pages.tsx'
import { createHttpServer } from './http/server.ts'
import { startJobs } from './jobs/start.ts'
import { jwtSigner } from './keys/sign-jwt.ts'
import { loadSigningKeys, type SigningKey } from './keys/signing-keys.ts'
import { openMail, sendsMail } from './mail/open.ts'
import { ownClients } from './model/own-client.ts'
import { blockedStepsOf } from './oidc/blocked-sign-in.ts'
import { deviceCookieName } from './oidc/device-cookie.ts'
import type { Domain } from './oidc/domain.ts'
import { interactionsOf } from './oidc/interactions.ts'
import { createProvider, sessionCookieName, sessionCookieOptions } from './oidc/provider.ts'
import { openPolicyRegistry } from './policy/registry.ts'
import { openStatusLists } from './revocation/status-list.ts'
import { openFeedWatch } from './revocation/watch-feed.ts'
import { openSessionWatch } from './sessions/watch.ts'
import { openPropagation } from './statistics/propagation.ts'
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
  const keys = await loadSigningKeys(store, options.secret)
  const refusals = openRefusals(store)
  const domain = await openDomain(options, { keys, refusals })
  const protocol = await openProtocol(options, domain, keys)
  const watches = openWatches(domain)
  const { mailer, shownMail, offers } = openMail(options)
  const common = { issuer: config.issuer, development: config.mode === 'development' }
  let stopping = false
  const server = createHttpServer({
    ...common,
    ...protocol,
    ...verbToolsOf(domain),
    shownMail,
    log,
    trustedProxies: config.trustedProxies,
    observe,
    tooMany: { ...common, blocked: protocol.blocked, deny: protocol.steps.denied },
    signIn: {
      ...common,
      steps: protocol.steps,
      offers,
      authenticate: (tried) => authenticate(domain, tried),
    },
    sessionStatus: { ...protocol.callers, source: domain, watch: watches.sessions },
    statusLists: domain.statusLists,
    revocations: { ...protocol.callers, store, watch: watches.feed },
    admin: { ...protocol.callers, ...openApi(options, domain, { ...watches, ...protocol }) },
    health: { checkStore: () => store.rows(ping), isStopping: () => stopping },
    home: { ...common, links: options.links ?? [] },
  })
  const jobs = await startJobs({ ...options, keys, mailer, propagation: watches.propagation })
  const drain = () => {
    stopping = true
    watches.close()
  }
  const close = async () => {
    drain()
    domain.clients.close()
    domain.policies.close()
    await Promise.all([jobs.stop(), refusals.close()])
  }
  return { server, drain, close }
}

function verbToolsOf({ db, passwords, recordRefusal }: Domain) {
  return { db, passwords, recordRefusal }
}

/** What tells this node's listeners. */
function openWatches(domain: Domain) {
  const propagation = openPropagation()
  const sessions = openSessionWatch(domain)
  const feed = openFeedWatch(domain.db, propagation.note)
  const ledger = openLedgerWatch(domain.db)
  const close = () => {
    for (const watch of [sessions, feed, ledger]) watch.close()
  }
  return { sessions, feed, ledger, propagation, close }
}

async function openProtocol(
  { config, secret }: AppOptions,
  domain: Domain,
  keys: readonly SigningKey[],
) {
  const cookieKeys = [deriveKey(secret, 'cookies').toString('base64url')]
  const { issuer, geoipFile, brand } = config
  const readAccessToken = accessTokenReader(issuer, keys)
  const provider = createProvider({
    domain,
    keys,
    readAccessToken,
    cookieKeys,
    pages: protocolPages({ development: config.mode === 'development' }),
  })
  const steps = interactionsOf(provider, domain)
  const blocked = blockedStepsOf(provider, domain)
  const sessionCookie = sessionCookieName(issuer)
  const { clients, policies } = domain
  const readIdToken = idTokenReader(issuer, keys)
  const callers = { issuer, clients, readAccessToken, readIdToken, sessionCookie }
  const deviceCookie = deviceCookieName(issuer)
  const cookies = { cookieKeys, sessionCookieOptions: sessionCookieOptions(issuer), deviceCookie }
  const shown = { places: await openPlaces(geoipFile), brand: await openBrand(brand) }
  return {
    ...cookies,
    callers,
    sessionCookie,
    policies,
    ...shown,
    protocol: provider.middleware,
    steps,
    blocked,
  }
}

function openApi(
  { config, store, secret }: AppOptions,
  { issuer, clients, passwords }: Domain,
  { ledger: auditWatch, places }: { ledger: LedgerWatch; places: Places },
): { store: Store; api: AdminApi; rate: Rate } {
  const keys = { cursorKey: deriveKey(secret, 'cursors'), answerKey: deriveKey(secret, 'answers') }
  const ledgerKeys = () => listLedgerKeys(store, secret)
  const mailing = { sendsMail: sendsMail(config) }
  const tools = { passwords, auditWatch, ledgerKeys, places, ...keys, ...mailing }
  const api = openAdminApi({ issuer, clients, store, ...tools })
  return { store, api, rate: config.adminRate }
}

const ping = read('ping', 'SELECT 1')

async function openDomain(
  { config, secret, store }: AppOptions,
  { keys, refusals }: { keys: readonly SigningKey[]; refusals: Refusals },
): Promise<Domain> {
  const { issuer } = config
  const appendAlone = eventAppender(store)
  const statusKey = deriveKey(secret, 'status-lists')
  return {
    db: store,
    issuer,
    clients: openClientRegistry(store, ownClients(issuer)),
    policies: await openPolicyRegistry(store),
    passwords: await openPasswords(config.hashing, config.brand.name),
    refreshKey: deriveKey(secret, 'refresh-tokens'),
    findFamily: familyFinder(store),
    answerRefresh: refreshAnswerer(store, appendAlone),
    statusLists: openStatusLists({ db: store, issuer, key: statusKey, sign: jwtSigner(keys) }),
    appendAlone,
    recordRefusal: refusals.record,
    recordOwnToken: ownTokenRecorder(store),
  }
}
