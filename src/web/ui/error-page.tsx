/** The pages for what went wrong. They never link anywhere outside, nor to what was asked for. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { amount } from '../../i18n/moment.ts'
import { useLook, useWords } from './look.ts'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'

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

export function ErrorPage(props: ErrorPageProps): VNode {
  const { errors: text } = useWords().frame
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

export function NotFoundPage(props: NotFoundPageProps): VNode {
  const { notFound } = useWords().frame.errors
  return <ErrorPage {...props} {...notFound} status={404} />
}

function Reference({ reason = null, status, requestId }: ErrorPageProps): VNode {
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
