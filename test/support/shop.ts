/** A shop as a third party of a cluster, by openid-client: guests, carts, members, orders. */

import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as oidc from 'openid-client'
import { guestAcr } from '../../src/model/guest.ts'
import { noticeCauses } from '../../src/model/notice.ts'
import type { Cluster } from './cluster.ts'
import { freePort } from './demo.ts'
import { toldAt, verifyLogoutToken } from './receiver.ts'

export type Shop = {
  readonly url: string
  readonly clientId: string
  readonly close: () => Promise<void>
}

type Member = {
  readonly sub: string
  readonly sid: unknown
  readonly isGuest: boolean
  readonly tokens: Tokens
}
type Tokens = { readonly accessToken: string; readonly idToken: string }
type Attempt = { readonly verifier: string; readonly nonce: string; readonly next: string }

/** The shop's memory of one browser: its member and its sign-ins in progress. */
type Browser = {
  member: Member | null
  /** Parley said that the session ended, and the person has not read it yet. */
  wasEnded: boolean
  readonly attempts: Map<string, Attempt>
}

type Till = {
  readonly parley: oidc.Configuration
  readonly url: string
  readonly carts: Map<string, readonly string[]>
}

type Exchange = {
  readonly till: Till
  readonly browser: Browser
  readonly url: URL
  readonly response: ServerResponse
}

/** The caller closes it. */
export async function openShop(cluster: Cluster): Promise<Shop> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { clientId, clientSecret } = await cluster.client({
    name: 'Corner Shop',
    redirectUris: [`${url}/callback`],
    postLogoutRedirectUris: [`${url}/bye`],
    allowGuests: true,
    // The sign-in itself tells the shop about an upgraded guest.
    ...toldAt(
      { uri: `${url}/backchannel-logout` },
      { causes: noticeCauses.filter((cause) => cause !== 'upgraded') },
    ),
  })
  const parley = await oidc.discovery(
    new URL(cluster.issuer),
    clientId,
    { id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(clientSecret ?? ''),
    { execute: [oidc.allowInsecureRequests] },
  )
  const till = { parley, url, carts: new Map<string, readonly string[]>() }
  const browsers = new Map<string, Browser>()
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      hear(request, { issuer: cluster.issuer, clientId, browsers }).then(
        () => response.end(),
        () => response.writeHead(400).end(),
      )
      return
    }
    const browser = browserOf(browsers, request, response)
    const exchange = { till, browser, response, url: new URL(request.url ?? '/', url) }
    serve(exchange).catch((error: unknown) => page(response, `Sorry: ${String(error)}`))
  })
  await new Promise<void>((done) => server.listen(port, done))
  return {
    url,
    clientId,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(() => done()))
    },
  }
}

function browserOf(
  browsers: Map<string, Browser>,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Browser {
  const [, known = ''] = /(?:^|; )shop=([\w-]+)/.exec(headers.cookie ?? '') ?? []
  const browser = browsers.get(known)
  if (browser) return browser
  const id = randomUUID()
  const fresh: Browser = { member: null, wasEnded: false, attempts: new Map() }
  browsers.set(id, fresh)
  response.setHeader('set-cookie', `shop=${id}; HttpOnly; SameSite=Lax; Path=/`)
  return fresh
}

type Hearing = {
  readonly issuer: string
  readonly clientId: string
  readonly browsers: ReadonlyMap<string, Browser>
}

/** Back-channel logout: the members of that session are signed out. */
async function hear(request: IncomingMessage, { browsers, ...of }: Hearing): Promise<void> {
  const form = new URLSearchParams(await text(request))
  const { sub, sid } = await verifyLogoutToken(form.get('logout_token') ?? '', of)
  for (const browser of browsers.values()) {
    if (browser.member?.sub !== sub || browser.member?.sid !== sid) continue
    browser.member = null
    browser.wasEnded = true
  }
}

async function serve(exchange: Exchange): Promise<void> {
  const { browser, url, response } = exchange
  switch (url.pathname) {
    case '/callback':
      return comeBack(exchange)
    case '/sign-in':
      return leave(exchange, '/', {})
    case '/bye':
      browser.member = null
      return page(response, 'Come again! <a href="/">Enter</a>')
    case '/':
    case '/add':
    case '/checkout':
      return browser.wasEnded ? tellEnded(exchange) : shop(exchange)
    default:
      response.writeHead(404).end()
  }
}

/** Off to Parley, and back to `next`. */
async function leave(
  { till: { parley, url }, browser, response }: Exchange,
  next: string,
  more: Record<string, string>,
): Promise<void> {
  const [verifier, nonce, state] = [
    oidc.randomPKCECodeVerifier(),
    oidc.randomNonce(),
    oidc.randomState(),
  ]
  browser.attempts.set(state, { verifier, nonce, next })
  const location = oidc.buildAuthorizationUrl(parley, {
    redirect_uri: `${url}/callback`,
    scope: 'openid profile photos:read',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...more,
  })
  redirect(response, location.href)
}

async function comeBack({ till, browser, url, response }: Exchange): Promise<void> {
  const state = url.searchParams.get('state') ?? ''
  const attempt = browser.attempts.get(state)
  browser.attempts.delete(state)
  if (attempt === undefined) throw new Error('nobody left for this')
  const answer = await oidc.authorizationCodeGrant(till.parley, url, {
    pkceCodeVerifier: attempt.verifier,
    expectedNonce: attempt.nonce,
    expectedState: state,
    idTokenExpected: true,
  })
  const claims = answer.claims()
  const { sub = '' } = claims ?? {}
  const tokens = { accessToken: answer.access_token, idToken: answer.id_token ?? '' }
  browser.wasEnded = false
  browser.member = { sub, sid: claims?.['sid'], isGuest: claims?.['acr'] === guestAcr, tokens }
  // Taken out as it is carried over: to be told twice of the same guest adds nothing.
  const former = String(claims?.['parley_former_sub'])
  const brought = till.carts.get(former) ?? []
  till.carts.delete(former)
  till.carts.set(sub, [...(till.carts.get(sub) ?? []), ...brought])
  redirect(response, attempt.next)
}

function tellEnded({ browser, response }: Exchange): void {
  browser.wasEnded = false
  page(response, '<p>You were signed out elsewhere.</p><a href="/">Enter</a>')
}

/** Every page counts as activity at Parley; a visitor without a session enters again. */
async function shop(exchange: Exchange): Promise<void> {
  const { till, browser, url, response } = exchange
  const { member } = browser
  if (member === null || !(await isStillThere(till, member))) {
    return leave(exchange, url.pathname, { acr_values: guestAcr })
  }
  const cart = till.carts.get(member.sub) ?? []
  if (url.pathname === '/add') {
    till.carts.set(member.sub, [...cart, url.searchParams.get('item') ?? ''])
    return redirect(response, '/')
  }
  if (url.pathname === '/checkout') {
    if (member.isGuest) return leave(exchange, '/checkout', {})
    till.carts.set(member.sub, [])
    return page(response, `Ordered: ${cart.join(', ')}. <a href="/">Go on</a>`)
  }
  page(response, shelf(till, member, cart))
}

async function isStillThere({ parley }: Till, { tokens }: Member): Promise<boolean> {
  const address = `${parley.serverMetadata().issuer}/session/keepalive`
  const headers = { authorization: `Bearer ${tokens.accessToken}` }
  return (await fetch(address, { method: 'POST', headers })).ok
}

function shelf({ parley, url }: Till, member: Member, cart: readonly string[]): string {
  const out = oidc.buildEndSessionUrl(parley, {
    id_token_hint: member.tokens.idToken,
    post_logout_redirect_uri: `${url}/bye`,
  })
  return `<p>Hello, ${member.isGuest ? 'guest' : 'member'} <b>${member.sub}</b>.</p>
    <p>In your cart: ${cart.join(', ') || 'nothing'}.</p>
    <a href="/add?item=compass">Buy a compass</a> <a href="/add?item=sextant">Buy a sextant</a>
    <a href="/checkout">Check out</a> <a href="/sign-in">Sign in</a>
    <a href="${out.href.replaceAll('&', '&amp;')}">Sign out</a>`
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end()
}

function page(response: ServerResponse, body: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  const head = '<meta charset="utf-8"><title>Corner Shop</title><link rel="icon" href="data:,">'
  response
    .writeHead(200, headers)
    .end(
      `<!doctype html><html lang="en"><head>${head}</head><body><main>${body}</main></body></html>`,
    )
}
