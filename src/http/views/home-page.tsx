/** The issuer's own first page: in development where to click, in production a quiet word. */

import type { VNode } from 'preact'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { Sentence } from './sentence.tsx'

export type HomeLink = {
  readonly href: string
  readonly title: string
  readonly description: string
}

export type HomePageProps = PageProps & {
  readonly issuer: string
  /** Where to click, shown in development alone. */
  readonly links: readonly HomeLink[]
}

const text = {
  runs: {
    title: 'Parley is running',
    lead: 'This server signs people in for apps, at {issuer}.',
    links: 'Where to go from here',
  },
  quiet: {
    title: 'This is Parley',
    lead: 'It signs you in to the apps you use.',
    note: 'There is nothing to do on this page. Open the app you want to use, and it brings you here when it needs to.',
  },
}

export function HomePage({ development, issuer, links }: HomePageProps): VNode {
  return development ? <RunningPage issuer={issuer} links={links} /> : <QuietPage />
}

function RunningPage({ issuer, links }: Pick<HomePageProps, 'issuer' | 'links'>): VNode {
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
