/**
 * The frame around every page of the console: heading, messages, and the navigation. On a phone the
 * navigation is a popover that opens without script.
 */

import type { ComponentChildren, VNode } from 'preact'
import { isOperatorRole } from '../../model/operator-role.ts'
import { mainId, Page, type PageProps } from '../ui/page.tsx'
import { type Area, areaOf, areasFor, grouped, overview } from './areas.ts'
import type { ConsoleOptions, Visit } from './visit.ts'

export type ConsoleFrameProps = PageProps & {
  readonly operator: { readonly email: string; readonly roles: readonly string[] }
  readonly areas: readonly Area[]
}

export function frameOf(
  { email, roles, may }: Visit,
  { development }: Pick<ConsoleOptions, 'development'>,
): ConsoleFrameProps {
  const operator = { email, roles: roles.filter(isOperatorRole) }
  return { operator, areas: areasFor(may), development }
}

type FrameProps = ConsoleFrameProps & {
  /** The path of the page's area. */
  readonly path: string
  /** A title other than the area's adds a link back to the area. */
  readonly title: string
  readonly lead?: ComponentChildren
  /** A sentence that confirms the last action. */
  readonly done?: string | null
  /** A sentence that says what went wrong and what to do about it. */
  readonly fault?: string | null
  readonly children: ComponentChildren
}

const text = {
  console: 'Console',
  skip: 'Skip to the content',
  areas: 'Areas of the console',
  menu: 'Menu',
  close: 'Close',
  signedInAs: 'Signed in as',
  account: 'Your account',
  signOut: 'Sign out',
}

const menuId = 'areas'

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

function MenuButton(): VNode {
  return (
    <button class="button small menu-button" type="button" popovertarget={menuId}>
      {text.menu}
    </button>
  )
}

function Navigation({ path, areas, operator }: FrameProps): VNode {
  return (
    <nav class="side-nav" id={menuId} aria-label={text.areas} popover="auto">
      <button
        class="button small menu-button"
        type="button"
        popovertarget={menuId}
        popovertargetaction="hide"
      >
        {text.close}
      </button>
      <Links areas={[overview]} path={path} />
      {grouped(areas).map((group) => (
        <Links key={group.title} title={group.title} areas={group.areas} path={path} />
      ))}
      <Operator operator={operator} />
    </nav>
  )
}

type LinksProps = {
  readonly title?: string
  readonly areas: readonly Pick<Area, 'path' | 'title'>[]
  readonly path: string
}

function Links({ title, areas, path }: LinksProps): VNode {
  return (
    <div>
      {title !== undefined && <p class="label">{title}</p>}
      <ul aria-label={title}>
        {areas.map((area) => (
          <li key={area.path}>
            <a href={area.path} aria-current={area.path === path ? 'page' : undefined}>
              {area.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Operator({ operator: { email, roles } }: Pick<FrameProps, 'operator'>): VNode {
  return (
    <div class="who">
      <p>
        <span class="label">{text.signedInAs}</span>
        <bdi class="name" title={email}>
          {email}
        </bdi>
        <span class="badge">{roles.join(', ')}</span>
      </p>
      <ul>
        <li>
          <a href="/account/sessions">{text.account}</a>
        </li>
        <li>
          <a href="/logout">{text.signOut}</a>
        </li>
      </ul>
    </div>
  )
}
