/** A person with a browser that keeps cookies and fills in forms, without script. */

import { createHash, randomBytes } from 'node:crypto'
import { type Cluster, redirectUri, testPassword } from './cluster.ts'
import { checkedFetch } from './contract.ts'

export type Visit = {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export type Person = {
  readonly cookies: Map<string, Cookie>
  readonly visit: (url: string | URL, init?: RequestInit) => Promise<Visit>
  /** Follows redirects until a page is shown or the browser would leave the issuer. */
  readonly follow: (url: string | URL, init?: RequestInit) => Promise<Visit>
  /** Posts the page's form and stops at the answer. */
  readonly press: (page: Visit, fields: Record<string, string>) => Promise<Visit>
  /** Posts the page's form and follows where it leads. */
  readonly submit: (page: Visit, fields: Record<string, string>) => Promise<Visit>
  /** All the way to the client's redirect URI, signing in and allowing as asked. */
  readonly authorize: (request: AuthorizationRequest, who: SignIn) => Promise<URL>
}

type Cookie = { readonly value: string; readonly path: string }

export type SignIn = { readonly email: string; readonly password?: string }

export type AuthorizationRequest = { readonly url: URL; readonly verifier: string }

export function authorizationRequest(
  { issuer }: Pick<Cluster, 'issuer'>,
  clientId: string,
  over: Record<string, string> = {},
): AuthorizationRequest {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL('/authorize', issuer)
  url.search = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile email photos:read',
    state: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...over,
  }).toString()
  return { url, verifier }
}

/** `reach` is for servers that openapi.yaml does not describe. */
export function newPerson(
  { issuer }: Pick<Cluster, 'issuer'>,
  reach: typeof checkedFetch = checkedFetch,
): Person {
  const cookies = new Map<string, Cookie>()

  const visit = async (to: string | URL, init: RequestInit = {}): Promise<Visit> => {
    const url = new URL(to, issuer)
    const response = await reach(url, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: cookieHeader(cookies, url), ...init.headers },
    })
    keepCookies(cookies, response.headers)
    return { url, status: response.status, headers: response.headers, text: await response.text() }
  }

  const follow = async (to: string | URL, init: RequestInit = {}): Promise<Visit> => {
    let page = await visit(to, init)
    for (let hops = 0; hops < 10; hops += 1) {
      const location = page.headers.get('location')
      if (location === null) return page
      const next = new URL(location, page.url)
      if (next.origin !== new URL(issuer).origin) return { ...page, url: next }
      page = await visit(next)
    }
    throw new Error('too many redirects')
  }

  const posting = (page: Visit, fields: Record<string, string>): RequestInit => ({
    method: 'POST',
    body: new URLSearchParams({ ...hiddenFields(page), ...fields }),
    headers: { origin: new URL(issuer).origin },
  })

  const press = async (page: Visit, fields: Record<string, string>): Promise<Visit> =>
    visit(formAction(page), posting(page, fields))

  const submit = async (page: Visit, fields: Record<string, string>): Promise<Visit> =>
    follow(formAction(page), posting(page, fields))

  const authorize = async ({ url }: AuthorizationRequest, who: SignIn): Promise<URL> => {
    let page = await follow(url)
    for (let steps = 0; steps < 4; steps += 1) {
      if (page.url.origin !== new URL(issuer).origin) return page.url
      page = await submit(page, answerTo(page, who))
    }
    return page.url
  }

  return { cookies, visit, follow, press, submit, authorize }
}

function answerTo(page: Visit, { email, password = testPassword }: SignIn): Record<string, string> {
  if (page.text.includes('name="password"')) return { action: 'sign-in', email, password }
  if (page.text.includes('value="allow"')) return { action: 'allow' }
  throw new Error(`no form to answer: ${page.status} ${page.url.href}\n${page.text}`)
}

function formAction(page: Visit): URL {
  const [, action] = /<form[^>]* action="([^"]+)"/.exec(page.text) ?? []
  if (action === undefined) throw new Error(`no form: ${page.status} ${page.text}`)
  return new URL(plainOf(action), page.url)
}

function hiddenFields(page: Visit): Record<string, string> {
  const found = page.text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...found].map(([, name, value = '']) => [name, plainOf(value)]))
}

function plainOf(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function cookieHeader(cookies: ReadonlyMap<string, Cookie>, url: URL): string {
  return [...cookies]
    .filter(
      ([, { path }]) =>
        path === '/' || url.pathname === path || url.pathname.startsWith(`${path}/`),
    )
    .map(([name, { value }]) => `${name.split('|')[0]}=${value}`)
    .join('; ')
}

function keepCookies(cookies: Map<string, Cookie>, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const [, path = '/'] = /path=([^;]+)/i.exec(line) ?? []
    const isGone = value === '' || /expires=Thu, 01 Jan 1970/i.test(line)
    if (isGone) cookies.delete(`${name}|${path}`)
    else cookies.set(`${name}|${path}`, { value, path })
  }
}
