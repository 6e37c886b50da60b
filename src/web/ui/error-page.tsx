/** The pages that say what went wrong. They link neither to another site nor to the requested address. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { amount } from '../../i18n/moment.ts'
import type { Words } from '../../i18n/words.ts'
import { useLook, useWords } from './look.ts'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'

type FailureProps = PageProps & {
  readonly status: number
  readonly requestId: string
  /** In English, for the support or the developer who helps the person. */
  readonly reason: string
}

type ProblemPageProps = FailureProps & { readonly code: string }

/** `code` is one of our error codes; a code without a text of its own is described by its status. */
export function ProblemPage({ code, ...failure }: ProblemPageProps): VNode {
  const { problems, notFound, ways } = useWords().frame.errors
  if (code === 'not_found') return <ErrorPage {...failure} {...notFound} />
  const known = Object.entries(problems).find(([name]) => name === code)?.[1]
  const other = failure.status < 500 ? problems.request_invalid : problems.unforeseen
  return <ErrorPage {...failure} {...(known ?? other)} way={wayOn(code, ways)} />
}

type Way = { readonly address: string; readonly label: string }

/** Without another account, the same sign-in would only be refused again. */
function wayOn(code: string, words: Words['frame']['errors']['ways']): Way | null {
  if (code === 'sign_in_too_weak') return { address: '/logout', label: words.signOut }
  if (code === 'sign_in_refused') return { address: '/account', label: words.tryAgain }
  return null
}

type RefusalPageProps = FailureProps & { readonly error: string }

/** `error` is an OAuth error code. Only two have a text here: the others are sent to the client. */
export function RefusalPage({ error, ...failure }: RefusalPageProps): VNode {
  const { refusals } = useWords().frame.errors
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

export type NotFoundPageProps = PageProps & { readonly requestId: string }

export function NotFoundPage(props: NotFoundPageProps): VNode {
  const { notFound } = useWords().frame.errors
  return <ErrorPage {...props} {...notFound} status={404} />
}

type ErrorPageProps = PageProps & {
  readonly title: string
  readonly message: string
  /** In English, for the support or the developer who helps the person; null when there is none. */
  readonly reason?: string | null
  /** The next step for the person; null when there is none. */
  readonly hint: string | null
  readonly way?: Way | null
  readonly requestId: string
  readonly status: number
}

function ErrorPage(props: ErrorPageProps): VNode {
  const { errors: text } = useWords().frame
  const { title, message, hint, development, way = null } = props
  return (
    <Page title={fill(text.titleOf, { title })} development={development}>
      <Intro>
        <h1>{title}</h1>
        <p class="lead">{message}</p>
      </Intro>
      <Sheet>
        {hint !== null && (
          <section>
            <h2>{text.hint}</h2>
            <p>{hint}</p>
            {way !== null && (
              <p class="actions">
                <a class="button" href={way.address}>
                  {way.label}
                </a>
              </p>
            )}
          </section>
        )}
        <Details {...props} />
      </Sheet>
    </Page>
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
