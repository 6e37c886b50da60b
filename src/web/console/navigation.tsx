/**
 * The way between the areas of the console. On a desk it stands at the side; on a phone it is a
 * popover, which a button opens without script.
 */

import type { VNode } from 'preact'
import { type Area, grouped, overview } from './areas.ts'

type NavigationProps = {
  readonly path: string
  readonly areas: readonly Area[]
  readonly operator: { readonly email: string; readonly roles: readonly string[] }
}

const menu = 'areas'

const text = {
  areas: 'Areas of the console',
  menu: 'Menu',
  close: 'Close',
  signedInAs: 'Signed in as',
  account: 'Your account',
  signOut: 'Sign out',
}

export function MenuButton(): VNode {
  return (
    <button class="button small menu-button" type="button" popovertarget={menu}>
      {text.menu}
    </button>
  )
}

export function Navigation({ path, areas, operator }: NavigationProps): VNode {
  return (
    <nav class="side-nav" id={menu} aria-label={text.areas} popover="auto">
      <button
        class="button small menu-button"
        type="button"
        popovertarget={menu}
        popovertargetaction="hide"
      >
        {text.close}
      </button>
      <Links areas={[overview]} path={path} />
      {grouped(areas).map((group) => (
        <Links key={group.title} title={group.title} areas={group.areas} path={path} />
      ))}
      <Who operator={operator} />
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

function Who({ operator: { email, roles } }: Pick<NavigationProps, 'operator'>): VNode {
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
