/** The page that asks whether an application may do what it wants, for how long, and where next. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { amount } from '../../i18n/moment.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { type Look, useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { Meeting } from './meeting.tsx'

export type ConsentScope = {
  readonly name: string
  readonly title: string
  readonly description: string
  /** False when the account already allowed it to this client. */
  readonly isNew: boolean
}

export type ConsentPageProps = PageProps & {
  readonly clientName: string
  /** The client's own home page; only its host is shown, and it is never a link. */
  readonly clientUri?: string | undefined
  readonly redirectHost: string
  readonly accountEmail: string
  readonly scopes: readonly ConsentScope[]
  /** Completes "For how long", see describeLifetime. */
  readonly lifetime: string
  /** Whether access goes on while the person is away. */
  readonly offline: boolean
  readonly action: string
  readonly hidden: Hidden
}

/** `days` is how long the grant can live at most; only an offline grant outlives the sign-out. */
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
  const home = hostOf(clientUri)
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
          <Answers />
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
        <bdi class="name">{email}</bdi>
      </p>
      <button class="button quiet" type="submit" name="action" value="switch-account">
        {text.otherAccount}
      </button>
    </div>
  )
}

/** "New" only means something beside what was allowed before. */
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
 * Neither button has an id or the focus: another site could open this page at `#id` while the
 * person holds the Enter key down, and the press would land on Allow.
 */
function Answers(): VNode {
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

/** As the URL parser writes it: letters that only look Latin show as `xn--…`. */
function hostOf(uri: string | undefined): string | null {
  return uri === undefined ? null : URL.parse(uri)?.host || null
}
