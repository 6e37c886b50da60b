/** The frame every page stands in: head, development banner, masthead, main. Knows no page. */

import type { ComponentChildren, VNode } from 'preact'
import { iconHref, Mark } from './mark.tsx'
import { stylesheetPath } from './stylesheet.ts'

/** What every page takes: whether this server runs for development. */
export type PageProps = { readonly development: boolean }

type FrameProps = PageProps & {
  readonly title: string
  /** True when the page has no sheet: the mark stands in its place where there is room. */
  readonly alone?: boolean
  /** True when the page is full of figures: it takes the whole width of a desk. */
  readonly wide?: boolean
  readonly children: ComponentChildren
}

type Children = { readonly children: ComponentChildren }

const text = {
  brand: 'Parley',
  titleOf: (title: string) => `${title} · Parley`,
  banner: 'Development mode: do not use with real accounts',
  bannerLabel: 'About this server',
}

export function Page({
  title,
  development,
  alone = false,
  wide = false,
  children,
}: FrameProps): VNode {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>{text.titleOf(title)}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href={iconHref} />
        <link rel="stylesheet" href={stylesheetPath} />
      </head>
      <body class={wide ? 'wide' : undefined}>
        {development && <DevelopmentBanner />}
        <header class="masthead">
          <Mark />
          <span>{text.brand}</span>
        </header>
        <main>
          {children}
          {alone && <Emblem />}
        </main>
      </body>
    </html>
  )
}

/** What the page says: heading and the sentences under it. */
export function Intro({ children }: Children): VNode {
  return <div class="intro">{children}</div>
}

/** What the person does: the form, the choice, the facts. */
export function Sheet({ children }: Children): VNode {
  return <div class="sheet">{children}</div>
}

function Emblem(): VNode {
  return (
    <div class="emblem">
      <Mark />
    </div>
  )
}

function DevelopmentBanner(): VNode {
  return (
    <aside class="development" aria-label={text.bannerLabel}>
      <p>{text.banner}</p>
    </aside>
  )
}
