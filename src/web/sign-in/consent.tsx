/** The consent page: what an application asks for, for how long, and where the person goes next. */

import type { VNode } from 'preact'
import { showEmail } from '../../base/email-domain.ts'
import { fill } from '../../i18n/fill.ts'
import { amount } from '../../i18n/moment.ts'
import type { Step } from '../../model/step.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { currentLook, type Look, useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { describeScope } from '../ui/scopes.ts'
import { Sentence } from '../ui/sentence.tsx'
import { Meeting } from './meeting.tsx'

const secondsADay = 86_400

export function drawConsent(
  step: Step,
  { development }: { readonly development: boolean },
): string {
  const look = currentLook()
  const offline = step.requestedScopes.includes('offline_access')
  const days = Math.floor(step.offlineSeconds / secondsADay)
  return renderPage(
    <ConsentPage
      development={development}
      clientName={step.clientName}
      redirectHost={redirectHostOf(step.redirectUri)}
      accountEmail={step.accountEmail ?? ''}
      scopes={step.requestedScopes.map((name) => ({
        name,
        ...describeScope(look.words, name),
        isNew: step.newScopes.includes(name),
      }))}
      lifetime={describeLifetime(look, { offline, days })}
      offline={offline}
      action={`/interaction/${step.uid}`}
      hidden={{}}
    />,
  )
}

function redirectHostOf(uri: string): string {
  const parsed = URL.parse(uri)
  return parsed?.host || (parsed?.protocol ?? uri)
}

export type ConsentScope = {
  readonly name: string
  readonly title: string
  readonly description: string
  /** False when the account has already granted it to this client. */
  readonly isNew: boolean
}

export type ConsentPageProps = PageProps & {
  readonly clientName: string
  /** The client's home page. Only its host is shown, and never as a link. */
  readonly clientUri?: string | undefined
  readonly redirectHost: string
  readonly accountEmail: string
  readonly scopes: readonly ConsentScope[]
  readonly lifetime: string
  /** Whether access continues after the person signs out. */
  readonly offline: boolean
  readonly action: string
  readonly hidden: Hidden
}

/** `days` is the longest lifetime of an offline grant; other grants end at sign-out. */
export function describeLifetime(
  { language, words }: Pick<Look, 'language' | 'words'>,
  { offline, days }: Readonly<{ offline: boolean; days: number }>,
): string {
  const { untilRemoved, untilSignOut } = words.steps.consent
  return offline ? fill(untilRemoved, { days: amount(days, 'day', language) }) : untilSignOut
}

export function ConsentPage(props: ConsentPageProps): VNode {
  const { consent: text } = useWords().steps
  const { clientName, clientUri, development } = props
  const values = { client: clientName }
  const home = homeHostOf(clientUri)
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <Meeting name={clientName} />
        <h1>
          <Sentence text={text.heading} values={values} />
        </h1>
        {home !== null && (
          <p class="lead">
            <Sentence text={text.home} values={{ host: home }} />
          </p>
        )}
        <p class="note">
          <Sentence text={text.outcome} values={values} />
        </p>
      </Intro>
      <Sheet>
        <form method="post" action={props.action}>
          <HiddenFields hidden={props.hidden} />
          <AccountRow email={props.accountEmail} />
          <ScopeList clientName={clientName} scopes={props.scopes} />
          <Facts {...props} />
          <Buttons />
        </form>
      </Sheet>
    </Page>
  )
}

function AccountRow({ email }: { readonly email: string }): VNode {
  const { consent: text, signedInAs } = useWords().steps
  return (
    <div class="account">
      <p class="who">
        <span class="label">{signedInAs}</span>
        <bdi class="name">{showEmail(email)}</bdi>
      </p>
      <button class="button quiet" type="submit" name="action" value="switch-account">
        {text.otherAccount}
      </button>
    </div>
  )
}

/** "New" marks a scope only if others were granted before. */
function ScopeList({ clientName, scopes }: Pick<ConsentPageProps, 'clientName' | 'scopes'>): VNode {
  const { consent: text } = useWords().steps
  const mixed = scopes.some((scope) => !scope.isNew)
  return (
    <section>
      <h2>
        <Sentence text={text.scopes} values={{ client: clientName }} />
      </h2>
      <ul class="scopes">
        {scopes.map((scope) => (
          <li key={scope.name}>
            <p class="scope-title">
              {scope.title === scope.name ? <code>{scope.name}</code> : scope.title}
              {mixed && scope.isNew && <span class="new">{text.isNew}</span>}
            </p>
            <p class="scope-description">{scope.description}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Facts({ lifetime, offline, redirectHost }: ConsentPageProps): VNode {
  const { consent: text } = useWords().steps
  return (
    <dl class="facts">
      <div>
        <dt>{text.lifetime}</dt>
        <dd>{lifetime}</dd>
        {offline && <dd class="aside">{text.away}</dd>}
      </div>
      <div>
        <dt>{text.next}</dt>
        <dd>
          <Sentence text={text.nextPlace} values={{ host: redirectHost }} />
        </dd>
      </div>
    </dl>
  )
}

/**
 * Neither button has an id or takes the focus: another site could open this page at `#id` while
 * the person holds the Enter key down, and that would press Allow.
 */
function Buttons(): VNode {
  const { consent: text } = useWords().steps
  return (
    <div class="actions even">
      <button class="button primary settling" type="submit" name="action" value="allow">
        {text.allow}
      </button>
      <button class="button" type="submit" name="action" value="deny">
        {text.deny}
      </button>
    </div>
  )
}

/** The URL parser writes letters that only look Latin as `xn--…`. */
function homeHostOf(uri: string | undefined): string | null {
  return uri === undefined ? null : URL.parse(uri)?.host || null
}
