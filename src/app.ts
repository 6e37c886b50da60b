/** The composition root: the only file that sees every floor. It connects the parts, and decides nothing. */

import type { RequestListener, Server } from 'node:http'
import type { Logger } from 'pino'
import { authenticate } from './accounts/authenticate.ts'
import { openPasswords } from './accounts/passwords.ts'
import { deriveKey } from './base/crypto.ts'
import { deviceCookieName } from './base/device-cookie.ts'
import { isDomainError } from './base/errors.ts'
import { rateLimitOf } from './base/rate-limit.ts'
import { installationOf } from './clients/judge-registration.ts'
import { ownTokenRecorder } from './clients/own-tokens.ts'
import { openClientRegistry } from './clients/registry.ts'
import type { Config } from './config/config.ts'
import { startJobs } from './jobs/start.ts'
import { type Keyring, openKeyring } from './keys/keyring.ts'
import { type JwtSigner, jwtSigner } from './keys/sign-jwt.ts'
import type { SigningKeys } from './keys/signing-keys.ts'
import { eventAppender } from './ledger/append.ts'
import { openRefusals, type Refusals } from './ledger/refusals.ts'
import { type LedgerWatch, openLedgerWatch } from './ledger/watch.ts'
import { openMail, sendsMail } from './mail/open.ts'
import { guestCodeRate } from './model/guest.ts'
import { ownClients } from './model/own-client.ts'
import { blockedStepsOf } from './oidc/blocked-sign-in.ts'
import type { Domain } from './oidc/domain.ts'
import { interactionsOf } from './oidc/interactions.ts'
import {
  createProvider,
  type ProviderOptions,
  sessionCookieName,
  sessionCookieOptions,
} from './oidc/provider.ts'
import { openPolicyRegistry } from './policies/registry.ts'
import { openStatusLists } from './revocation/status-list.ts'
import { openFeedWatch } from './revocation/watch-feed.ts'
import { openSessionWatch } from './sessions/watch.ts'
import { openPropagation } from './statistics/propagation.ts'
import type { Store } from './store/database.ts'
import { read } from './store/db.ts'
import type { Warn } from './store/poll.ts'
import { openThrottles } from './throttle/open.ts'
import { familyFinder } from './tokens/find-family.ts'
import { openPendingRequests } from './tokens/pending-requests.ts'
import { accessTokenReader } from './tokens/read-access-token.ts'
import { idTokenReader } from './tokens/read-id-token.ts'
import { refreshAnswerer } from './tokens/rotate.ts'
import { type AdminApi, openAdminApi } from './web/admin-api/api.ts'
import type { HomeOptions } from './web/home.tsx'
import type { Observer } from './web/middleware/guards.ts'
import { waysOnFinder } from './web/middleware/way-on.ts'
import { openPlaces, type Places } from './web/places.ts'
import { createHttpServer, createListener, type HttpOptions } from './web/server.ts'
import { protocolPages } from './web/sign-in/protocol-pages.tsx'
import type { SignInOptions } from './web/sign-in/sign-in.tsx'
import { openBrand } from './web/ui/logo.ts'

export type AppOptions = {
  readonly config: Config
  readonly secret: string
  readonly store: Store
  readonly log: Logger
  /** Links on the first page, in development only. */
  readonly links?: HomeOptions['links']
  /** Called with the cost of each request. */
  readonly observe?: Observer
  /** False if this node runs no queued jobs; true by default. */
  readonly runsJobs?: boolean
  /** False if this node leaves sealing, clean-up, keys and counting to others; true by default. */
  readonly runsRounds?: boolean
}

export type App = {
  readonly server: Server
  /** From then on the node reports that it is not ready. */
  readonly drain: () => void
  readonly close: () => Promise<void>
}

export async function createApp(options: AppOptions): Promise<App> {
  const { store, log, secret } = options
  const warn: Warn = (err) => {
    if (isDomainError(err)) return warner(log, 'the signing keys')(err)
    log.error({ err }, 'the signing keys cannot be used as they are now')
  }
  const keyring = await openKeyring({ db: store, secret, warn })
  const refusals = openRefusals(store)
  const domain = await openDomain(options, refusals)
  const watches = openWatches(domain, options)
  const mail = openMail(options)
  let stopping = false
  const generation = openGenerations(keyring, {
    domain,
    statusKey: deriveKey(secret, 'status-lists'),
    ...(await openOutside(options, { domain, keyring, watches, mail, isStopping: () => stopping })),
  })
  const server = createHttpServer(() => generation().listener)
  const sign: JwtSigner = (...jwt) => generation().sign(...jwt)
  const { propagation } = watches
  const jobs = await startJobs({ ...options, sign, mailer: mail.mailer, propagation })
  const drain = () => {
    stopping = true
    watches.close()
  }
  const close = async () => {
    drain()
    for (const registry of [keyring, domain.clients, domain.policies]) registry.close()
    await Promise.all([jobs.stop(), refusals.close()])
  }
  return { server, drain, close }
}

type OpenParts = {
  readonly domain: DomainWithoutKeys
  readonly keyring: Keyring
  readonly watches: ReturnType<typeof openWatches>
  readonly mail: ReturnType<typeof openMail>
  readonly isStopping: () => boolean
}

/** The options of the provider and of the routes, except those that hold a key. */
async function openOutside(
  options: AppOptions,
  { domain, keyring, watches, mail, isStopping }: OpenParts,
): Promise<Pick<NodeParts, 'provider' | 'http'>> {
  const { config, secret, store } = options
  const { issuer, geoipFile, brand } = config
  const development = config.mode === 'development'
  const { clients } = domain
  const readAccessToken = accessTokenReader(issuer, keyring.find)
  const readIdToken = idTokenReader(issuer, keyring.findForHint)
  const cookieKeys = [deriveKey(secret, 'cookies').toString('base64url')]
  const sessionCookie = sessionCookieName(issuer)
  const callers = { issuer, clients, readAccessToken, readIdToken, sessionCookie, store }
  const { offers, shownMail } = mail
  const places = await openPlaces(geoipFile)
  const findWaysOn = waysOnFinder({ db: domain.db, sessionCookie, clients })
  const http = {
    issuer,
    development,
    cookieKeys,
    sessionCookie,
    sessionCookieOptions: sessionCookieOptions(issuer),
    deviceCookie: deviceCookieName(issuer),
    trustedProxies: config.trustedProxies,
    ...requestTools(options, domain),
    shownMail,
    places,
    brand: await openBrand(brand),
    signIn: {
      issuer,
      development,
      offers,
      authenticate: (tried, goOn) => authenticate(domain, tried, goOn),
    },
    sessionStatus: { ...callers, source: domain, watch: watches.sessions },
    revocations: { ...callers, watch: watches.feed },
    admin: {
      ...callers,
      api: openApi(options, domain, { ...watches, places }),
      rateLimit: rateLimitOf(config.adminRate),
    },
    health: { checkStore: () => store.rows(ping), isStopping },
    home: { issuer, development, links: options.links ?? [] },
    findWaysOn,
  } satisfies NodeParts['http']
  const pages = protocolPages({ development, findWaysOn })
  return { http, provider: { readAccessToken, cookieKeys, pages, offers } }
}

/** The tools that many routes need. */
function requestTools(
  { log, observe = () => undefined }: AppOptions,
  { db, policies, passwords, throttle, recordRefusal }: DomainWithoutKeys,
) {
  return { log, observe, db, policies, passwords, throttle, recordRefusal }
}

/** The watches that notify this node's listeners. */
function openWatches(
  domain: DomainWithoutKeys,
  { log, config }: Pick<AppOptions, 'log' | 'config'>,
) {
  const { db } = domain
  const propagation = openPropagation()
  const { streamsPerNetwork } = config
  const sessions = openSessionWatch(domain, warner(log, 'sessions'), streamsPerNetwork)
  const feed = openFeedWatch(db, { warn: warner(log, 'revocations'), note: propagation.note })
  const ledger = openLedgerWatch(db, warner(log, 'the ledger'))
  const close = () => {
    for (const watch of [sessions, feed, ledger]) watch.close()
  }
  return { sessions, feed, ledger, propagation, close }
}

/** Each poll tries again by itself. */
function warner(log: Logger, what: string): Warn {
  return (err) => log.warn({ err }, `${what} cannot be read for changes`)
}

function openApi(
  { config, store, secret }: AppOptions,
  { issuer, clients, passwords, throttle }: DomainWithoutKeys,
  { ledger: ledgerWatch, places }: { ledger: LedgerWatch; places: Places },
): AdminApi {
  return openAdminApi({
    issuer,
    installation: installationOf(config),
    clients,
    store,
    passwords,
    ledgerWatch,
    places,
    sendsMail: sendsMail(config),
    cursorKey: deriveKey(secret, 'cursors'),
    answerKey: deriveKey(secret, 'answers'),
    throttleKey: throttle.key,
    keys: { secret, rotationDays: config.keyRotationDays },
    settings: config,
  })
}

const ping = read('ping', 'SELECT 1')

async function openDomain(
  { config, secret, store, log }: AppOptions,
  refusals: Refusals,
): Promise<DomainWithoutKeys> {
  const { issuer } = config
  const appendAlone = eventAppender(store)
  const recordRefusal = refusals.record
  const key = deriveKey(secret, 'guessing')
  return {
    db: store,
    issuer,
    clients: openClientRegistry(store, {
      own: ownClients(issuer),
      warn: warner(log, 'clients'),
    }),
    policies: await openPolicyRegistry(store, warner(log, 'policies')),
    passwords: await openPasswords(config.hashing, config.brand.name),
    refreshKey: deriveKey(secret, 'refresh-tokens'),
    findFamily: familyFinder(store),
    answerRefresh: refreshAnswerer(store, appendAlone),
    appendAlone,
    recordRefusal,
    pending: openPendingRequests(store, config.pending),
    guestCodes: rateLimitOf(guestCodeRate),
    ...openThrottles({ db: store, key, settings: config.throttle, recordRefusal }),
    recordOwnToken: ownTokenRecorder(store),
  }
}

/**
 * Everything that holds signing keys, built from one state of them and replaced as a whole. Requests
 * in progress finish with the generation they started with.
 */
type Generation = { readonly listener: RequestListener; readonly sign: JwtSigner }

/** The parts that hold no key and last as long as the node. */
type NodeParts = {
  readonly domain: DomainWithoutKeys
  /** The key that permutes the positions in status lists. */
  readonly statusKey: Uint8Array
  readonly provider: Omit<ProviderOptions, 'domain' | 'keys'>
  readonly http: Omit<HttpOptions, 'protocol' | 'statusLists' | 'signIn' | 'tooMany'> & {
    readonly signIn: Omit<SignInOptions, 'steps'>
  }
}

type DomainWithoutKeys = Omit<Domain, 'statusLists'>

/** Returns the generation that new requests start with. */
function openGenerations(keyring: Keyring, parts: NodeParts): () => Generation {
  let current = generationOf(keyring.current(), parts)
  keyring.follow((keys) => {
    current = generationOf(keys, parts)
  })
  return () => current
}

function generationOf(keys: SigningKeys, parts: NodeParts): Generation {
  const { statusKey, http } = parts
  const { db, issuer } = parts.domain
  const sign = jwtSigner(keys)
  // A status list signed with a withdrawn key is never served, not even for seconds.
  const statusLists = openStatusLists({ db, issuer, key: statusKey, sign })
  const domain = { ...parts.domain, statusLists }
  const provider = createProvider({ ...parts.provider, domain, keys })
  const steps = interactionsOf(provider, domain)
  const blocked = blockedStepsOf(provider, domain)
  const { development } = http
  const listener = createListener({
    ...http,
    protocol: provider.middleware,
    statusLists,
    signIn: { ...http.signIn, steps },
    tooMany: { issuer, development, blocked, deny: steps.denied },
  })
  return { listener, sign }
}
