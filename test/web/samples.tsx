/** One of every page, in every state that looks different. Holds no assertion. */

import type { VNode } from 'preact'
import { AccountActivityPage } from '../../src/web/account/activity.tsx'
import { AccountApplicationsPage } from '../../src/web/account/applications.tsx'
import { AccountSecurityPage } from '../../src/web/account/security.tsx'
import { AccountSessionsPage } from '../../src/web/account/sessions.tsx'
import { AccountGuestPage } from '../../src/web/account/visit.tsx'
import { HomePage } from '../../src/web/home.tsx'
import { ReferencePage } from '../../src/web/reference/reference.tsx'
import { ChooseAccountPage } from '../../src/web/sign-in/choose-account.tsx'
import { ConsentPage, describeLifetime } from '../../src/web/sign-in/consent.tsx'
import { LinkEndPage, MailSentPage } from '../../src/web/sign-in/mailed-link.tsx'
import { FormPostPage, LoggedOutPage, LogoutPage } from '../../src/web/sign-in/protocol-pages.tsx'
import { ForgotPage, ResetPage } from '../../src/web/sign-in/recovery.tsx'
import { ConfirmPage, RegisterPage } from '../../src/web/sign-in/registration.tsx'
import { SignInPage } from '../../src/web/sign-in/sign-in.tsx'
import { TooManyPage } from '../../src/web/sign-in/too-many.tsx'
import { NotFoundPage, RefusalPage, UnavailablePage } from '../../src/web/ui/error-page.tsx'
import { type Look, lookIn } from '../../src/web/ui/look.ts'
import { describeScope } from '../../src/web/ui/scopes.ts'

export type Sample = { readonly name: string; readonly page: VNode }

/** Every string a page takes goes through `text`, so that a test can make it hostile. */
export type Text = (value: string) => string

type SampleOptions = Readonly<{ text?: Text; development?: boolean; look?: Look }>

export function samplePages({
  text = asIs,
  development = false,
  look = lookIn('en'),
}: SampleOptions = {}): Sample[] {
  const shared = { text, development, look }
  return [
    ...signInPages(shared),
    ...tooManyPages(shared),
    chooseAccountPage(shared),
    ...ownPages(shared),
    ...consentPages(shared),
    ...logoutPages(shared),
    ...errorPages(shared),
    ...homePages(shared),
    referencePage(shared),
    ...accountSessionsPages(shared),
    ...accountApplicationsPages(shared),
    ...accountSecurityPages(shared),
    ...accountActivityPages(shared),
    ...registrationPages(shared),
    ...recoveryPages(shared),
    {
      name: 'account, guest',
      page: <AccountGuestPage development={development} signInAddress="/authorize?scope=openid" />,
    },
    {
      name: 'form post',
      page: (
        <FormPostPage
          development={development}
          action="https://photos.example/callback"
          fields={{ code: text('a code'), state: text('a state') }}
        />
      ),
    },
  ]
}

type Shared = Required<SampleOptions>

const asIs: Text = (value) => value

function referencePage({ text, development }: Shared): Sample {
  const name = text('scopes')
  const field = { name, required: true, shape: text('list'), description: text('What it may do.') }
  const operation = {
    id: 'createApiKey',
    method: 'POST',
    path: '/admin/v1/api-keys',
    summary: text('Make an API key'),
    description: text('It is shown once.'),
    scope: text('parley:api_keys.write'),
    parameters: [{ ...field, place: 'header' }],
    body: [field],
    answers: [
      { status: '201', description: text('The key.'), fields: [field], example: text('{ }') },
    ],
    curl: text('curl -X POST'),
  }
  const chapters = [{ name: text('API keys'), operations: [operation] }]
  return {
    name: 'console, the reference of the API',
    page: <ReferencePage development={development} chapters={chapters} />,
  }
}

function signInPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    clientName: text('PhotoApp'),
    action: '/interaction/1/sign-in',
    hidden: { csrf: text('a csrf token') },
    ended: null,
    hasChanged: false,
    again: null,
  }
  const again = { ...props, loginHint: text('anna@example.com') }
  return [
    { name: 'sign in', page: <SignInPage {...props} loginHint={null} error={null} /> },
    { name: 'sign in, wrong', page: <SignInPage {...again} error="credentials" /> },
    { name: 'sign in, busy', page: <SignInPage {...again} error="busy" /> },
    {
      name: 'sign in, evicted',
      page: <SignInPage {...again} error={null} ended="evicted" />,
    },
    {
      name: 'sign in, changed',
      page: <SignInPage {...props} loginHint={null} error={null} hasChanged />,
    },
    {
      name: 'sign in, with a new account',
      page: (
        <SignInPage
          {...again}
          error={null}
          done="account_ready"
          ways={{ register: '/interaction/1/register', forgot: '/interaction/1/forgot' }}
        />
      ),
    },
    {
      name: 'sign in again, for a scope',
      page: (
        <SignInPage
          {...again}
          error={null}
          again={{ kind: 'too_old', scope: text('transfers:write') }}
        />
      ),
    },
    {
      name: 'sign in again, stronger, wrong',
      page: <SignInPage {...again} error="credentials" again={{ kind: 'too_weak', scope: null }} />,
    },
  ]
}

function tooManyPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    clientName: text('PhotoApp'),
    action: '/interaction/1/devices',
    hidden: { csrf: text('a csrf token') },
  }
  const phone = {
    id: text('0198c5b2-7d3a-7c41-b8a4-6d2f3f1f9a10'),
    device: text('Safari on iPhone'),
    network: text('2001:db8:85a3::8a2e:370:7334'),
    since: new Date('2026-11-14T20:15Z'),
    lastSeen: new Date('2026-11-22T09:41Z'),
  }
  const laptop = {
    id: text('0198c5b2-7d3a-7c41-b8a4-6d2f3f1f9a11'),
    device: text('Firefox on Windows'),
    network: text('203.0.113.7'),
    since: new Date('2026-11-01T07:02Z'),
    lastSeen: new Date('2026-11-21T23:58Z'),
  }
  return [
    {
      name: 'too many devices, choose one',
      page: <TooManyPage {...props} limit={2} mayEnd devices={[phone, laptop]} />,
    },
    {
      name: 'too many devices, refused',
      page: (
        <TooManyPage
          {...props}
          limit={1}
          mayEnd={false}
          devices={[{ ...laptop, device: text('Unknown device'), network: null }]}
        />
      ),
    },
  ]
}

/** The steps on the way to the server's own pages. */
function ownPages({ text, development }: Shared): Sample[] {
  const hidden = { csrf: text('a csrf token') }
  const shared = { development, clientName: 'Own', action: '/interaction/1', hidden }
  const signIn = { ...shared, own: 'account', ended: null, hasChanged: false } as const
  const asked = { ...signIn, loginHint: null, error: null }
  const tooMany = { ...shared, own: 'account', devices: [] } as const
  return [
    { name: 'own, account', page: <SignInPage {...asked} again={null} /> },
    { name: 'own, console', page: <SignInPage {...asked} own="console" again={null} /> },
    ...(['too_old', 'too_weak'] as const).map((kind) => ({
      name: `own, ${kind}`,
      page: <SignInPage {...asked} again={{ kind, scope: null }} />,
    })),
    ...[1, 2].flatMap((limit) =>
      [true, false].map((mayEnd) => ({
        name: `too many, own, of ${limit}, ${mayEnd ? 'choose one' : 'refused'}`,
        page: <TooManyPage {...tooMany} limit={limit} mayEnd={mayEnd} />,
      })),
    ),
    {
      name: 'own, choose an account',
      page: <ChooseAccountPage {...shared} own="account" accountEmail={text('anna@example.com')} />,
    },
    {
      name: 'own, register',
      page: <RegisterPage {...shared} own="account" signIn="/x" name="" email="" fault={null} />,
    },
  ]
}

function chooseAccountPage({ text, development }: Shared): Sample {
  return {
    name: 'choose an account',
    page: (
      <ChooseAccountPage
        development={development}
        clientName={text('PhotoApp')}
        accountEmail={text('anna@example.com')}
        action="/interaction/1"
        hidden={{ csrf: text('a csrf token') }}
      />
    ),
  }
}

function consentPages({ text, development, look }: Shared): Sample[] {
  const own = ['openid', 'profile', 'email', 'phone', 'address', 'offline_access']
  const scopes = [...own, text('photos:read')]
  const props = {
    development,
    clientName: text('PhotoApp'),
    clientUri: 'https://photoapp.example/about',
    redirectHost: text('photos.example'),
    accountEmail: text('anna@example.com'),
    action: '/interaction/1/consent',
    hidden: { csrf: text('a csrf token') },
  }
  return [
    {
      name: 'consent, offline',
      page: (
        <ConsentPage
          {...props}
          offline
          lifetime={text(describeLifetime(look, { offline: true, days: 90 }))}
          scopes={scopes.map((name, at) => ({
            name,
            ...describeScope(look.words, name),
            isNew: at > 2,
          }))}
        />
      ),
    },
    {
      name: 'consent, short',
      page: (
        <ConsentPage
          {...props}
          clientUri={undefined}
          offline={false}
          lifetime={text(describeLifetime(look, { offline: false, days: 1 }))}
          scopes={[{ name: 'email', title: text('Title'), description: text('What'), isNew: true }]}
        />
      ),
    },
  ]
}

function logoutPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    accountEmail: text('anna@example.com'),
    action: '/logout/confirm',
    hidden: { xsrf: text('an xsrf token') },
  }
  return [
    { name: 'logout', page: <LogoutPage {...props} clientName={text('PhotoApp')} /> },
    { name: 'logout, no client', page: <LogoutPage {...props} clientName={null} /> },
    {
      name: 'logged out',
      page: <LoggedOutPage development={development} isSignedIn={false} clientName={null} />,
    },
    {
      name: 'logged out of one app',
      page: <LoggedOutPage development={development} isSignedIn clientName={text('PhotoApp')} />,
    },
    {
      name: 'stayed',
      page: <LoggedOutPage development={development} isSignedIn clientName={null} />,
    },
  ]
}

function errorPages({ text, development }: Shared): Sample[] {
  const shared = { development, requestId: text('0198c5b2-7d3a-7c41-b8a4-6d2f3f1f9a10') }
  return [
    {
      name: 'error',
      page: (
        <RefusalPage
          {...shared}
          status={400}
          error="invalid_client"
          reason={text('invalid_client: client is invalid')}
        />
      ),
    },
    { name: 'unavailable', page: <UnavailablePage {...shared} retryAfterSeconds={5} /> },
    { name: 'not found', page: <NotFoundPage {...shared} /> },
  ]
}

function homePages({ text }: Shared): Sample[] {
  const links = [
    {
      href: 'http://localhost:3001/',
      title: text('Demo application'),
      description: text('A real third-party app. Sign in through Parley and see its tokens.'),
    },
    {
      href: '/.well-known/openid-configuration',
      title: text('Discovery document'),
      description: text('What this server offers, for machines.'),
    },
  ]
  const issuer = text('http://localhost:3000')
  return [
    { name: 'home, development', page: <HomePage development issuer={issuer} links={links} /> },
    {
      name: 'home, development, no links',
      page: <HomePage development issuer={issuer} links={[]} />,
    },
    { name: 'home', page: <HomePage development={false} issuer="" links={[]} /> },
  ]
}

function accountSessionsPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    accountEmail: text('anna@example.com'),
    formAction: '/account/sessions',
  }
  const here = {
    id: 'here',
    device: text('Firefox on Windows'),
    isNewDevice: false,
    deviceSince: new Date('2026-10-03T18:30Z'),
    network: text('203.0.113.7'),
    place: text('Berlin, Germany'),
    since: new Date('2026-11-22T09:02Z'),
    lastSeen: new Date('2026-11-22T09:41Z'),
    isThisOne: true,
    isOffline: false,
    applications: [text('PhotoApp'), text('Recipes & Co')],
  }
  const phone = {
    ...here,
    id: text('0198c5b2-7d3a-7c41-b8a4-6d2f3f1f9a10'),
    device: text('Safari on iPhone'),
    isNewDevice: true,
    network: text('2001:db8:85a3::8a2e:370:7334'),
    isThisOne: false,
    applications: [],
  }
  const away = {
    ...phone,
    id: text('0198c5b2-7d3a-7c41-b8a4-6d2f3f1f9a11'),
    device: text('Unknown device'),
    isNewDevice: false,
    deviceSince: null,
    network: null,
    place: null,
    isOffline: true,
    applications: [text('Calendar')],
  }
  return [
    {
      name: 'account, sessions',
      page: <AccountSessionsPage {...props} notice={null} sessions={[here, phone, away]} />,
    },
    {
      name: 'account, one of the sessions ended',
      page: <AccountSessionsPage {...props} notice="ended" sessions={[here, away]} />,
    },
    {
      name: 'account, other sessions ended',
      page: <AccountSessionsPage {...props} notice="others_ended" sessions={[here]} />,
    },
  ]
}

function accountApplicationsPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    accountEmail: text('anna@example.com'),
    formAction: '/account/applications',
  }
  const photos = {
    clientId: text('photo-app'),
    name: text('PhotoApp'),
    since: new Date('2026-11-14T20:15Z'),
    scopes: [
      { name: 'email', title: text('See your email address') },
      { name: 'offline_access', title: text('Keep working while you are away') },
      { name: 'photos:read', title: 'photos:read' },
    ],
  }
  const recipes = { ...photos, clientId: text('recipes'), name: text('Recipes & Co'), scopes: [] }
  return [
    {
      name: 'account, apps',
      page: <AccountApplicationsPage {...props} notice={null} applications={[photos, recipes]} />,
    },
    {
      name: 'account, no apps',
      page: <AccountApplicationsPage {...props} notice="removed" applications={[]} />,
    },
  ]
}

function accountActivityPages({ text, development }: Shared): Sample[] {
  const props = { development, accountEmail: text('anna@example.com') }
  const facts = {
    when: new Date('2026-11-14T20:15Z'),
    device: text('Firefox on Windows'),
    network: text('203.0.113.7'),
    place: null,
  }
  const pages = { newest: null, older: null }
  const activities = [
    { ...facts, id: '3', type: 'session.ended', reason: 'evicted', clientName: null },
    { ...facts, id: '2', type: 'consent.granted', reason: null, clientName: text('PhotoApp') },
    {
      ...facts,
      id: '1',
      type: 'session.begun',
      reason: null,
      clientName: null,
      place: text('Bonn'),
    },
  ] as const
  return [
    {
      name: 'account, activity',
      page: <AccountActivityPage {...props} {...pages} activities={activities} />,
    },
    {
      name: 'account, activity between others',
      page: (
        <AccountActivityPage
          {...props}
          activities={activities}
          newest="/account/activity"
          older="/account/activity?before=1"
        />
      ),
    },
    {
      name: 'account, no activity',
      page: <AccountActivityPage {...props} {...pages} activities={[]} />,
    },
  ]
}

function accountSecurityPages({ text, development }: Shared): Sample[] {
  const props = {
    development,
    accountEmail: text('anna@example.com'),
    formAction: '/account/security',
    passwordSince: new Date('2026-11-14T20:15Z'),
    notice: null,
    fault: null,
  }
  return [
    { name: 'account, security', page: <AccountSecurityPage {...props} isFresh /> },
    {
      name: 'account, security, after a session of someone else',
      page: <AccountSecurityPage {...props} isFresh notice="disowned" />,
    },
    {
      name: 'account, security, wrong password',
      page: <AccountSecurityPage {...props} isFresh fault="wrong_current" />,
    },
    {
      name: 'account, security, signed in long ago',
      page: <AccountSecurityPage {...props} isFresh={false} />,
    },
  ]
}

function registrationPages({ text, development }: Shared): Sample[] {
  const email = text('anna@example.com')
  const register = {
    development,
    clientName: text('PhotoApp'),
    action: '/interaction/1/register',
    signIn: '/interaction/1',
  }
  const confirm = { development, action: '/interaction/1/confirm', token: text('a token'), email }
  return [
    { name: 'register', page: <RegisterPage {...register} name="" email="" fault={null} /> },
    {
      name: 'register, weak password',
      page: <RegisterPage {...register} name={text('Anna')} email={email} fault="common" />,
    },
    {
      name: 'register, mail sent',
      page: (
        <MailSentPage
          {...{ development, email }}
          purpose="register"
          again="/again"
          inbox="/dev/mail"
        />
      ),
    },
    { name: 'confirm', page: <ConfirmPage {...confirm} needsPassword={false} isWrong={false} /> },
    { name: 'confirm, elsewhere', page: <ConfirmPage {...confirm} needsPassword isWrong /> },
    {
      name: 'confirmed elsewhere',
      page: <LinkEndPage development={development} end="confirmed" next="/account" />,
    },
  ]
}

function recoveryPages({ text, development }: Shared): Sample[] {
  const email = text('anna@example.com')
  const forgot = { development, action: '/interaction/1/forgot', signIn: '/interaction/1' }
  const reset = { development, action: '/account/reset', token: text('a token'), email }
  return [
    { name: 'forgot', page: <ForgotPage {...forgot} email="" isInvalid={false} /> },
    { name: 'forgot, no address', page: <ForgotPage {...forgot} email={email} isInvalid /> },
    {
      name: 'forgot, mail sent',
      page: (
        <MailSentPage
          {...{ development, email }}
          purpose="reset"
          again="/again"
          inbox="/dev/mail"
        />
      ),
    },
    { name: 'reset', page: <ResetPage {...reset} fault={null} /> },
    { name: 'reset, weak password', page: <ResetPage {...reset} fault="too_short" /> },
    { name: 'reset, done', page: <LinkEndPage {...{ development }} end="reset" next="/account" /> },
    { name: 'link, dead', page: <LinkEndPage {...{ development }} end="dead" next={null} /> },
  ]
}
