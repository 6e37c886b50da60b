/** A person's browser, as far as signing in needs one: cookies, redirects, forms. */

import { hash } from 'node:crypto'
import { codeVerifier, password, type Ready, redirectUri, signInScope } from './common.ts'
import { type Connection, header, openConnection, type Reply, write } from './connection.ts'

export type Visitor = {
  readonly cookies: string
  /** The path of an authorization request that is answered by a code, now that they signed in. */
  readonly authorize: string
}

const mostSteps = 12

/** From the authorization request through whatever is asked to the client's redirect. */
export async function signIn({ port, web }: Ready, login: string): Promise<Visitor> {
  const authorize = authorizationPath(web.id, login)
  const cookies = new Map<string, string>()
  const connection = await openConnection(port)
  try {
    let reply = await visit({ connection, port, cookies }, { path: authorize })
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const next = nextStep(reply, { login, port })
      if (next === null) return { cookies: cookieHeader(cookies), authorize }
      reply = await visit({ connection, port, cookies }, next)
    }
    throw new Error('signing in never ended')
  } finally {
    connection.close()
  }
}

function authorizationPath(clientId: string, login: string): string {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: signInScope,
    state: 'a-state-of-the-benchmark',
    code_challenge: hash('sha256', codeVerifier, 'base64url'),
    code_challenge_method: 'S256',
    login_hint: login,
  })
  return `/authorize?${query}`
}

type Step = { readonly path: string; readonly form?: string }

type Tab = {
  readonly connection: Connection
  readonly port: number
  readonly cookies: Map<string, string>
}

async function visit({ connection, port, cookies }: Tab, step: Step): Promise<Reply> {
  const cookie = cookieHeader(cookies)
  const headers = { Accept: 'text/html', ...(cookie === '' ? {} : { Cookie: cookie }) }
  const reply = await connection.ask(write({ port, headers, ...step }))
  for (const line of header(reply, 'set-cookie')) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
  return reply
}

/** Null once the browser is sent to the client with a code. */
function nextStep(reply: Reply, { login, port }: { login: string; port: number }): Step | null {
  const [location] = header(reply, 'location')
  if (location?.startsWith(redirectUri)) {
    codeOf(reply)
    return null
  }
  if (location !== undefined) {
    const { pathname, search } = new URL(location, `http://localhost:${port}`)
    return { path: `${pathname}${search}` }
  }
  return filledForm(reply, login)
}

function filledForm({ status, body }: Reply, login: string): Step {
  const [, action] = /<form[^>]* action="([^"]+)"/.exec(body) ?? []
  if (action === undefined) throw new Error(`no form to fill in: ${status}`)
  const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const filled = body.includes('name="password"')
    ? { action: 'sign-in', email: login, password }
    : { action: 'allow' }
  const fields = Object.fromEntries(hidden.map(([, name, value]) => [name, value]))
  const { pathname } = new URL(action, 'http://localhost')
  return { path: pathname, form: new URLSearchParams({ ...fields, ...filled }).toString() }
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** The code in the redirect; anything else is a wrong answer. */
export function codeOf(reply: Reply): string {
  const [, code] = /\r\nlocation: [^\r]*[?&]code=([^&\r]+)/i.exec(reply.head) ?? []
  if (reply.status !== 303 || code === undefined) {
    throw new Error(`no code: ${reply.status} ${reply.head}`)
  }
  return code
}
