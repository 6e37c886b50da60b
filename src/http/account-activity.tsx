/** The page of what happened with a person's account. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { readActivity } from '../audit/read-activity.ts'
import { deviceName } from '../base/user-agent.ts'
import {
  type AccountOptions,
  activityPath,
  type PersonSession,
  signedIn,
} from './account-visit.tsx'
import { shortMoment } from './moment.ts'
import { AccountActivityPage } from './views/account-activity-page.tsx'
import { renderPage } from './views/render.ts'

const mostListed = 100

export function accountActivityRoutes(router: Router, options: AccountOptions): void {
  router.get(activityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, session, options)),
  )
}

async function show(
  ctx: Context,
  { accountId, account }: PersonSession,
  { db, development }: AccountOptions,
): Promise<void> {
  const found = await readActivity(db, { accountId, most: mostListed })
  const activities = found.map(({ occurredAt, userAgent, ...activity }) => ({
    ...activity,
    when: shortMoment(occurredAt),
    device: userAgent === null ? null : deviceName(userAgent),
  }))
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountActivityPage
      development={development}
      accountEmail={account.email}
      activities={activities}
    />,
  )
}
