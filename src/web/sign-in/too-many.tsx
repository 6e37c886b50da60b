/** Too many devices: who is signed in, and by policy the choice of who goes. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { DomainError } from '../../base/errors.ts'
import { deviceName } from '../../i18n/device.ts'
import type { BlockedStep, BlockedSteps } from '../../model/step.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { currentLook } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { TooManyPage } from './too-many-page.tsx'

export type TooManyOptions = {
  readonly blocked: BlockedSteps<Pick<Context, 'req' | 'res'>>
  readonly deny: (exchange: Pick<Context, 'req' | 'res'>) => Promise<string>
  readonly issuer: string
  readonly development: boolean
}

export function tooManyRoutes(router: Router, options: TooManyOptions): void {
  const path = '/interaction/:uid/devices'
  router.get(path, (ctx) => show(ctx, options))
  router.post(path, sameOrigin(options.issuer), formBody, (ctx) => act(ctx, options))
}

async function show(ctx: Context, { blocked, development }: TooManyOptions): Promise<void> {
  const step = await blocked.find(ctx, uidOf(ctx))
  ctx.state['formAction'] = step.redirectUri
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = renderPage(
    <TooManyPage
      development={development}
      clientName={step.clientName}
      limit={step.limit}
      mayEnd={step.mayEnd}
      devices={step.devices.map(deviceOf)}
      action={ctx.path}
      hidden={{}}
    />,
  )
}

function deviceOf({
  id,
  userAgent,
  network,
  createdAt,
  lastSeenAt,
}: BlockedStep['devices'][number]) {
  return {
    id,
    device: deviceName(currentLook().words, userAgent),
    network,
    lastSeen: lastSeenAt,
    since: createdAt,
  }
}

async function act(ctx: Context, { blocked, deny }: TooManyOptions): Promise<void> {
  const uid = uidOf(ctx)
  const session = field(ctx, 'session')
  const action = session === '' ? field(ctx, 'action') : 'end'
  switch (action) {
    case 'end':
      return seeOther(ctx, await blocked.endOther(ctx, uid, session))
    case 'retry':
      return seeOther(ctx, await blocked.goOn(ctx, uid))
    case 'deny':
      await blocked.find(ctx, uid)
      return seeOther(ctx, await deny(ctx))
    default:
      throw new DomainError('request_invalid', 'action: end, retry or deny')
  }
}

function uidOf(ctx: Context): string {
  return String(ctx['params'].uid)
}
