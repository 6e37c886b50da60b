/** What a signed-in person sees: who they are, their photos, every token, and what happened. */

import type { Harbor } from './harbor.ts'
import { Library } from './library.tsx'
import { NoticeBanner, Page } from './page.tsx'
import { RefreshCard } from './refresh-card.tsx'
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

/** Of what we ended ourselves, or were refused, the page tells already: no dialog covers it. */
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

/** Where whoever runs Parley can try it out. */
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
