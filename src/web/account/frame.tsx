/** The frame of the account pages: tabs, account name, and a notice after a change. */

import type { ComponentChildren, VNode } from 'preact'
import { showEmail } from '../../base/email-domain.ts'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { SessionDialog } from '../ui/session-dialog.tsx'

export type AccountPageProps = PageProps & {
  readonly accountEmail: string
  /** The address that the page's forms post to. */
  readonly formAction: string
}

type Place = (typeof places)[number]

type FrameProps = Omit<AccountPageProps, 'formAction'> & {
  readonly place: Place
  readonly title: string
  readonly lead: string
  readonly note: string
  /** The text of the notice after a change; null without one. */
  readonly done: string | null
  readonly children: ComponentChildren
}

const places = ['sessions', 'applications', 'security', 'activity'] as const

const pathOf = (place: Place) => `/account/${place}` as const

export function AccountFrame(props: FrameProps): VNode {
  const { signedInAs } = useWords().steps
  const { place, title, lead, note, done, accountEmail, development, children } = props
  return (
    <Page title={title} development={development} hasTimes>
      <Intro>
        <Places place={place} />
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        <p class="note">{note}</p>
      </Intro>
      <Sheet>
        {done !== null && (
          <p class="notice" role="status">
            {done}
          </p>
        )}
        <p class="who owner">
          <span class="label">{signedInAs}</span>
          <bdi class="name">{showEmail(accountEmail)}</bdi>
        </p>
        {children}
      </Sheet>
      <SessionDialog signInPath={pathOf(place)} />
    </Page>
  )
}

function Places({ place }: Pick<FrameProps, 'place'>): VNode {
  const { yours, places: titles } = useWords().account
  return (
    <nav class="tabs" aria-label={yours}>
      <ul>
        {places.map((each) => (
          <li key={each}>
            <a href={pathOf(each)} aria-current={each === place ? 'page' : undefined}>
              {titles[each]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
