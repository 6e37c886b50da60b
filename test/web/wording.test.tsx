/** The texts of single pages, and the values that their buttons send. */

import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import type { ComponentProps } from 'preact'
import { fill } from '../../src/i18n/fill.ts'
import { shortMoment } from '../../src/i18n/moment.ts'
import { type EndReason, endReasons } from '../../src/model/session.ts'
import { AccountApplicationsPage } from '../../src/web/account/applications.tsx'
import { type AccountSession, AccountSessionsPage } from '../../src/web/account/sessions.tsx'
import { ConsentPage, describeLifetime } from '../../src/web/sign-in/consent.tsx'
import {
  formPostScript,
  formPostScriptSource,
  LoggedOutPage,
  LogoutPage,
} from '../../src/web/sign-in/protocol-pages.tsx'
import { type SignInAgain, type SignInError, SignInPage } from '../../src/web/sign-in/sign-in.tsx'
import { TooManyPage } from '../../src/web/sign-in/too-many.tsx'
import { lookIn } from '../../src/web/ui/look.ts'
import { renderPage } from '../../src/web/ui/render.ts'
import { describeScope } from '../../src/web/ui/scopes.ts'
import { SessionDialog } from '../../src/web/ui/session-dialog.tsx'
import { stylesheet, stylesheetPath } from '../../src/web/ui/stylesheet.ts'
import { tagsOf, textOf } from './markup.ts'

const look = lookIn('en')
const shared = { development: false, clientName: 'PhotoApp', action: '/x', hidden: { csrf: 'c' } }
const asking = { ...shared, hasChanged: false, again: null }

describe('the sign-in page', () => {
  const show = (error: SignInError | null, loginHint: string | null = null) =>
    renderPage(<SignInPage {...asking} loginHint={loginHint} error={error} ended={null} />)

  test('names the application, and says that it never sees the password', () => {
    const text = textOf(show(null))
    expect(text).toContain('PhotoApp wants you to sign in with Parley.')
    expect(text).toContain('never sees your password')
  })

  test('is the same for a wrong password and an unknown account', () => {
    const text = textOf(show('credentials', 'anna@example.com'))
    expect(text).toContain('Email or password is wrong.')
    expect(text).not.toMatch(/no account|unknown|does not exist|not found/i)
  })

  test('ties the error to both fields and keeps the email, never the password', () => {
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

  test('can be cancelled with empty fields', () => {
    const buttons = tagsOf(show(null)).filter((tag) => tag.name === 'button')
    expect(buttons.map((button) => button.attributes.get('value'))).toEqual(['sign-in', 'deny'])
    expect(buttons.map((button) => button.attributes.has('formnovalidate'))).toEqual([false, true])
  })
})

describe('the sign-in page during a session', () => {
  const show = (again: SignInAgain, error: SignInError | null = null) =>
    renderPage(<SignInPage {...asking} loginHint={null} error={error} ended={null} again={again} />)

  test.each([
    ['too_old', 'transfers:write', 'PhotoApp asks you to sign in again for: transfers:write'],
    ['too_old', null, 'Your sign-in was some time ago. PhotoApp asks you to sign in again.'],
    ['too_weak', 'transfers:write', 'asks for a stronger sign-in for: transfers:write'],
    ['too_weak', null, 'PhotoApp asks for a stronger sign-in.'],
  ] as const)('says why it asks again: %s for %s', (kind, scope, words) => {
    const html = show({ kind, scope })
    expect(textOf(html)).toContain(words)
    expect(html).toContain('<title>Sign in again · Parley</title>')
  })

  test('says so in the title after an error, too', () => {
    const html = show({ kind: 'too_old', scope: null }, 'credentials')
    expect(html).toContain('<title>Error: Sign in again · Parley</title>')
  })
})

describe('the sign-in page after a session has ended', () => {
  const show = (ended: EndReason | null, error: SignInError | null = null) =>
    renderPage(<SignInPage {...asking} loginHint={null} error={error} ended={ended} />)
  const noticeIn = (html: string) => /<p class="notice" role="status">([^<]*)<\/p>/.exec(html)?.[1]

  test.each([
    ['evicted', 'You have been logged out: new login detected'],
    ['idle_timeout', 'without activity'],
    ['absolute_timeout', 'lasted as long as it may'],
    ['revoked', 'from another device or by an operator'],
    ['binding_mismatch', 'your browser or your network changed'],
    ['refresh_reuse', 'used a second time'],
    ['account_disabled', 'your account was disabled'],
    ['credential_changed', 'or your password, changed'],
    ['upgraded', 'ended when you signed in'],
  ] as const)('tells by %s why the person must sign in again', (ended, words) => {
    const html = show(ended)
    expect(noticeIn(html)).toContain(words)
    expect(html.indexOf('class="notice"')).toBeLessThan(html.indexOf('<form'))
  })

  test('has its own text for every reason except logout', () => {
    const notices = endReasons.map((ended) => noticeIn(show(ended)))
    expect(new Set(notices).size).toBe(endReasons.length)
    expect(notices[endReasons.indexOf('logout')]).toBeUndefined()
  })

  test('shows no notice after sign-out or without a session', () => {
    expect(noticeIn(show(null))).toBeUndefined()
    expect(noticeIn(show('logout'))).toBeUndefined()
  })

  test('says what changed when a signed-in person must sign in again', () => {
    const html = renderPage(
      <SignInPage {...asking} hasChanged loginHint={null} error={null} ended={null} />,
    )
    expect(noticeIn(html)).toContain('something changed since: your network or your browser')
  })

  test('shows the alert instead of the notice after an error', () => {
    const html = show('evicted', 'credentials')
    expect(noticeIn(html)).toBeUndefined()
    expect(html).toContain('role="alert"')
  })
})

describe('the page at the session limit', () => {
  const device = (id: string, network: string | null = '203.0.113.7') => ({
    id,
    device: 'Firefox on Windows',
    network,
    since: new Date('2026-11-01T07:02Z'),
    lastSeen: new Date('2026-11-21T23:58Z'),
  })
  const shownOf = (value: string | Date) =>
    typeof value === 'string' ? value : shortMoment(value, 'en')
  const show = (changes: Partial<ComponentProps<typeof TooManyPage>> = {}) =>
    renderPage(
      <TooManyPage
        {...shared}
        limit={2}
        mayEnd
        devices={[device('a'), device('b')]}
        {...changes}
      />,
    )
  const formsOf = (html: string) => html.split('<form').slice(1)
  const sent = (form: string) =>
    tagsOf(form)
      .filter(({ name }) => name === 'input' || name === 'button')
      .map(({ attributes }) => `${attributes.get('name')}=${attributes.get('value')}`)

  test('says how many devices are allowed, and that all are in use', () => {
    expect(textOf(show())).toContain('on 2 devices at once, and all 2 are in use.')
    const one = textOf(show({ limit: 1, devices: [device('a')] }))
    expect(one).toContain('on one device at once, and that one is in use.')
    expect(one).not.toMatch(/one of them|which one/i)
  })

  test('lists every device with its name, address, first and last use', () => {
    const html = show()
    expect(html.match(/<li>/g)).toHaveLength(2)
    for (const { id, ...shown } of [device('a'), device('b')]) {
      for (const value of Object.values(shown)) {
        expect(textOf(html)).toContain(shownOf(value ?? id))
      }
    }
  })

  test('leaves out an unknown address', () => {
    expect(textOf(show())).toContain('Network')
    expect(textOf(show({ devices: [device('a', null)] }))).not.toContain('Network')
  })

  test('gives each device a button with its name and description if one may be ended', () => {
    const buttons = tagsOf(show()).filter(({ attributes }) => attributes.get('name') === 'session')
    expect(buttons.map(({ attributes }) => attributes.get('value'))).toEqual(['a', 'b'])
    const described = buttons.map(({ attributes }) => attributes.get('aria-describedby'))
    expect(described).toEqual(['device-1', 'device-2'])
    for (const { attributes } of buttons) {
      expect(attributes.get('aria-label')).toBe('End this one and go on: Firefox on Windows')
    }
    expect(textOf(show())).toContain('signed out at once, and you do not need your password again')
  })

  test('no form can send two actions', () => {
    const [choice = '', ways = ''] = formsOf(show())
    expect(sent(choice)).toEqual(['csrf=c', 'action=end', 'session=a', 'session=b'])
    expect(sent(ways)).toEqual(['csrf=c', 'action=deny'])
  })

  test('offers only to try again or cancel if none may be ended', () => {
    const html = show({ mayEnd: false })
    expect(formsOf(html).map(sent)).toEqual([['csrf=c', 'action=retry', 'action=deny']])
    expect(textOf(html)).toContain('Sign out on one of them first, then try again')
    expect(textOf(html)).not.toContain('End this one')
  })
})

describe('the consent page', () => {
  const scope = (name: string, isNew: boolean) => ({
    name,
    ...describeScope(look.words, name),
    isNew,
  })
  const show = (changes: Partial<ComponentProps<typeof ConsentPage>> = {}) =>
    renderPage(
      <ConsentPage
        {...shared}
        redirectHost="photos.example"
        accountEmail="anna@example.com"
        scopes={[scope('openid', true), scope('photos:read', true)]}
        offline={false}
        lifetime={describeLifetime(look, { offline: false, days: 90 })}
        {...changes}
      />,
    )

  test('says what is asked, for how long, for which account, and where the person goes next', () => {
    const text = textOf(show())
    expect(text).toContain('PhotoApp will be able to')
    expect(text).toContain('Recognise you')
    expect(text).toContain('photos:read')
    expect(text).toContain('Until you sign out')
    expect(text).toContain('anna@example.com')
    expect(text).toContain('You will go back to photos.example')
  })

  test('says that access continues after sign-out', () => {
    const lifetime = describeLifetime(look, { offline: true, days: 90 })
    expect(lifetime).toBe('Until you remove it, up to 90 days, also when you are away')
    expect(textOf(show({ offline: true, lifetime }))).toContain('does not end this access')
    expect(textOf(show())).not.toContain('does not end this access')
  })

  test('marks new scopes only beside scopes granted before', () => {
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

  test('offers another account, allow and deny, each with its own value', () => {
    const buttons = tagsOf(show()).filter((tag) => tag.name === 'button')
    expect(buttons.map((button) => button.attributes.get('value'))).toEqual([
      'switch-account',
      'allow',
      'deny',
    ])
  })

  test('isolates a name with direction overrides from its sentence', () => {
    expect(show({ clientName: '\u202egnihsihp' })).toContain(
      '<bdi class="name">\u202egnihsihp</bdi>',
    )
  })
})

describe('the sign-out pages', () => {
  test('the logout page sends the library its value only when the person agrees', () => {
    const html = renderPage(<LogoutPage {...shared} accountEmail="anna@example.com" />)
    expect(html).toMatch(/<button [^>]*name="logout" value="yes"[^>]*>Sign out</)
    expect(html).toMatch(/<button [^>]*name="action" value="stay"[^>]*>Stay signed in</)
  })

  test('the logged-out page distinguishes ending a session, leaving one app and staying', () => {
    const show = (isSignedIn: boolean, clientName: string | null) =>
      textOf(renderPage(<LoggedOutPage {...{ development: false, isSignedIn, clientName }} />))
    expect(show(false, null)).toContain('Your session in this browser has ended.')
    expect(show(false, 'PhotoApp')).toContain('Your session in this browser has ended.')
    expect(show(true, 'PhotoApp')).toContain('Your sign-in to PhotoApp has ended.')
    expect(show(true, null)).toContain('Nothing has changed')
  })
})

describe('the account pages', () => {
  const account = { development: false, accountEmail: 'anna@example.com', formAction: '/x' }
  const session = (id: string, changes: Partial<AccountSession> = {}) => ({
    id,
    device: 'Firefox on Windows',
    isNewDevice: false,
    deviceSince: null,
    network: null,
    place: null,
    since: new Date('2026-11-01T07:02Z'),
    lastSeen: new Date('2026-11-21T23:58Z'),
    isThisOne: false,
    isOffline: false,
    applications: ['PhotoApp'],
    ...changes,
  })
  const here = session('a', { isThisOne: true })
  const sessions = (
    listed: ComponentProps<typeof AccountSessionsPage>['sessions'],
    notice: ComponentProps<typeof AccountSessionsPage>['notice'] = null,
  ) => renderPage(<AccountSessionsPage {...account} notice={notice} sessions={listed} />)
  const apps = (count: number, notice: 'removed' | null = null) => {
    const app = { clientId: 'photos', name: 'PhotoApp', since: new Date('2026-11-01'), scopes: [] }
    const applications = count === 0 ? [] : [app]
    return renderPage(<AccountApplicationsPage {...{ ...account, notice, applications }} />)
  }
  const sent = (html: string) =>
    html
      .split('<form')
      .slice(1)
      .map((form) =>
        tagsOf(form)
          .filter(({ attributes }) => attributes.has('name'))
          .map(({ attributes }) => `${attributes.get('name')}=${attributes.get('value')}`),
      )

  test('every other session can be ended, one by one or all at once', () => {
    const html = sessions([here, session('b'), session('c')])
    expect(sent(html)).toEqual([
      ['action=end', 'session=b'],
      ['action=disown', 'session=b'],
      ['action=end', 'session=c'],
      ['action=disown', 'session=c'],
      ['action=end_others'],
    ])
    expect(html.match(/>This device</g)).toHaveLength(1)
    expect(html).toContain('aria-label="Sign out there: Firefox on Windows"')
  })

  test('the only session offers nothing to end', () => {
    expect(sent(sessions([here]))).toEqual([])
  })

  test('a session whose apps keep background access says so', () => {
    const words = 'No longer signed in; its apps go on in the background'
    expect(textOf(sessions([here, session('b', { isOffline: true })]))).toContain(words)
    expect(textOf(sessions([here, session('b')]))).not.toContain(words)
  })

  test('a device shows whether it is new, when it was first seen, and where it was last used', () => {
    const known = { deviceSince: new Date('2026-10-03T18:30Z'), place: 'Berlin, Germany' }
    const told = ['3 Oct 2026, 18:30 UTC', 'Berlin, Germany']
    const text = textOf(sessions([here, session('b', { ...known, isNewDevice: true })]))
    for (const words of ['New device', 'First used', ...told]) expect(text).toContain(words)
    const plain = textOf(sessions([here, session('b')]))
    for (const words of ['New device', 'First used']) expect(plain).not.toContain(words)
  })

  test('removing an app sends its client id, and the page says that access ends at once everywhere', () => {
    expect(sent(apps(1))).toEqual([['client=photos']])
    expect(apps(1)).toContain('aria-label="Remove access: PhotoApp"')
    expect(textOf(apps(1))).toContain('ends it at once, everywhere')
  })

  test('the page without apps says what will appear there', () => {
    expect(sent(apps(0))).toEqual([])
    expect(textOf(apps(0))).toContain('it appears here')
  })

  test('a change is confirmed by a notice, and there is none without a change', () => {
    expect(sessions([here], 'ended')).toMatch(/role="status">Done: that device is signed out/)
    expect(sessions([here], 'others_ended')).toMatch(/role="status">Done: you were signed out/)
    expect(apps(0, 'removed')).toMatch(/role="status">Done: that app has no access/)
    expect(sessions([here]) + apps(1)).not.toContain('role="status"')
  })

  test('each page links to the others and marks itself as current', () => {
    const links = (html: string) =>
      tagsOf(html)
        .filter(({ name }) => name === 'a')
        .slice(0, 3)
        .map(({ attributes }) => [attributes.get('href'), attributes.get('aria-current')])
    const [first, second, third] = [
      '/account/sessions',
      '/account/applications',
      '/account/security',
    ]
    expect(links(sessions([here]))).toEqual([
      [first, 'page'],
      [second, undefined],
      [third, undefined],
    ])
    expect(links(apps(1))).toEqual([
      [first, undefined],
      [second, 'page'],
      [third, undefined],
    ])
  })
})

describe('the dialog about the session', () => {
  const show = () => renderPage(<SessionDialog signInPath="/account/sessions" />)

  test('is closed, with all its parts, until the script opens one', () => {
    const tags = tagsOf(show())
    expect(tags.find(({ name }) => name === 'dialog')?.attributes.has('open')).toBe(false)
    const parts = tags.filter(({ attributes }) => attributes.has('data-when'))
    expect(parts.map(({ attributes }) => attributes.get('data-when'))).toEqual([
      'expiring',
      'ending',
      'ended',
    ])
    expect(parts.every(({ attributes }) => attributes.has('hidden'))).toBe(true)
  })

  test('names and describes each part by elements that exist', () => {
    const tags = tagsOf(show())
    const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? [])
    for (const { attributes } of tags.filter((tag) => tag.attributes.has('data-when'))) {
      const named = `${attributes.get('data-labelledby')} ${attributes.get('data-describedby')}`
      for (const id of named.split(' ')) expect(ids).toContain(id)
    }
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has a text for every reason; sign-out has the general one', () => {
    const reasons = tagsOf(show()).flatMap(({ attributes }) => attributes.get('data-reason') ?? [])
    expect([...reasons].sort()).toEqual(
      ['', ...endReasons.filter((one) => one !== 'logout')].sort(),
    )
    expect(textOf(show())).toContain('new login detected')
  })

  test('announces the time politely, and never the seconds', () => {
    const told = tagsOf(show()).filter(({ attributes }) => attributes.has('aria-live'))
    expect(told.map(({ attributes }) => attributes.get('aria-live'))).toEqual(['polite', 'polite'])
    expect(show()).toMatch(/<span data-left[^>]*aria-hidden="true"/)
  })
})

describe('the texts and the stylesheet', () => {
  test('describe known scopes and show the name of an unknown one', () => {
    for (const scope of ['openid', 'profile', 'email', 'phone', 'address', 'offline_access']) {
      expect(describeScope(look.words, scope).title).not.toBe(scope)
    }
    expect(describeScope(look.words, 'photos:read').title).toBe('photos:read')
    expect(describeScope(look.words, 'constructor').title).toBe('constructor')
  })

  test('fill every placeholder, but none inside a value', () => {
    expect(fill('{client} asks {who}', { client: '{who}', who: 'you' })).toBe('{who} asks you')
  })

  test('load nothing from elsewhere', () => {
    expect(stylesheet).not.toMatch(/url\(|@import|@font-face|http/)
  })

  test('have a path that changes with the content', () => {
    const digest = createHash('sha256').update(stylesheet).digest('hex')
    expect(stylesheetPath).toBe(`/assets/parley-${digest.slice(0, 16)}.css`)
  })

  test('use only tokens that are defined, and define only tokens that are used', () => {
    const defined = new Set([...stylesheet.matchAll(/^(--[\w-]+):/gm)].map((each) => each[1]))
    const used = new Set([...stylesheet.matchAll(/var\((--[\w-]+)\)/g)].map((each) => each[1]))
    expect([...used].sort()).toEqual([...defined].sort())
  })

  test('name the exact form-post script by its digest', () => {
    const digest = createHash('sha256').update(formPostScript).digest('base64')
    expect(formPostScriptSource).toBe(`'sha256-${digest}'`)
  })
})
