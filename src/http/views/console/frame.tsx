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
  readonly lead?: ComponentChildren
  /** What was just done, in words; null when nothing was. */
  readonly done?: string | null
  /** What stands in the way, in words, and what to do about it; null when nothing does. */
  readonly fault?: string | null
  readonly children: ComponentChildren
}

const text = {
  areas: 'Areas of the console',
  overview: 'Overview',
  signedInAs: 'Signed in as',
  account: 'Your account',
}

export function ConsoleFrame(props: FrameProps): VNode {
  const { title, lead, done = null, fault = null, development, children } = props
  return (
    <Page title={title} development={development} wide hasTimes>
      <SideNav {...props} />
      <div class="workspace">
        <div class="heading">
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
        </div>
        {done !== null && (
          <p class="notice good" role="status">
            {done}
          </p>
        )}
        {fault !== null && (
          <p class="alert" role="alert">
            {fault}
          </p>
        )}
        {children}
      </div>
    </Page>
  )
}

function SideNav({ path, areas, operator }: FrameProps): VNode {
  const all = [{ path: '/console', title: text.overview }, ...areas]
  return (
    <nav class="side-nav" aria-label={text.areas}>
      <ul>
        {all.map((area) => (
          <li key={area.path}>
            <a href={area.path} aria-current={area.path === path ? 'page' : undefined}>
              {area.title}
            </a>
          </li>
        ))}
      </ul>
      <p class="who">
        <span class="label">{text.signedInAs}</span>
        <bdi class="name">{operator.email}</bdi>
        <span class="badge">{operator.roles.join(', ')}</span>
        <a href="/account/sessions">{text.account}</a>
      </p>
    </nav>
  )
}
