/** Where Parley sends the browser after signing out. */

import { NoticeBanner, Page, SignInButton } from './page.tsx'
import { drawPicture } from './picture.tsx'
import { pictureUrl } from './picture-url.ts'
import { blueHour } from './scenes.ts'
import type { Session } from './sessions.ts'
import { ShipLog } from './ship-log.tsx'

const picture = pictureUrl(drawPicture(blueHour))

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
        <img src={picture} alt="" width="1200" height="800" />
      </section>
      <ShipLog steps={session?.steps ?? []} />
    </Page>
  )
}
