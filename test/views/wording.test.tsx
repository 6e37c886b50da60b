/** What single pages say, and what their buttons send. */

import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { ComponentProps } from 'preact'
import { ConsentPage, describeLifetime } from '../../src/http/views/consent-page.tsx'
import { formPostScript, formPostScriptSource } from '../../src/http/views/form-post-page.tsx'
import { LoggedOutPage, LogoutPage } from '../../src/http/views/logout-page.tsx'
import { renderPage } from '../../src/http/views/render.ts'
import { describeScope } from '../../src/http/views/scopes.ts'
import { fill } from '../../src/http/views/sentence.tsx'
import { type SignInError, SignInPage } from '../../src/http/views/sign-in-page.tsx'
import { stylesheet, stylesheetPath } from '../../src/http/views/stylesheet.ts'
import { tagsOf, textOf } from './markup.ts'

const shared = { development: false, clientName: 'PhotoApp', action: '/x', hidden: { csrf: 'c' } }

describe('the sign-in page', () => {
  const show = (error: SignInError | null, loginHint: string | null = null) =>
    renderPage(<SignInPage {...shared} loginHint={loginHint} error={error} />)

  test('says who asks, and that the asker never sees the password', () => {
    const text = textOf(show(null))
    expect(text).toContain('PhotoApp wants you to sign in with Parley.')
    expect(text).toContain('never sees your password')
  })

  test('tells a wrong password and an unknown account apart in nothing', () => {
    const text = textOf(show('credentials', 'anna@example.com'))
    expect(text).toContain('Email or password is wrong.')
    expect(text).not.toMatch(/no account|unknown|does not exist|not found/i)
  })

  test('ties the message to both fields and keeps the address, never the password', () => {
    const html = show('credentials', 'anna@example.com')
    const fields = tagsOf(html).filter((tag) => tag.attributes.has('aria-describedby'))
    expect(fields.map((field) => field.attributes.get('name'))).toEqual(['email', 'password'])
    expect(fields.map((field) => field.attributes.get('value'))).toEqual([
      'anna@example.com',
      undefined,
    ])
    expect(html).toMatch(/<p class="alert" id="sign-in-error" role="alert">/)
    expect(html).toContain('<title>Error: Sign in · Parley</title>')
  })

  test('does not blame the fields when the server is busy', () => {
    expect(show('busy')).not.toContain('aria-invalid')
  })

  test('lets the person cancel without filling in anything', () => {
    const buttons = tagsOf(show(null)).filter((tag) => tag.name === 'button')
    expect(buttons.map((button) => button.attributes.get('value'))).toEqual(['sign-in', 'deny'])
    expect(buttons.map((button) => button.attributes.has('formnovalidate'))).toEqual([false, true])
  })
})

describe('the consent page', () => {
  const scope = (name: string, isNew: boolean) => ({ name, ...describeScope(name), isNew })
  const show = (changes: Partial<ComponentProps<typeof ConsentPage>> = {}) =>
    renderPage(
      <ConsentPage
        {...shared}
        redirectHost="photos.example"
        accountEmail="anna@example.com"
        scopes={[scope('openid', true), scope('photos:read', true)]}
        offline={false}
        lifetime={describeLifetime({ offline: false, days: 90 })}
        {...changes}
      />,
    )

  test('says what, for how long, for whom and where to', () => {
    const text = textOf(show())
    expect(text).toContain('PhotoApp will be able to')
    expect(text).toContain('Recognise you')
    expect(text).toContain('photos:read')
    expect(text).toContain('Until you sign out')
    expect(text).toContain('anna@example.com')
    expect(text).toContain('You will go back to photos.example')
  })

  test('says when access outlives the person being there', () => {
    const lifetime = describeLifetime({ offline: true, days: 90 })
    expect(lifetime).toBe('Until you remove it, up to 90 days, also when you are away')
    expect(textOf(show({ offline: true, lifetime }))).toContain('does not end this access')
    expect(textOf(show())).not.toContain('does not end this access')
  })

  test('marks what is new only beside what was allowed before', () => {
    const mixed = [scope('openid', false), scope('email', true)]
    expect(show({ scopes: mixed }).match(/class="new"/g)).toHaveLength(1)
    expect(show()).not.toContain('class="new"')
  })

  test.each([
    ['https://photoapp.example/about', 'photoapp.example'],
    ['https://рhotoapp.example/', 'xn--hotoapp-pjg.example'],
    ['javascript:alert(1)', null],
    ['not an address', null],
  ])("shows the client's home %s as a host, never as a link", (clientUri, host) => {
    const html = show({ clientUri })
    expect(textOf(html).includes('says its home is')).toBe(host !== null)
    if (host !== null) expect(textOf(html)).toContain(host)
    expect(html).not.toContain('javascript:')
    expect(tagsOf(html).filter((tag) => tag.name === 'a')).toEqual([])
  })

  test('offers another account, allow and deny, each sending its own word', () => {
    const buttons = tagsOf(show()).filter((tag) => tag.name === 'button')
    expect(buttons.map((button) => button.attributes.get('value'))).toEqual([
      'switch-account',
      'allow',
      'deny',
    ])
  })

  test('keeps a name with direction overrides from turning the sentence around it', () => {
    expect(show({ clientName: '\u202egnihsihp' })).toContain(
      '<bdi class="name">\u202egnihsihp</bdi>',
    )
  })
})

describe('the pages of signing out', () => {
  test('the logout page sends the library its word only when the person agrees', () => {
    const html = renderPage(<LogoutPage {...shared} accountEmail="anna@example.com" />)
    expect(html).toMatch(/<button [^>]*name="logout" value="yes"[^>]*>Sign out</)
    expect(html).toMatch(/<button [^>]*name="action" value="stay"[^>]*>Stay signed in</)
  })

  test('the logged-out page tells ending a session, leaving one app and staying apart', () => {
    const show = (isSignedIn: boolean, clientName: string | null) =>
      textOf(renderPage(<LoggedOutPage {...{ development: false, isSignedIn, clientName }} />))
    expect(show(false, null)).toContain('Your session in this browser has ended.')
    expect(show(false, 'PhotoApp')).toContain('Your session in this browser has ended.')
    expect(show(true, 'PhotoApp')).toContain('Your sign-in to PhotoApp has ended.')
    expect(show(true, null)).toContain('Nothing has changed')
  })
})

describe('the texts and the stylesheet', () => {
  test('describe the scopes they know and show the raw name of one they do not', () => {
    for (const scope of ['openid', 'profile', 'email', 'offline_access']) {
      expect(describeScope(scope).title).not.toBe(scope)
    }
    expect(describeScope('photos:read').title).toBe('photos:read')
    expect(describeScope('constructor').title).toBe('constructor')
  })

  test('fill every place, and no place inside a value', () => {
    expect(fill('{client} asks {who}', { client: '{who}', who: 'you' })).toBe('{who} asks you')
  })

  test('load nothing from anywhere', () => {
    expect(stylesheet).not.toMatch(/url\(|@import|@font-face|http/)
  })

  test('have a path that changes with the content', () => {
    const digest = createHash('sha256').update(stylesheet).digest('hex')
    expect(stylesheetPath).toBe(`/assets/parley-${digest.slice(0, 16)}.css`)
  })

  test('use no token that is not defined, and define none that is not used', () => {
    const defined = new Set([...stylesheet.matchAll(/^\s+(--[\w-]+):/gm)].map((each) => each[1]))
    const used = new Set([...stylesheet.matchAll(/var\((--[\w-]+)\)/g)].map((each) => each[1]))
    expect([...used].sort()).toEqual([...defined].sort())
  })

  test('name the exact form-post script by its digest', () => {
    const digest = createHash('sha256').update(formPostScript).digest('base64')
    expect(formPostScriptSource).toBe(`'sha256-${digest}'`)
  })
})
