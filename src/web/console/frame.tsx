/** The frame of the console: who operates, with which role, where they are and what else there is. */

import type { ComponentChildren, VNode } from 'preact'
import { mainId, Page, type PageProps } from '../ui/page.tsx'
import { type Area, areaOf, overview } from './areas.ts'
import { MenuButton, Navigation } from './navigation.tsx'

export type ConsoleFrameProps = PageProps & {
  readonly operator: { readonly email: string; readonly roles: readonly string[] }
  readonly areas: readonly Area[]
}

type FrameProps = ConsoleFrameProps & {
  /** Of the area that is open; `/console` is the overview. */
  readonly path: string
  /** Of another title than its area's: a page of one thing, with a way back to the area. */
  readonly title: string
  readonly lead?: ComponentChildren
  /** What was just done, in words; null when nothing was. */
  readonly done?: string | null
  /** What stands in the way, in words, and what to do about it; null when nothing does. */
  readonly fault?: string | null
  readonly children: ComponentChildren
}

const text = { console: 'Console', skip: 'Skip to the content' }

export function ConsoleFrame(props: FrameProps): VNode {
  const { title, lead, done = null, fault = null, development, children } = props
  return (
    <Page
      title={title}
      development={development}
      wide
      hasTimes
      bar={<Bar />}
      side={<Navigation {...props} />}
    >
      <div class="workspace">
        <div class="heading">
          <Back {...props} />
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

function Bar(): VNode {
  return (
    <>
      <span class="product">{text.console}</span>
      <a class="skip" href={`#${mainId}`}>
        {text.skip}
      </a>
      <MenuButton />
    </>
  )
}

function Back({ path, title, areas }: FrameProps): VNode | null {
  const area = path === overview.path ? overview : areaOf(path, areas)
  if (area.title === title) return null
  return (
    <a class="back" href={area.path}>
      {area.title}
    </a>
  )
}
