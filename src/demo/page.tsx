/** The frame of every page: head, name, footer. It loads only our own stylesheet. */

import type { ComponentChildren } from 'preact'
import { pictureUrl, readPicture } from './picture.ts'
import type { Notice } from './sessions.ts'
import { stylesheetPath } from './stylesheet.ts'

type PageProps = Readonly<{
  title: string
  /** The signed-in person; null when nobody is signed in. */
  who?: string | null
  children: ComponentChildren
}>

const icon = pictureUrl(readPicture('icon'))

export function Page({ title, who = null, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · Harbor Photos`}</title>
        <link rel="stylesheet" href={stylesheetPath} />
        <link rel="icon" href={icon} />
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/">
            <img src={icon} width="34" height="34" alt="" />
            Harbor Photos
          </a>
          {who !== null && <SignOut who={who} />}
        </header>
        <main>{children}</main>
        <footer>
          Harbor Photos is a demonstration, and no part of Parley: all it knows about you came
          through OAuth 2.0 and OpenID Connect. What it keeps is in memory and gone when it stops.
        </footer>
      </body>
    </html>
  )
}

function SignOut({ who }: { who: string }) {
  return (
    <form class="sign-out" method="post" action="/logout">
      <span class="who">{who}</span>
      <button class="quiet" type="submit">
        Sign out
      </button>
    </form>
  )
}

type BannerProps = Readonly<{ notice: Notice | null; wayBack?: boolean }>

export function NoticeBanner({ notice, wayBack = false }: BannerProps) {
  if (notice === null) return null
  const { tone, title, text } = notice
  const classes = ['notice', tone, ...(wayBack ? ['ended'] : [])].join(' ')
  return (
    <div class={classes} role={tone === 'bad' ? 'alert' : 'status'}>
      <div>
        <strong>{title}</strong>
        <p>{text}</p>
      </div>
      {wayBack && <SignInButton label="Sign in again" />}
    </div>
  )
}

type SignInProps = Readonly<{ label: string; loginHint?: string | null }>

export function SignInButton({ label, loginHint = null }: SignInProps) {
  const query = loginHint === null ? '' : `?login_hint=${encodeURIComponent(loginHint)}`
  return (
    <form method="post" action={`/login${query}`}>
      <button class="button main" type="submit">
        {label}
      </button>
    </form>
  )
}
