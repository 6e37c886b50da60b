/** The console's area of notices: what clients are told of ends, and sending it once more. */

import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { noticePath, noticesPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownNotice } from './notice.tsx'
import { NoticePage } from './notice-page.tsx'
import { NoticesPage } from './notices-page.tsx'

export function noticeRoutes({ get, post }: ConsoleRouter): void {
  get(noticesPath, list)
  get(`${noticesPath}/:id`, showOne)
  post(`${noticesPath}/:id/resend`, resend)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['state', 'cursor'])
  const request = () => visit.ask<Page<ShownNotice>>('listNotices', { params })
  const { value, fault } = await attempt(request)
  const found = { filters: params, found: value?.body ?? null, fault }
  showPage(ctx, <NoticesPage {...frameOf(visit, options)} {...found} />)
}

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  const { body } = await visit.ask<ShownNotice>('getNotice', { params: { id } })
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
