/** The page that tells a person why a session is over, and what to make of it. */

import type { VNode } from 'preact'
import type { EndReason } from '../../model/session.ts'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'

export type EndedPageProps = PageProps & {
  readonly reason: EndReason
  readonly when: Date
  /** A path on this server; null where signing in again makes no sense. */
  readonly signInHref: string | null
}

const text = {
  when: 'Ended',
  signIn: 'Sign in again',
  reasons: {
    logout: {
      title: 'You are signed out',
      message: 'You signed out, and the session ended.',
    },
    idle_timeout: {
      title: 'You have been logged out: nothing happened for a while',
      message: 'A session that nobody uses ends by itself, so that nobody else can use it.',
    },
    absolute_timeout: {
      title: 'You have been logged out: the session reached its end',
      message: 'Every session has a longest time. After it, you sign in once more.',
    },
    evicted: {
      title: 'You have been logged out: new login detected',
      message:
        'Your account signed in somewhere else, and that session took the place of this one. If it was not you, someone else may know your password.',
    },
    revoked: {
      title: 'You have been logged out: the session was ended',
      message: 'You ended it from another place, or the people who run this service did.',
    },
    binding_mismatch: {
      title: 'You have been logged out: this device looks different',
      message:
        'The session was tied to the device, the browser or the network it began with, and one of them has changed.',
    },
    refresh_reuse: {
      title: 'You have been logged out for your safety',
      message:
        'A one-time key of this session was used twice. Someone may have copied it, so the session was ended everywhere.',
    },
    account_disabled: {
      title: 'You have been logged out: the account is disabled',
      message: 'Ask the people who run this service if you did not expect that.',
    },
    credential_changed: {
      title: 'You have been logged out: your sign-in details changed',
      message:
        'Sign in with the new ones. If it was not you who changed them, tell the people who run this service.',
    },
  } satisfies Record<EndReason, { title: string; message: string }>,
}

/** UTC, and says so: the server does not know the person's time zone. */
const moment = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
})

export function EndedPage({ reason, when, signInHref, development }: EndedPageProps): VNode {
  const { title, message } = text.reasons[reason]
  return (
    <Page title={title} development={development}>
      <Intro>
        <h1>{title}</h1>
        <p class="lead">{message}</p>
      </Intro>
      <Sheet>
        <dl class="facts">
          <div>
            <dt>{text.when}</dt>
            <dd>
              <time datetime={when.toISOString()}>{`${moment.format(when)} UTC`}</time>
            </dd>
          </div>
        </dl>
        {signInHref !== null && (
          <div class="actions">
            <a class="button primary" href={signInHref}>
              {text.signIn}
            </a>
          </div>
        )}
      </Sheet>
    </Page>
  )
}
