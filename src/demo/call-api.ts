/** Fetches the photos with the access token, like any client of the API. */

import { endHere } from './endings.ts'
import { callTimeout, type Failure, isUnreachable, KnownFailure } from './failures.ts'
import type { Harbor } from './harbor.ts'
import { type Photo, photoAnswer } from './photos.ts'
import type { Session } from './sessions.ts'
import { noteStep, takeStep } from './take-step.ts'

const request = 'API request: GET /api/photos'

export async function callPhotoApi(harbor: Harbor, session: Session): Promise<void> {
  const { member } = session
  if (member === null) return noteNothingToCall(harbor, session)

  const outcome = await takeStep(harbor, session, {
    request,
    act: () => fetchPhotos(harbor.url, member.accessToken),
    describe: (photos) => `The API checked the access token and sent ${photos.length} photos.`,
  })
  if (session.member !== member) return

  if (outcome.kind === 'done') {
    session.photos = outcome.value
    session.notice = null
  } else if (isOver(outcome.failure)) {
    await endHere(harbor, session, 'Session status')
  } else {
    session.photos = null
    const text = `${outcome.failure.sentence} Refresh the tokens and call again.`
    session.notice = { tone: 'bad', title: 'No photos this time', text }
  }
}

/** If only the access token was revoked, a refresh brings another. */
function isOver({ revoked }: Failure): boolean {
  return revoked !== undefined && revoked !== 'token'
}

/** The button may be on a page from before the session ended. */
function noteNothingToCall(harbor: Harbor, session: Session): void {
  if (session.ending === null) return
  const sentence = 'Not sent: there is no access token here any more. Sign in again to get one.'
  noteStep(harbor, session, { request, outcome: 'refused', code: session.ending.reason, sentence })
}

async function fetchPhotos(url: string, accessToken: string): Promise<readonly Photo[]> {
  const response = await send(url, accessToken)
  if (!response.ok) throw refusal(response)
  return photoAnswer.parse(await response.json()).photos
}

async function send(url: string, accessToken: string): Promise<Response> {
  try {
    return await fetch(`${url}/api/photos`, {
      headers: { authorization: `Bearer ${accessToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(callTimeout * 1000),
    })
  } catch (error) {
    if (!isUnreachable(error)) throw error
    const sentence = 'The photo API cannot be reached.'
    throw new KnownFailure({ kind: 'failed', code: 'unreachable', sentence })
  }
}

function refusal(response: Response): KnownFailure {
  const header = response.headers.get('www-authenticate') ?? ''
  const code = header.match(/error="([^"]*)"/)?.[1] ?? `HTTP ${response.status}`
  const reason = header.match(/error_description="([^"]*)"/)?.[1]
  const revoked = header.match(/revoked="([^"]*)"/)?.[1]
  const sentence = `The photo API refused with ${code}${reason === undefined ? '' : `: ${reason}`}.`
  return new KnownFailure({ kind: 'refused', code, sentence, ...(revoked ? { revoked } : {}) })
}
