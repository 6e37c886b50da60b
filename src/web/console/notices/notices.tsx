/** The console's area of notices: what clients are told of ends, and sending it once more. */

import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { noticePath, noticesPath } from '../addresses.ts'
import type { Answering, Asked } from '../answering.ts'
import { attempt, filtersIn } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import type { NoticeDocument } from './notice.tsx'
import { NoticePage } from './notice-page.tsx'
import { NoticesPage } from './notices-page.tsx'

export function noticeRoutes({ show, take }: Answering): void {
  show(noticesPath, list)
  show(`${noticesPath}/:id`, showOne)
  take(`${noticesPath}/:id/resend`, resend)
}

async function list({ ctx, visit, options }: Asked): Promise<void> {
  const params = filtersIn(ctx, ['state', 'cursor'])
  const asked = () => visit.ask<Page<NoticeDocument>>('listNotices', { params })
  const { value, fault } = await attempt(asked)
  const found = { filters: params, found: value?.body ?? null, fault }
  showPage(ctx, <NoticesPage {...frameOf(visit, options)} {...found} />)
}

async function showOne({ ctx, visit, options }: Asked): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<NoticeDocument>('getNotice', { params: { id } })
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

async function resend({ ctx, visit }: Asked): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('resendNotice', { params: { id } })
  seeOther(ctx, `${noticePath({ id })}?told=resent`)
}
