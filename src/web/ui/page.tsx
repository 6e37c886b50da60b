/** The frame of every page: head, development banner, masthead, main. Knows no page. */

import type { ComponentChildren, VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { useLook, useWords } from './look.ts'
import { Mark } from './mark.tsx'
import { timesScript } from './scripts.ts'
import { stylesheetPath } from './stylesheet.ts'

/** The props of every page. */
export type PageProps = { readonly development: boolean }

type FrameProps = PageProps & {
  readonly title: string
  /** For a page without a sheet: the logo fills its place on a wide screen. */
  readonly alone?: boolean
  /** For a page full of figures: it takes the whole width of a wide screen. */
  readonly wide?: boolean
  /** Loads the script that converts times to the reader's time zone. */
  readonly hasTimes?: boolean
  /** Shown in the masthead beside the name. */
  readonly bar?: ComponentChildren
  /** Shown beside the main part, such as navigation. */
  readonly side?: ComponentChildren
  readonly children: ComponentChildren
}

/** The target of a skip link. */
export const mainId = 'main'

type Children = { readonly children: ComponentChildren }

export function Page(props: FrameProps): VNode {
  const { development, alone = false, wide = false, bar, side, children } = props
  const { language, brand } = useLook()
  return (
    <html lang={language}>
      <Head {...props} />
      <body class={wide ? 'wide' : undefined}>
        {development && <DevelopmentBanner />}
        <header class="masthead">
          <Logo />
          <span>{brand.name}</span>
          {bar}
        </header>
        {side}
        <main id={mainId}>
          {children}
          {alone && <Emblem />}
        </main>
      </body>
    </html>
  )
}

function Head({ title, hasTimes = false }: FrameProps): VNode {
  const { brand, words } = useLook()
  return (
    <head>
      <meta charset="utf-8" />
      <title>{fill(words.frame.titleOf, { title })}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <link rel="icon" type={brand.logo?.type ?? 'image/svg+xml'} href={brand.iconHref} />
      <link rel="stylesheet" href={stylesheetPath} />
      {brand.style !== null && <link rel="stylesheet" href={brand.style.path} />}
      {hasTimes && <script type="module" src={timesScript} />}
    </head>
  )
}

/** The heading of a page and the text under it. */
export function Intro({ children }: Children): VNode {
  return <div class="intro">{children}</div>
}

/** The working part of a page: a form, a choice, facts. */
export function Sheet({ children }: Children): VNode {
  return <div class="sheet">{children}</div>
}

function Emblem(): VNode {
  return (
    <div class="emblem">
      <Logo />
    </div>
  )
}

/** Decoration only: the masthead has the name as text. */
function Logo(): VNode {
  const { logo } = useLook().brand
  return logo === null ? <Mark /> : <img class="logo" src={logo.path} alt="" />
}

function DevelopmentBanner(): VNode {
  const { banner, bannerLabel } = useWords().frame
  return (
    <aside class="development" aria-label={bannerLabel}>
      <p>{banner}</p>
    </aside>
  )
}
