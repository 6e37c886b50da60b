/** The page of a signed-in person: their name, their photos, every token, and the log. */

import type { Harbor } from './harbor.ts'
import { NoticeBanner, Page } from './page.tsx'
import type { Photo } from './photos.ts'
import { pictureUrl } from './picture.ts'
import { SessionDialog } from './session-dialog.tsx'
import type { Member, RefreshStanding, Session } from './sessions.ts'
import { ShipLog } from './ship-log.tsx'
import { TokenCard } from './token-card.tsx'

type HomeProps = Readonly<{
  session: Session
  member: Member
  at: number
  harbor: Pick<Harbor, 'issuer' | 'consoleUrl'>
}>

export function HomePage({ session, member, at, harbor }: HomeProps) {
  const { idToken, accessToken, refreshStanding } = member
  return (
    <Page title="Your photos" who={member.email ?? member.name ?? 'Signed in'}>
      {refreshStanding === 'ended' && <EndedBanner />}
      <NoticeBanner notice={session.notice} />
      <Greeting member={member} />
      <Library photos={session.photos} />
      {harbor.consoleUrl !== null && <Revoking consoleUrl={harbor.consoleUrl} />}
      <section class="papers" aria-labelledby="papers-title">
        <h2 id="papers-title">Your papers</h2>
        <p class="hint">What Parley gave us about you, opened and explained.</p>
        <div class="columns">
          <RefreshCard member={member} />
          <div class="tokens">
            <TokenCard kind="access" token={accessToken} at={at} />
            <TokenCard kind="id" token={idToken} at={at} />
          </div>
          <ShipLog steps={session.steps} />
        </div>
      </section>
      {isWatched(refreshStanding) && <SessionDialog issuer={harbor.issuer} />}
    </Page>
  )
}

/** If we revoked the token or Parley refused it, the page says so already: no dialog covers it. */
function isWatched(standing: RefreshStanding): boolean {
  return standing === 'good' || standing === 'absent'
}

function EndedBanner() {
  return (
    <NoticeBanner
      notice={{ tone: 'bad', title: 'Parley ended this session', text: ended }}
      wayBack
    />
  )
}

const ended =
  'It refused our refresh token with invalid_grant: the session or the permission behind it is over. We forgot that token.'

/** For people who run Parley and want to try a revocation. */
function Revoking({ consoleUrl }: { consoleUrl: string }) {
  return (
    <aside class="panel revoking" aria-labelledby="revoking-title">
      <h2 id="revoking-title">See it revoked</h2>
      <p>
        An operator ends this session in the console: <a href={consoleUrl}>{consoleUrl}</a>. Then
        call the protected API again: within a second it refuses your access token, and this page
        says so in red.
      </p>
    </aside>
  )
}

function Greeting({ member: { name, email, subject } }: { member: Member }) {
  return (
    <section class="greeting">
      <h1>{name === null ? 'Welcome aboard.' : `Welcome aboard, ${name}.`}</h1>
      <p class="lead">
        Parley vouches for you{email !== null && ` as ${email}`}. To us you are account{' '}
        <code>{subject}</code>.
      </p>
    </section>
  )
}

const frames = ['one', 'two', 'three'] as const

/** Empty frames until the person calls the protected API. */
function Library({ photos }: { photos: readonly Photo[] | null }) {
  return (
    <section class="library" id="library" aria-labelledby="library-title">
      <div class="section-head">
        <div>
          <h2 id="library-title">Your photos</h2>
          <p class="hint">
            {photos === null
              ? 'They are behind an API that lets nobody in without your access token.'
              : `The API checked your access token and sent ${photos.length} photos.`}
          </p>
        </div>
        <form method="post" action="/call-api">
          <button class={photos === null ? 'button main' : 'button'} type="submit">
            Call the protected API
          </button>
        </form>
      </div>
      {photos === null ? <EmptyFrames /> : <Photos photos={photos} />}
    </section>
  )
}

function EmptyFrames() {
  return (
    <div class="photos" aria-hidden="true">
      {frames.map((frame) => (
        <div class="frame" key={frame} />
      ))}
    </div>
  )
}

function Photos({ photos }: { photos: readonly Photo[] }) {
  return (
    <ul class="photos">
      {photos.map(({ id, title, place, taken_on: takenOn, svg }) => (
        <li key={id}>
          <figure>
            <img src={pictureUrl(svg)} width="1200" height="800" alt={`Drawing: ${title}`} />
            <figcaption>
              <span class="title">{title}</span>
              <span>
                {place}, <time dateTime={takenOn}>{takenOn}</time>
              </span>
            </figcaption>
          </figure>
        </li>
      ))}
    </ul>
  )
}

const standings: Readonly<Record<RefreshStanding, { badge: string; text: string }>> = {
  good: {
    badge: 'good',
    text: 'Gets new access tokens without asking you. Every use replaces it; an old one is theft.',
  },
  revoked: {
    badge: 'revoked',
    text: 'We asked Parley to take it back. It is kept here only so that you can see it refused.',
  },
  ended: { badge: 'ended', text: 'Parley refused it for good, so we forgot it.' },
  absent: {
    badge: 'none',
    text: 'Parley gave none. When the access token expires, sign in again.',
  },
}

/** The whole refresh token must never reach a page. */
function RefreshCard({ member }: { member: Member }) {
  const { refreshToken, refreshStanding, refreshCount } = member
  const { badge, text } = standings[refreshStanding]
  return (
    <section class="panel refresh" aria-labelledby="refresh-title">
      <div class="panel-head">
        <h3 id="refresh-title">Refresh token</h3>
        <span class={`badge ${refreshStanding}`}>{badge}</span>
      </div>
      <p class="hint">{text}</p>
      {refreshToken !== null && <p class="stub">{maskToken(refreshToken)}</p>}
      <p class="count">
        <strong>{refreshCount}</strong> {refreshCount === 1 ? 'refresh' : 'refreshes'} since you
        signed in
      </p>
      {refreshToken !== null && <Buttons standing={refreshStanding} />}
    </section>
  )
}

function Buttons({ standing }: { standing: RefreshStanding }) {
  return (
    <div class="buttons">
      <form method="post" action="/refresh">
        <button class="button main" type="submit">
          Refresh tokens
        </button>
      </form>
      {standing === 'good' && (
        <form method="post" action="/revoke">
          <button class="button danger" type="submit">
            Revoke the refresh token
          </button>
        </form>
      )}
    </div>
  )
}

/** Only the ends, and nothing of a short token: a token on a page can be stolen. */
function maskToken(token: string): string {
  const [start, end] = token.length < 40 ? ['', ''] : [token.slice(0, 6), token.slice(-4)]
  return `${start}•••••${end} (${token.length} characters)`
}
