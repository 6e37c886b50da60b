/** The routes: which verb handles which path, and the response. No rule of OAuth is here. */

import { callPhotoApi } from './call-api.ts'
import { now } from './clock.ts'
import { setSessionCookie } from './cookie.ts'
import { dialogHeaders } from './guards.ts'
import type { Harbor } from './harbor.ts'
import { HomePage } from './home.tsx'
import type { LogoutReceiver } from './logout-notice.ts'
import { messageReply } from './message.tsx'
import type { PhotoApi } from './photo-api.ts'
import { refreshTokens } from './refresh.ts'
import { pageReply, type Reply, seeOther } from './reply.ts'
import { revokeRefreshToken } from './revoke.ts'
import type { Call, Handler, Routes } from './server.ts'
import type { Session } from './sessions.ts'
import { beginSignIn, finishSignIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { stylesheet, stylesheetPath } from './stylesheet.ts'
import { answerStatus, stay } from './watch.ts'
import { LoggedOutPage, WelcomePage } from './welcome.tsx'

type Verb = (harbor: Harbor, session: Session) => Promise<void>

type Machines = Readonly<{ photoApi: PhotoApi; logoutReceiver: LogoutReceiver }>

export function createRoutes(harbor: Harbor, { photoApi, logoutReceiver }: Machines): Routes {
  const press = (verb: Verb, anchor: string): Handler => {
    return async ({ session }) => {
      if (session !== null) await verb(harbor, session)
      return seeOther(`/${anchor}`)
    }
  }
  return new Map<string, Handler>([
    ['GET /', (call) => showHome(harbor, call)],
    ['POST /login', (call) => login(harbor, call)],
    ['GET /callback', (call) => callback(harbor, call)],
    ['POST /call-api', press(callPhotoApi, '#library')],
    ['POST /refresh', press(refreshTokens, '')],
    ['POST /revoke', press(revokeRefreshToken, '')],
    ['POST /logout', (call) => logout(harbor, call)],
    ['GET /logged-out', ({ session }) => pageReply(200, LoggedOutPage({ session }))],
    ['GET /session/status', ({ session }) => answerStatus(harbor, session)],
    ['POST /session/keepalive', ({ session }) => stay(harbor, session)],
    ['GET /api/photos', ({ authorization }) => photoApi(authorization)],
    ['POST /backchannel-logout', ({ body }) => logoutReceiver(harbor, body)],
    [`GET ${stylesheetPath}`, sendStylesheet],
  ])
}

function showHome(harbor: Harbor, { session, url }: Call): Reply {
  const member = session?.member ?? null
  if (session === null || member === null) {
    return pageReply(200, WelcomePage({ session, loginHint: readLoginHint(url) }))
  }
  const reply = pageReply(200, HomePage({ session, member, at: now(), harbor }))
  return { ...reply, headers: { ...reply.headers, ...dialogHeaders(harbor.issuer) } }
}

async function login(harbor: Harbor, call: Call): Promise<Reply> {
  const session = call.session ?? harbor.sessions.begin([])
  const location = await beginSignIn(harbor, session, readLoginHint(call.url))
  return seeOther(location ?? '/', setSessionCookie(session.id))
}

/** A link may name the expected person. Impossible names are ignored. */
function readLoginHint(url: URL): string | null {
  const hint = url.searchParams.get('login_hint')
  return hint !== null && /^[^\p{Cc}]{1,254}$/u.test(hint) ? hint : null
}

async function callback(harbor: Harbor, { session, url }: Call): Promise<Reply> {
  if (session === null) {
    return messageReply(400, {
      title: 'This sign-in was refused',
      text: 'It was not begun in this browser, so nothing was done with it. Please sign in again.',
    })
  }
  await finishSignIn(harbor, session, url)
  return seeOther('/', setSessionCookie(session.id))
}

async function logout(harbor: Harbor, { session }: Call): Promise<Reply> {
  if (session === null) return seeOther('/')
  const { next, location } = await signOut(harbor, session)
  return seeOther(location, setSessionCookie(next.id))
}

function sendStylesheet(): Reply {
  const headers = {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
  }
  return { status: 200, headers, body: stylesheet }
}
