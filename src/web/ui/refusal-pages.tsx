/** The words of each refusal, on the page for what went wrong. They are decided elsewhere. */

import type { VNode } from 'preact'
import type { Words } from '../../i18n/words.ts'
import { ErrorPage } from './error-page.tsx'
import { useWords } from './look.ts'
import type { PageProps } from './page.tsx'

type Shown = PageProps & {
  readonly status: number
  readonly requestId: string
  /** In English, for whoever helps the person. */
  readonly reason: string
}

type ProblemPageProps = Shown & { readonly code: string }

/** `code` is of the catalogue of refusals; one without words of its own is told by its status. */
export function ProblemPage({ code, ...shown }: ProblemPageProps): VNode {
  const { problems, notFound } = useWords().frame.errors
  if (code === 'not_found') return <ErrorPage {...shown} {...notFound} />
  const known = Object.entries(problems).find(([name]) => name === code)?.[1]
  const other = shown.status < 500 ? problems.request_invalid : problems.unforeseen
  return <ErrorPage {...shown} {...(known ?? other)} />
}

type RefusalPageProps = Shown & { readonly error: string }

/** `error` is in the words of the protocol. Only two have a page: the others go to the app. */
export function RefusalPage({ error, ...shown }: RefusalPageProps): VNode {
  const { refusals } = useWords().frame.errors
  return <ErrorPage {...shown} {...wordsOf(error, shown.status, refusals)} hint={refusals.hint} />
}

function wordsOf(error: string, status: number, words: Words['frame']['errors']['refusals']) {
  if (status >= 500) return words.failed
  if (error === 'invalid_client' || error === 'invalid_redirect_uri') return words[error]
  return words.refused
}
