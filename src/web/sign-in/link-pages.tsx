/** What the pages of mailed links have in common: their steps, their answers, their end. */

import type { Context } from 'koa'
import { DomainError, isDomainError } from '../../base/errors.ts'
import type { LinkPurpose, MailedLink } from '../../model/mailed-link.ts'
import type { Step, Steps } from '../../model/step.ts'
import type { RefusalOptions } from '../middleware/refusals.ts'
import { renderPage } from '../ui/render.ts'
import { LinkEndPage, type LinkEndPageProps } from './link-end-page.tsx'
import { MailSentPage } from './mail-sent-page.tsx'

export type StepFinder = Pick<Steps<Pick<Context, 'req' | 'res'>>, 'find'>

/** Throws `interaction_expired` unless this browser is in that step, and it asks to sign in. */
export async function getSignInStep(ctx: Context, steps: StepFinder): Promise<Step> {
  const step = await steps.find(ctx, stepOf(ctx) ?? '')
  if (step.asks === 'sign_in') return step
  throw new DomainError('interaction_expired', 'nobody is asked to sign in here')
}

/** Null where a link was opened in another browser, too late, or was asked for outside of a step. */
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

/** A link is a proof of who reads the mail: one that is none is a failed try. */
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

type Sent = {
  readonly purpose: LinkPurpose
  readonly email: MailedLink['email']
  readonly development: boolean
}

/** The same for every address, whoever has it. */
export function answerSent(ctx: Context, sent: Sent): void {
  answerPage(ctx, renderPage(<MailSentPage {...sent} again={ctx.path} />))
}

export function answerEnd(ctx: Context, end: LinkEndPageProps): void {
  answerPage(ctx, renderPage(<LinkEndPage {...end} />))
}
