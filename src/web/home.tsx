/** The page at the root and the stylesheet of all pages. The page links to other places only in development. */

import type Router from '@koa/router'
import type { VNode } from 'preact'
import { useWords } from './ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from './ui/page.tsx'
import { renderPage } from './ui/render.ts'
import { Sentence } from './ui/sentence.tsx'
import { stylesheet, stylesheetPath } from './ui/stylesheet.ts'

export type HomeOptions = {
  readonly issuer: string
  readonly development: boolean
  readonly links: readonly HomeLink[]
}

export function homeRoutes(router: Router, options: HomeOptions): void {
  router.get('/', (ctx) => {
    ctx.type = 'html'
    ctx.body = renderPage(<HomePage {...options} />)
  })
  router.get(stylesheetPath, (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable')
    ctx.type = 'css'
    ctx.body = stylesheet
  })
}

export type HomeLink = {
  readonly href: string
  readonly title: string
  readonly description: string
}

export type HomePageProps = PageProps & {
  readonly issuer: string
  /** Shown only in development. */
  readonly links: readonly HomeLink[]
}

export function HomePage({ development, issuer, links }: HomePageProps): VNode {
  return development ? <RunningPage issuer={issuer} links={links} /> : <QuietPage />
}

function RunningPage({ issuer, links }: Pick<HomePageProps, 'issuer' | 'links'>): VNode {
  const { home: text } = useWords().frame
  const hasLinks = links.length > 0
  return (
    <Page title={text.runs.title} development alone={!hasLinks}>
      <Intro>
        <h1>{text.runs.title}</h1>
        <p class="lead">
          <Sentence text={text.runs.lead} values={{ issuer }} />
        </p>
      </Intro>
      {hasLinks && <Places links={links} />}
    </Page>
  )
}

function Places({ links }: Pick<HomePageProps, 'links'>): VNode {
  const { home: text } = useWords().frame
  return (
    <Sheet>
      <h2>{text.runs.links}</h2>
      <ul class="places">
        {links.map(({ href, title, description }) => (
          <li key={href}>
            <a href={href}>{title}</a>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function QuietPage(): VNode {
  const { home: text } = useWords().frame
  return (
    <Page title={text.quiet.title} development={false} alone>
      <Intro>
        <h1>{text.quiet.title}</h1>
        <p class="lead">{text.quiet.lead}</p>
        <p class="note">{text.quiet.note}</p>
      </Intro>
    </Page>
  )
}
