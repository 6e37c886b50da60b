/** The pages for what went wrong. They never link anywhere outside, nor to what was asked for. */

import type { VNode } from 'preact'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { fill } from './sentence.tsx'

export type ErrorPageProps = PageProps & {
  readonly title: string
  readonly message: string
  /** In the words of the protocol, for whoever helps the person; null when there are none. */
  readonly reason?: string | null
  /** What the person can do now; null when there is nothing. */
  readonly hint: string | null
  readonly requestId: string
  readonly status: number
}

export type UnavailablePageProps = PageProps & {
  readonly requestId: string
  readonly retryAfterSeconds: number
}

export type NotFoundPageProps = PageProps & { readonly requestId: string }

const text = {
  titleOf: 'Error: {title}',
  hint: 'What you can do',
  forOperators: 'If you ask for help, give this with it',
  reason: 'Reason',
  status: 'Status',
  request: 'Request',
  unavailable: {
    title: 'Parley cannot answer right now',
    message: 'Something it depends on is out of reach. What you had finished before is kept.',
    hint: 'Wait {seconds} seconds, then reload this page. If that does not help, start again from the app you want to use.',
  },
  notFound: {
    title: 'There is no page here',
    message: 'The address may be mistyped or no longer in use.',
    hint: 'Go back to the app you want to use and start again from there.',
  },
}

export function ErrorPage(props: ErrorPageProps): VNode {
  const { title, message, hint, development } = props
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
          </section>
        )}
        <Reference {...props} />
      </Sheet>
    </Page>
  )
}

export function UnavailablePage(props: UnavailablePageProps): VNode {
  const { title, message, hint } = text.unavailable
  const seconds = String(props.retryAfterSeconds)
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

export function NotFoundPage(props: NotFoundPageProps): VNode {
  return <ErrorPage {...props} {...text.notFound} status={404} />
}

function Reference({ reason = null, status, requestId }: ErrorPageProps): VNode {
  return (
    <section>
      <h2 class="label">{text.forOperators}</h2>
      <dl class="facts">
        {reason !== null && (
          <div>
            <dt>{text.reason}</dt>
            <dd>{reason}</dd>
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
