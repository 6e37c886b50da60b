/** The page of one logout notice, and sending it again. */

import type { VNode } from 'preact'
import type { NoticeDocument } from '../../../contract/documents.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { noticePath, noticesPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { answerOf, NoticeBadge } from './notice.tsx'

export function noticeRoutes({ get, act }: ConsoleRouter): void {
  get(`${noticesPath}/:id`, showNotice)
  act({ path: `${noticesPath}/:id/resend`, operationId: 'resendNotice' }, resend)
}

async function showNotice({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask('getNotice', { params: { id } })
  showPage(
    ctx,
    <NoticePage
      {...frameOf(visit, options)}
      notice={body}
      mayResend={visit.may('parley:notices.resend')}
      isResent={ctx.query['told'] === 'resent'}
    />,
  )
}

async function resend({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('resendNotice', { params: { id } })
  seeOther(ctx, `${noticePath({ id })}?told=resent`)
}

type NoticeProps = ConsoleFrameProps & {
  readonly notice: NoticeDocument
  readonly mayResend: boolean
  readonly isResent: boolean
}

const text = {
  title: 'Notice',
  lead: 'What one application is told when its part of a session ends. It is told again, ever later, until it accepts.',
  resent: 'It is on its way once more.',
  what: 'What it tells',
  how: 'How it went',
  client: 'Client',
  account: 'Account',
  sid: 'sid, as in its tokens',
  cause: 'Why the session ended',
  state: 'State',
  attempts: 'Tries',
  answer: 'Last answer',
  created: 'Made',
  tried: 'Last tried',
  delivered: 'Delivered',
  resend: 'Send it once more',
}

function NoticePage(props: NoticeProps): VNode {
  const { notice, mayResend, isResent } = props
  const done = isResent ? text.resent : null
  return (
    <ConsoleFrame {...props} path={noticesPath} title={text.title} lead={text.lead} done={done}>
      <div class="cards">
        <Content notice={notice} />
        <Delivery notice={notice} mayResend={mayResend} />
      </div>
    </ConsoleFrame>
  )
}

function Content({ notice }: Pick<NoticeProps, 'notice'>): VNode {
  return (
    <section class="card">
      <h2>{text.what}</h2>
      <Facts>
        <Fact name={text.client}>
          <code>{notice.client_id}</code>
        </Fact>
        <Fact name={text.account}>
          <code>{notice.account_id}</code>
        </Fact>
        <Fact name={text.sid}>
          <code>{notice.sid}</code>
        </Fact>
        <Fact name={text.cause}>{notice.cause}</Fact>
      </Facts>
    </section>
  )
}

function Delivery({ notice, mayResend }: Pick<NoticeProps, 'notice' | 'mayResend'>): VNode {
  return (
    <section class="card">
      <h2>{text.how}</h2>
      <Facts>
        <Fact name={text.state}>
          <NoticeBadge state={notice.state} />
        </Fact>
        <Fact name={text.attempts}>{notice.attempts}</Fact>
        <Fact name={text.answer}>{answerOf(notice)}</Fact>
        <Fact name={text.created}>
          <Moment at={notice.created_at} />
        </Fact>
        <Fact name={text.tried}>{notice.tried_at && <Moment at={notice.tried_at} />}</Fact>
        <Fact name={text.delivered}>
          {notice.delivered_at && <Moment at={notice.delivered_at} />}
        </Fact>
      </Facts>
      {mayResend && notice.state !== 'pending' && (
        <form method="post" action={`${noticePath(notice)}/resend`}>
          <button class="button" type="submit">
            {text.resend}
          </button>
        </form>
      )}
    </section>
  )
}
