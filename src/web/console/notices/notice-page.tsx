/** One notice in the console, and sending it once more. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { noticePath, noticesPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { answerOf, NoticeBadge, type NoticeDocument } from './notice.tsx'

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

export function NoticePage(props: NoticeProps): VNode {
  const { notice, mayResend, isResent } = props
  const done = isResent ? text.resent : null
  return (
    <ConsoleFrame {...props} path={noticesPath} title={text.title} lead={text.lead} done={done}>
      <div class="cards">
        <What notice={notice} />
        <How notice={notice} mayResend={mayResend} />
      </div>
    </ConsoleFrame>
  )
}

function What({ notice }: Pick<NoticeProps, 'notice'>): VNode {
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

function How({ notice, mayResend }: Pick<NoticeProps, 'notice' | 'mayResend'>): VNode {
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
