/** The page of what happened with a person's account. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { deviceName } from '../../i18n/device.ts'
import { readActivity } from '../../ledger/read-activity.ts'
import { currentLook } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { AccountActivityPage } from './activity-page.tsx'
import { type AccountOptions, activityPath, type PersonSession, signedIn } from './visit.tsx'

const mostAPage = 50

export function accountActivityRoutes(router: Router, options: AccountOptions): void {
  router.get(activityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, session, options)),
  )
}

async function show(
  ctx: Context,
  { accountId, account }: PersonSession,
  { db, development, places }: AccountOptions,
): Promise<void> {
  const before = placeIn(ctx)
  // One more than shown tells whether there are more.
  const found = await readActivity(db, { accountId, before, most: mostAPage + 1 })
  const page = found.slice(0, mostAPage)
  const { words, language } = currentLook()
  const activities = page.map(({ occurredAt, userAgent, ...activity }) => ({
    ...activity,
    place: places(activity.network, language),
    when: occurredAt,
    device: userAgent === null ? null : deviceName(words, userAgent),
  }))
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountActivityPage
      development={development}
      accountEmail={account.email}
      activities={activities}
      newest={before === null ? null : activityPath}
      older={found.length > mostAPage ? `${activityPath}?before=${page.at(-1)?.id}` : null}
    />,
  )
}

/** Whatever it is, nobody else's events are shown. */
function placeIn(ctx: Context): string | null {
  const { before } = ctx.query
  if (before === undefined) return null
  if (typeof before === 'string' && /^[1-9]\d{0,17}$/.test(before)) return before
  throw new DomainError('request_invalid', 'before: the number of an entry')
}
