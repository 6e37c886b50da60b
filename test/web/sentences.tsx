/** Pages that differ from the samples by one text: together they use every text. */

import type { VNode } from 'preact'
import { english } from '../../src/i18n/en/words.ts'
import { activityTypes } from '../../src/model/activity.ts'
import { passwordFaults } from '../../src/model/password.ts'
import { endReasons } from '../../src/model/session.ts'
import { AccountActivityPage } from '../../src/web/account/activity.tsx'
import { AccountSecurityPage } from '../../src/web/account/security.tsx'
import { DevelopmentMailPage } from '../../src/web/development-mail.tsx'
import { ConsentPage, describeLifetime } from '../../src/web/sign-in/consent.tsx'
import { LinkEndPage } from '../../src/web/sign-in/mailed-link.tsx'
import { FormPostPage, LogoutPage } from '../../src/web/sign-in/protocol-pages.tsx'
import { RegisterPage } from '../../src/web/sign-in/registration.tsx'
import { SignInPage } from '../../src/web/sign-in/sign-in.tsx'
import { TooManyPage } from '../../src/web/sign-in/too-many.tsx'
import { ProblemPage, RefusalPage } from '../../src/web/ui/error-page.tsx'
import type { Look } from '../../src/web/ui/look.ts'
import type { Text } from './samples.tsx'

type Asked = { readonly look: Look; readonly text: Text }

const at = new Date('2026-11-14T20:15:07Z')

export function sentencePages(asked: Asked): readonly VNode[] {
  return [
    ...signIns(asked),
    ...tooMany(asked),
    ...problems(asked),
    ...faults(asked),
    activity(asked),
    security(asked),
    logout(asked),
    ...consents(asked),
    <LinkEndPage key="dead" development={false} end="dead" next="/forgot" />,
    <FormPostPage key="app" development={false} action="app:back" fields={{}} />,
    ...mails(asked),
  ]
}

function signIns({ text }: Asked): readonly VNode[] {
  const props = {
    development: true,
    clientName: text('PhotoApp'),
    action: '/x',
    hidden: {},
    loginHint: null,
    error: null,
    ended: null,
    hasChanged: false,
    again: null,
  }
  const kinds = ['too_old', 'too_weak'] as const
  const errors = ['credentials', 'missing', 'busy', 'throttled'] as const
  const ways = { register: null, forgot: '/forgot' }
  return [
    ...endReasons.map((ended) => <SignInPage key={ended} {...props} ended={ended} />),
    ...errors.map((error) => <SignInPage key={error} {...props} error={error} />),
    <SignInPage key="reset" {...props} error="throttled" waitSeconds={200} ways={ways} />,
    ...kinds.flatMap((kind) =>
      [null, text('transfers')].map((scope) => (
        <SignInPage key={kind} {...props} again={{ kind, scope }} />
      )),
    ),
    <SignInPage key="done" {...props} done="password_set" />,
  ]
}

function tooMany({ text }: Asked): readonly VNode[] {
  const one = { device: text('Firefox'), network: null, since: at, lastSeen: at }
  const props = { development: false, clientName: text('PhotoApp'), action: '/x', hidden: {} }
  return [1, 2].flatMap((limit) => {
    const devices = Array.from({ length: limit }, (_, index) => ({ ...one, id: `${index}` }))
    return [true, false].map((mayEnd) => (
      <TooManyPage key={limit} {...{ ...props, limit, mayEnd, devices }} />
    ))
  })
}

function problems({ text }: Asked): readonly VNode[] {
  const shown = { development: false, requestId: text('id'), reason: text('reason') }
  const refusals = ['invalid_client', 'invalid_redirect_uri', 'invalid_request']
  return [
    ...[...Object.keys(english.frame.errors.problems), 'not_found', 'token_missing'].map((code) => (
      <ProblemPage key={code} {...shown} code={code} status={400} />
    )),
    ...refusals.map((error) => <RefusalPage key={error} {...shown} error={error} status={400} />),
    <RefusalPage key="failed" {...shown} error="server_error" status={500} />,
    <ProblemPage
      key="signed in"
      {...shown}
      code="interaction_expired"
      status={400}
      waysOn={{
        email: text('anna@example.com'),
        applications: [{ name: text('PhotoApp'), address: '/app' }],
        hasCookies: false,
      }}
    />,
  ]
}

function faults({ text }: Asked): readonly VNode[] {
  const own = ['email', 'name', 'mismatch', 'same', ...keysOf(passwordFaults)] as const
  const props = { development: false, clientName: text('PhotoApp'), action: '/x', signIn: '/y' }
  return own.map((fault) => <RegisterPage key={fault} {...props} name="" email="" fault={fault} />)
}

function keysOf<T extends object>(faulty: T): readonly Extract<keyof T, string>[] {
  const keys: Extract<keyof T, string>[] = []
  for (const key in faulty) keys.push(key)
  return keys
}

function activity({ text }: Asked): VNode {
  const facts = { when: at, device: text('Firefox'), network: text('192.0.2.1'), place: null }
  const entry = { ...facts, clientName: text('PhotoApp'), reason: null }
  const ended = { ...entry, type: 'session.ended' } as const
  const activities = [
    ...activityTypes.map((type) => ({ ...entry, id: type, type })),
    ...endReasons.map((reason) => ({ ...ended, id: reason, reason })),
  ]
  const props = { development: false, accountEmail: text('anna@example.com') }
  return <AccountActivityPage {...props} activities={activities} newest="/n" older="/o" />
}

function security({ text }: Asked): VNode {
  const props = { development: false, accountEmail: text('anna@example.com'), formAction: '/x' }
  const state = { passwordSince: at, isFresh: true, fault: null }
  return <AccountSecurityPage {...props} {...state} notice="changed" />
}

function logout({ text }: Asked): VNode {
  const props = { development: false, action: '/x', hidden: {} }
  return <LogoutPage {...props} accountEmail={text('anna')} clientName={null} />
}

function consents({ text, look }: Asked): readonly VNode[] {
  const names = { clientName: text('PhotoApp'), redirectHost: text('photos.example') }
  const props = { ...names, development: false, accountEmail: text('anna'), action: '/x' }
  return [true, false].map((offline) => (
    <ConsentPage
      key={String(offline)}
      {...props}
      hidden={{}}
      scopes={[]}
      offline={offline}
      lifetime={describeLifetime(look, { offline, days: 90 })}
    />
  ))
}

function mails({ text, look }: Asked): readonly VNode[] {
  const letter = {
    language: look.language,
    to: text('anna@example.com'),
    subject: text('a subject'),
    paragraphs: [text('a paragraph')],
    link: null,
    closing: text('a closing'),
    at,
  }
  return [
    <DevelopmentMailPage key="none" letters={[]} />,
    <DevelopmentMailPage key="one" letters={[letter]} />,
  ]
}
