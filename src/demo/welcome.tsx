/** The pages for people who are not signed in: the way in, and the page after signing out. */

import { NoticeBanner, Page, SignInButton } from './page.tsx'
import { pictureUrl, readPicture } from './picture.ts'
import type { Session } from './sessions.ts'
import { ShipLog } from './ship-log.tsx'

const hero = pictureUrl(readPicture('lamplight'))
const harborByNight = pictureUrl(readPicture('blue-hour'))

const stages = [
  {
    title: 'You knock at Parley',
    text: 'You type your password there, never here. We could not read it if we wanted to.',
  },
  {
    title: 'You decide',
    text: 'Parley tells you what we ask for: who you are, your email address, your photos.',
  },
  {
    title: 'You see everything',
    text: 'Back here we open every token we were given and explain it, line by line.',
  },
] as const

type WelcomeProps = Readonly<{ session: Session | null; loginHint: string | null }>

export function WelcomePage({ session, loginHint }: WelcomeProps) {
  return (
    <Page title="Welcome">
      <NoticeBanner notice={session?.notice ?? null} wayBack={(session?.ending ?? null) !== null} />
      <section class="hero">
        <img src={hero} alt="" width="1200" height="800" />
        <div class="hero-text">
          <h1>Your days by the water, kept.</h1>
          <p class="lead">
            Harbor Photos holds your pictures. Who you are is for Parley to say, so there is no
            password to make up here.
          </p>
          <SignInButton label="Sign in with Parley" loginHint={loginHint} />
        </div>
      </section>
      <ol class="stages" aria-label="What happens next">
        {stages.map(({ title, text }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <ShipLog steps={session?.steps ?? []} />
    </Page>
  )
}

/** Parley sends the browser here after signing out. */
export function LoggedOutPage({ session }: { session: Session | null }) {
  return (
    <Page title="Signed out">
      <NoticeBanner notice={session?.notice ?? null} />
      <section class="message">
        <div>
          <h1>You are signed out of Harbor Photos.</h1>
          <p class="lead">
            We forgot your tokens. If you signed out of Parley as well, it will ask who you are the
            next time.
          </p>
          <SignInButton label="Sign in again" />
        </div>
        <img src={harborByNight} alt="" width="1200" height="800" />
      </section>
      <ShipLog steps={session?.steps ?? []} />
    </Page>
  )
}
