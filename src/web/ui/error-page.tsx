/**
 * The pages that say what went wrong, and where the person can continue. They link only to this
 * server and to registered apps, never to an address from the request.
 */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { amount } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import { useLook, useWords } from './look.ts'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { Sentence } from './sentence.tsx'

/** Where the person can continue. */
export type WaysOn = {
  /** The email of the person who is signed in; null when nobody is. */
  readonly email: string | null
  /** The apps that the session was used for. */
  readonly applications: readonly { readonly name: string; readonly address: string }[]
  /** False if the browser sent no cookie at all. */
  readonly hasCookies: boolean
}

const nobody: WaysOn = { email: null, applications: [], hasCookies: true }

type FailureProps = PageProps & {
  readonly status: number
  readonly requestId: string
  /** In English, for the support or the developer who helps the person. */
  readonly reason: string
  readonly waysOn?: WaysOn | null
}

type ProblemPageProps = FailureProps & { readonly code: string }

/** `code` is one of our error codes; a code without a text of its own is described by its status. */
export function ProblemPage({ code, ...failure }: ProblemPageProps): VNode {
  const { problems, notFound, ways } = useWords().frame.errors
  if (code === 'not_found') return <ErrorPage {...failure} {...notFound} />
  const known = Object.entries(problems).find(([name]) => name === code)?.[1]
  const other = failure.status < 500 ? problems.request_invalid : problems.unforeseen
  return <ErrorPage {...failure} {...(known ?? other)} way={wayOfCode(code, ways)} />
}

type Way = { readonly address: string; readonly label: string }

/** Without another account, the same sign-in would only be refused again. */
function wayOfCode(code: string, words: Words['frame']['errors']['ways']): Way | null {
  if (code === 'sign_in_too_weak') return { address: '/logout', label: words.signOut }
  if (code === 'sign_in_refused') return { address: '/account', label: words.tryAgain }
  return null
}

type RefusalPageProps = FailureProps & {
  readonly error: string
  /** `step`: a sign-in that cannot continue. `sign_out`: a sign-out page that was used or is too old. */
  readonly at?: 'step' | 'sign_out' | null
}

/** `error` is an OAuth error code. Only two have a text here: the others are sent to the client. */
export function RefusalPage({ error, at = null, ...failure }: RefusalPageProps): VNode {
  const { problems, refusals, ways } = useWords().frame.errors
  if (failure.status < 500 && at !== null) {
    const way = at === 'sign_out' ? { address: '/logout', label: ways.signOut } : null
    return <ErrorPage {...failure} {...problems.interaction_expired} way={way} />
  }
  const words = refusalWords(error, failure.status, refusals)
  return <ErrorPage {...failure} {...words} hint={refusals.hint} />
}

function refusalWords(error: string, status: number, words: Words['frame']['errors']['refusals']) {
  if (status >= 500) return words.failed
  if (error === 'invalid_client' || error === 'invalid_redirect_uri') return words[error]
  return words.refused
}

export type UnavailablePageProps = PageProps & {
  readonly requestId: string
  readonly retryAfterSeconds: number
  readonly waysOn?: WaysOn | null
}

export function UnavailablePage(props: UnavailablePageProps): VNode {
  const { language, words } = useLook()
  const { title, message, hint } = words.frame.errors.unavailable
  const seconds = amount(props.retryAfterSeconds, 'second', language)
  return (
    <ErrorPage
      {...props}
      status={503}
      title={title}
      message={message}
      hint={fill(hint, { seconds })}
    />
  )
}

export type NotFoundPageProps = PageProps & {
  readonly requestId: string
  readonly waysOn?: WaysOn | null
}

export function NotFoundPage(props: NotFoundPageProps): VNode {
  const { notFound } = useWords().frame.errors
  return <ErrorPage {...props} {...notFound} status={404} />
}

type ErrorPageProps = PageProps & {
  readonly title: string
  readonly message: string
  /** In English, for the support or the developer who helps the person; null when there is none. */
  readonly reason?: string | null
  /** The next step for the person. */
  readonly hint: string
  /** The one way that helps; null for those that always do. */
  readonly way?: Way | null
  readonly waysOn?: WaysOn | null
  readonly requestId: string
  readonly status: number
}

function ErrorPage(props: ErrorPageProps): VNode {
  const { errors: text } = useWords().frame
  const { title, message, hint, development } = props
  return (
    <Page title={fill(text.titleOf, { title })} development={development}>
      <Intro>
        <h1>{title}</h1>
        <p class="lead">{message}</p>
      </Intro>
      <Sheet>
        <section>
          <h2>{text.hint}</h2>
          <p>{hint}</p>
          <NextSteps {...props} />
        </section>
        <Details {...props} />
      </Sheet>
    </Page>
  )
}

function NextSteps({ way = null, waysOn }: ErrorPageProps): VNode {
  const { ways: text } = useWords().frame.errors
  const { email, applications, hasCookies } = waysOn ?? nobody
  const account = { address: '/account', label: email === null ? text.signIn : text.account }
  const { address, label } = way ?? account
  return (
    <>
      {!hasCookies && <p>{text.noCookies}</p>}
      {email !== null && (
        <p>
          <Sentence text={text.signedInAs} values={{ email }} />
        </p>
      )}
      <p class="actions">
        {applications.map((application) => (
          <a key={application.address} class="button" href={application.address}>
            <Sentence text={text.application} values={{ client: application.name }} />
          </a>
        ))}
        <a class="button" href={address}>
          {label}
        </a>
      </p>
    </>
  )
}

function Details({ reason = null, status, requestId }: ErrorPageProps): VNode {
  const { errors: text } = useWords().frame
  return (
    <section>
      <h2 class="label">{text.forOperators}</h2>
      <dl class="facts">
        {reason !== null && (
          <div>
            <dt>{text.reason}</dt>
            <dd lang="en">{reason}</dd>
          </div>
        )}
        <div>
          <dt>{text.status}</dt>
          <dd>{status}</dd>
        </div>
        <div>
          <dt>{text.request}</dt>
          <dd>
            <code>{requestId}</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}
