/** The dialog about the session: texts and styles are Harbor's, the script is Parley's. */

import type { ComponentChildren } from 'preact'
import { endReasons } from './endings.ts'
import { SignInButton } from './page.tsx'

/** Without script it stays closed. */
export function SessionDialog({ issuer }: { issuer: string }) {
  return (
    <>
      <dialog class="watch" data-session="/session">
        <Warning when="expiring" title="Still aboard?">
          <p id="expiring-why">
            It has been quiet here. Parley is about to end your session, to keep you safe.
          </p>
          <button class="button main" type="button" data-do="stay">
            Stay signed in
          </button>
          <p class="failed" role="alert" data-failed hidden>
            Parley cannot be reached. Please try again.
          </p>
        </Warning>
        <Warning when="ending" title="Last call">
          <p id="ending-why">
            Your session has lasted as long as it may. Finish what you are doing.
          </p>
          <button class="button main" type="button" data-do="dismiss">
            All right
          </button>
        </Warning>
        <Offline />
        <Ended />
      </dialog>
      <script type="module" src={`${issuer}/session/dialog.js`} />
    </>
  )
}

type WarningProps = Readonly<{
  when: 'expiring' | 'ending'
  title: string
  children: ComponentChildren
}>

function Warning({ when, title, children }: WarningProps) {
  const names = { title: `${when}-title`, left: `${when}-left` }
  return (
    <div
      class="watch-part"
      data-when={when}
      data-labelledby={names.title}
      data-describedby={`${when}-why ${names.left}`}
      hidden
    >
      <p class="hourglass" aria-hidden="true">
        <span data-left />
      </p>
      <h2 id={names.title}>{title}</h2>
      <p class="unseen" id={names.left} aria-live="polite" aria-atomic="true">
        Your session ends in <span data-spoken-left />.
      </p>
      {children}
    </div>
  )
}

function Offline() {
  return (
    <div
      class="watch-part"
      data-when="offline"
      data-labelledby="offline-title"
      data-describedby="offline-why"
      hidden
    >
      <h2 id="offline-title">Parley signed you out</h2>
      <p id="offline-why">
        Your session there is over. You allowed us to look after your photos while you are away, so
        our refresh token stays good until you sign out here.
      </p>
      <button class="button main" type="button" data-do="dismiss">
        All right
      </button>
    </div>
  )
}

function Ended() {
  return (
    <div
      class="watch-part"
      data-when="ended"
      data-labelledby="ended-title"
      data-describedby="ended-why"
      hidden
    >
      <h2 id="ended-title" tabIndex={-1}>
        You were signed out
      </h2>
      <div id="ended-why">
        {Object.entries(endReasons).map(([reason, words]) => (
          <p key={reason} data-reason={reason} hidden>
            {words}
          </p>
        ))}
        <p data-reason="">Your session at Parley is over.</p>
      </div>
      <SignInButton label="Sign in again" />
    </div>
  )
}
