/** The frame every page stands in: head, development banner, masthead, main. Knows no page. */

import type { ComponentChildren, VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { useLook, useWords } from './look.ts'
import { Mark } from './mark.tsx'
import { timesScript } from './scripts.ts'
import { stylesheetPath } from './stylesheet.ts'

/** What every page takes: whether this server runs for development. */
export type PageProps = { readonly development: boolean }

type FrameProps = PageProps & {
  readonly title: string
  /** True when the page has no sheet: the mark stands in its place where there is room. */
  readonly alone?: boolean
  /** True when the page is full of figures: it takes the whole width of a desk. */
  readonly wide?: boolean
  /** True when it shows times, which a script then puts into the reader's own zone. */
  readonly hasTimes?: boolean
  /** What stands in the masthead beside the name. */
  readonly bar?: ComponentChildren
  /** What stands beside the main part, such as the way to other pages. */
  readonly side?: ComponentChildren
  readonly children: ComponentChildren
}

/** Where a link leads that skips what stands before. */
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
      <Logo />
    </div>
  )
}

/** Decoration, as the mark is: the name stands in the masthead. */
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
