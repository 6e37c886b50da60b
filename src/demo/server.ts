/** The HTTP listener of the demo, on plain node:http: guards and a route table. No rule of OAuth. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { readSessionCookie } from './cookie.ts'
import { isOwnHost, isOwnPost, securityHeaders } from './guards.ts'
import type { Harbor } from './harbor.ts'
import { messageReply } from './message.tsx'
import { type Reply, seeOther } from './reply.ts'
import type { Session } from './sessions.ts'

export type Call = Readonly<{
  url: URL
  session: Session | null
  authorization: string | null
  /** Empty, except for posts of other servers. */
  body: string
}>

export type Handler = (call: Call) => Reply | Promise<Reply>

/** Keyed by method and path, as in `GET /callback`. */
export type Routes = ReadonlyMap<string, Handler>

/** Posts from a server, which has no Origin and authenticates itself with a signed token. */
const serverPosts: ReadonlySet<string> = new Set(['POST /backchannel-logout'])

/** Our forms have no fields, and a logout token is shorter than this. */
const mostBodyBytes = 4_096

export function createListener(harbor: Harbor, routes: Routes): RequestListener {
  return (request, response) => {
    void respond({ harbor, routes, request }, response)
  }
}

type Exchange = Readonly<{ harbor: Harbor; routes: Routes; request: IncomingMessage }>

/** An error that reaches this is a bug: the log gets its stack, the person only an apology. */
async function respond(exchange: Exchange, response: ServerResponse): Promise<void> {
  const { harbor, request } = exchange
  const reply = await answer(exchange).catch((error: unknown) => {
    harbor.log.error({ stack: error instanceof Error ? error.stack : null }, 'demo: a bug')
    const text = 'Something went wrong on our side. Please try again.'
    return messageReply(500, { title: 'That was our fault', text })
  })
  response.writeHead(reply.status, { ...securityHeaders(harbor.issuer), ...reply.headers })
  response.end(request.method === 'HEAD' ? undefined : reply.body)
}

async function answer({ harbor, routes, request }: Exchange): Promise<Reply> {
  const { headers, url: path = '' } = request
  const url = parseTarget(path, harbor.url)
  if (url === null) {
    return messageReply(400, { title: 'No such address', text: 'Try the front page.' })
  }
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
  if (!isOwnHost(headers, harbor.url)) return misdirected(method, url)

  const route = `${method} ${url.pathname}`
  const handler = routes.get(route)
  if (handler === undefined) return unrouted(routes, url)
  const isWelcome = method === 'GET' || serverPosts.has(route) || isOwnPost(headers, harbor.url)
  return isWelcome ? call(handler, { harbor, request, url }) : foreignPost()
}

type Target = Readonly<{ harbor: Harbor; request: IncomingMessage; url: URL }>

async function call(handler: Handler, { harbor, request, url }: Target): Promise<Reply> {
  const body = await readShort(request)
  if (body === null) return tooMuch()
  const { cookie, authorization = null } = request.headers
  const session = harbor.sessions.find(readSessionCookie(cookie))
  return handler({ url, session, body, authorization })
}

/** Only a path: `//elsewhere/callback` would otherwise become the URL of another host. */
function parseTarget(target: string, base: string): URL | null {
  if (!/^\/(?![/\\])/.test(target) || !URL.canParse(target, base)) return null
  return new URL(target, base)
}

function misdirected(method: string, url: URL): Reply {
  if (method === 'GET') return seeOther(url.href)
  return messageReply(421, {
    title: 'Wrong address',
    text: `Harbor Photos lives at ${url.origin}.`,
  })
}

function unrouted(routes: Routes, url: URL): Reply {
  const allowed = ['GET', 'POST'].filter((method) => routes.has(`${method} ${url.pathname}`))
  if (allowed.length === 0) {
    return messageReply(404, { title: 'Nothing moored here', text: 'There is no such page.' })
  }
  const text = 'This address is used by the buttons of the front page.'
  const reply = messageReply(405, { title: 'Not this way', text })
  return { ...reply, headers: { ...reply.headers, allow: allowed.join(', ') } }
}

function foreignPost(): Reply {
  const text = 'This request came from another page than ours, so nothing was done.'
  return messageReply(403, { title: 'Not from here', text })
}

function tooMuch(): Reply {
  const reply = messageReply(413, { title: 'Too much', text: 'Our forms are shorter than that.' })
  return { ...reply, headers: { ...reply.headers, connection: 'close' } }
}

/** Null if the body is too long. */
async function readShort(request: IncomingMessage): Promise<string | null> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > mostBodyBytes) return null
  }
  return text
}
