/** The frame of the console: who operates, with which role, where they are and what else there is. */

import type { ComponentChildren, VNode } from 'preact'
import { Page, type PageProps } from '../page.tsx'
import type { Area } from './areas.ts'

export type ConsoleFrameProps = PageProps & {
  readonly operator: { readonly email: string; readonly roles: readonly string[] }
  readonly areas: readonly Area[]
}

type FrameProps = ConsoleFrameProps & {
  /** Of the area that is open; `/console` is the overview. */
  readonly path: string
  readonly title: string
  readonly lead?: string
  /** What was just done, in words; null when nothing was. */
  readonly done?: string | null
  readonly children: ComponentChildren
}

const text = {
  areas: 'Areas of the console',
  overview: 'Overview',
  signedInAs: 'Signed in as',
  account: 'Your account',
}

export function ConsoleFrame(props: FrameProps): VNode {
  const { path, title, lead, done = null, operator, areas, development, children } = props
  const overview = { path: '/console', title: text.overview }
  return (
    <Page title={title} development={development}>
      <div class="console">
        <nav class="side-nav" aria-label={text.areas}>
          <ul>
            {[overview, ...areas].map((area) => (
              <li key={area.path}>
                <a href={area.path} aria-current={area.path === path ? 'page' : undefined}>
                  {area.title}
                </a>
              </li>
            ))}
          </ul>
          <p class="who">
            <span class="label">{text.signedInAs}</span> <bdi class="name">{operator.email}</bdi>{' '}
            <span class="badge">{operator.roles.join(', ')}</span>{' '}
            <a href="/account/sessions">{text.account}</a>
          </p>
        </nav>
        <div class="console-main">
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {done !== null && (
            <p class="notice" role="status">
              {done}
            </p>
          )}
          {children}
        </div>
      </div>
    </Page>
  )
}
