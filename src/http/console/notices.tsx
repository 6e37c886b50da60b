/** The console's area of notices: what clients are told of ends, and sending it once more. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { formBody, sameOrigin } from '../guards.ts'
import { seeOther } from '../see-other.ts'
import { showPage } from '../show-page.ts'
import type { ShownNotice } from '../views/console/notice.tsx'
import { NoticePage } from '../views/console/notice-page.tsx'
import { NoticesPage } from '../views/console/notices-page.tsx'
import type { Page } from '../views/console/pages.ts'
import { attempt, filtersIn } from './asking.ts'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating, type Visit } from './visit.ts'

const path = '/console/notices'

export function noticeRoutes(router: Router, options: ConsoleOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(path, (ctx) => operating(ctx, options, (_, visit) => list(ctx, visit, options)))
  router.get(`${path}/:id`, (ctx) =>
    operating(ctx, options, (_, visit) => show(ctx, visit, options)),
  )
  router.post(`${path}/:id/resend`, ours, formBody, (ctx) =>
    operating(ctx, options, (_, visit) => resend(ctx, visit)),
  )
}

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const params = filtersIn(ctx, ['state', 'cursor'])
  const asked = () => visit.ask<Page<ShownNotice>>('listNotices', { params })
  const { value, fault } = await attempt(asked)
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <NoticesPage {...frame} filters={params} found={value?.body ?? null} fault={fault} />,
  )
}

async function show(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
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

async function resend(ctx: Context, visit: Visit): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('resendNotice', { params: { id } })
  seeOther(ctx, `${path}/${id}?told=resent`)
}
