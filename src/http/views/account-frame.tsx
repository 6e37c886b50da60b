/** The frame of the person's own account: where they are in it, whose it is, what was just done. */

import type { ComponentChildren, VNode } from 'preact'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { SessionDialog } from './session-dialog.tsx'

export type AccountPageProps = PageProps & {
  readonly accountEmail: string
  /** Where the forms of the page post to. */
  readonly formAction: string
}

type FrameProps = Omit<AccountPageProps, 'formAction'> & {
  readonly path: (typeof places)[number]['path']
  readonly title: string
  readonly lead: string
  readonly note: string
  /** What was just done, in words; null when nothing was. */
  readonly done: string | null
  readonly children: ComponentChildren
}

const text = {
  places: 'Your account',
  signedInAs: 'Signed in as',
}

const places = [
  { path: '/account/sessions', title: 'Devices' },
  { path: '/account/applications', title: 'Apps' },
  { path: '/account/security', title: 'Security' },
  { path: '/account/activity', title: 'Activity' },
] as const

export function AccountFrame(props: FrameProps): VNode {
  const { path, title, lead, note, done, accountEmail, development, children } = props
  return (
    <Page title={title} development={development}>
      <Intro>
        <Places path={path} />
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
          <span class="label">{text.signedInAs}</span>
          <bdi class="name">{accountEmail}</bdi>
        </p>
        {children}
      </Sheet>
      <SessionDialog signInPath={path} />
    </Page>
  )
}

function Places({ path }: Pick<FrameProps, 'path'>): VNode {
  return (
    <nav class="tabs" aria-label={text.places}>
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a href={place.path} aria-current={place.path === path ? 'page' : undefined}>
              {place.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** One fact in a list of class `traits`; several values stand apart, each in its own direction. */
export function Trait({
  name,
  values,
}: Readonly<{ name: string; values: readonly string[] }>): VNode {
  return (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>
          <bdi>{value}</bdi>
        </dd>
      ))}
    </div>
  )
}
