/** Mailed links: finds the step that a link belongs to, and answers "mail sent" and "link ends here". */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { showEmail } from '../../base/email-domain.ts'
import { DomainError, isDomainError } from '../../base/errors.ts'
import type { Words } from '../../i18n/words.ts'
import { developmentMailPath } from '../../model/mail.ts'
import type { LinkPurpose, MailedLink } from '../../model/mailed-link.ts'
import { accountClient } from '../../model/own-client.ts'
import type { Step, Steps } from '../../model/step.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { signInAddress } from '../middleware/visitor.ts'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { Sentence } from '../ui/sentence.tsx'

export type StepFinder = Pick<Steps<Pick<Context, 'req' | 'res'>>, 'find'>

/** Throws `interaction_expired` unless this browser is in that step, and it asks to sign in. */
export async function getSignInStep(ctx: Context, steps: StepFinder): Promise<Step> {
  const step = await steps.find(ctx, stepOf(ctx) ?? '')
  if (step.asks === 'sign_in') return step
  throw new DomainError('interaction_expired', 'nobody is asked to sign in here')
}

/** Null for a link that was opened in another browser, too late, or requested outside a step. */
export async function findSignInStep(ctx: Context, steps: StepFinder): Promise<Step | null> {
  if (stepOf(ctx) === null) return null
  try {
    return await getSignInStep(ctx, steps)
  } catch (error) {
    if (isDomainError(error, 'interaction_expired')) return null
    throw error
  }
}

export function stepOf(ctx: Context): string | null {
  const { uid } = ctx['params']
  return typeof uid === 'string' ? uid : null
}

/** The sign-in page of the step, with the email that the person has just typed. */
export function signInPage(
  { uid }: Step,
  { told, email }: { readonly told: string; readonly email: string | null },
): string {
  return `/interaction/${uid}?${new URLSearchParams({ told, ...(email === null ? {} : { email }) })}`
}

/** Outside a step, the person signs in to their account. */
export function accountSignIn(
  { issuer }: { readonly issuer: string },
  email: string | null,
): string {
  const back = '/account/sessions'
  return signInAddress(issuer, accountClient, { back, ...(email === null ? {} : { email }) })
}

export function answerPage(ctx: Context, html: string): void {
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = html
}

export type DeadLink = RefusalOptions & {
  readonly purpose: LinkPurpose
  readonly next: string | null
  readonly development: boolean
}

/** A link proves who reads the mail, so the ledger counts an invalid link as a failed attempt. */
export async function answerDead(
  ctx: Context,
  { purpose, next, development, recordRefusal }: DeadLink,
): Promise<void> {
  const details = { purpose, method: ctx.method }
  const by = { kind: 'nobody' } as const
  await recordRefusal({ type: 'link.refused', outcome: 'failure', actor: by, details })
  ctx.status = 400
  answerEnd(ctx, { end: 'dead', next, development })
}

type SentMail = {
  readonly purpose: LinkPurpose
  readonly email: MailedLink['email']
}

export type SentMailOptions = {
  readonly development: boolean
  /** Null if mail is sent, not shown. */
  readonly shownMail: unknown
}

/** The answer is the same whether or not the address has an account. */
export function answerSent(
  ctx: Context,
  sent: SentMail,
  { development, shownMail }: SentMailOptions,
): void {
  const inbox = shownMail === null ? null : developmentMailPath
  const page = { ...sent, development, inbox, again: ctx.path }
  answerPage(ctx, renderPage(<MailSentPage {...page} />))
}

export function answerEnd(ctx: Context, end: LinkEndPageProps): void {
  answerPage(ctx, renderPage(<LinkEndPage {...end} />))
}

export type LinkEndPageProps = PageProps & {
  readonly end: keyof Words['recovery']['linkEnd']
  /** Address of the next page; null without one. */
  readonly next: string | null
}

export function LinkEndPage({ end, next, development }: LinkEndPageProps): VNode {
  const words = useWords().recovery.linkEnd[end]
  return (
    <Page title={words.title} development={development}>
      <Intro>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
      </Intro>
      <Sheet>
        <section>
          <h2>{words.what}</h2>
          <p>{words.sentence}</p>
        </section>
        {next !== null && (
          <p class="ways">
            <a href={next}>{words.next}</a>
          </p>
        )}
      </Sheet>
    </Page>
  )
}

export type MailSentPageProps = PageProps & {
  readonly purpose: 'register' | 'reset'
  readonly email: string
  /** Address of the form that sends another mail. */
  readonly again: string
  /** In development, the address of the page that shows the mail instead. */
  readonly inbox: string | null
}

export function MailSentPage(props: MailSentPageProps): VNode {
  const { purpose, email, again, inbox, development } = props
  const { mailSent: text } = useWords().recovery
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <h1>{text.title}</h1>
        <p class="lead">
          <Sentence text={text.lead[purpose]} values={{ email: showEmail(email) }} />
        </p>
        <p class="note">{text.note}</p>
      </Intro>
      <Sheet>
        {inbox !== null && (
          <p>
            {text.shown} <a href={inbox}>{text.open}</a>
          </p>
        )}
        <section>
          <h2>{text.nothing}</h2>
          <p>{text.wait}</p>
          <p>{text.limit}</p>
        </section>
        <p class="ways">
          <a href={again}>{text.again}</a>
        </p>
      </Sheet>
    </Page>
  )
}
