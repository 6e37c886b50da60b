/** The console's chain of seals: its blocks, one of them, and verifying a stretch on request. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { showPage } from '../show-page.ts'
import {
  blocksPath,
  type SealedBlock,
  type ShownBlock,
  type Verification,
  verificationPath,
} from '../views/console/block.ts'
import { BlockPage } from '../views/console/block-page.tsx'
import { BlocksPage } from '../views/console/blocks-page.tsx'
import type { Page } from '../views/console/pages.ts'
import { VerificationPage } from '../views/console/verification-page.tsx'
import { attempt, filtersIn } from './asking.ts'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating, type Visit } from './visit.ts'

export function blockRoutes(router: Router, options: ConsoleOptions): void {
  router.get(blocksPath, (ctx) => operating(ctx, options, (_, visit) => list(ctx, visit, options)))
  router.get(`${blocksPath}/:number`, (ctx) =>
    operating(ctx, options, (_, visit) => show(ctx, visit, options)),
  )
  router.get(verificationPath, (ctx) =>
    operating(ctx, options, (_, visit) => verify(ctx, visit, options)),
  )
}

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const { value, fault } = await attempt(() =>
    visit.ask<Page<ShownBlock>>('listAuditBlocks', { params: filters }),
  )
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <BlocksPage {...frame} filters={filters} found={value?.body ?? null} fault={fault} />,
  )
}

async function show(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const { number } = ctx['params']
  const { body } = await visit.ask<SealedBlock>('getAuditBlock', { params: { number } })
  showPage(ctx, <BlockPage {...frameOf(visit, options)} block={body} />)
}

async function verify(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const params = filtersIn(ctx, ['to', 'blocks'])
  const { body } = await visit.ask<Verification>('verifyAuditBlocks', { params })
  const { blocks: asked = '20' } = params
  showPage(ctx, <VerificationPage {...frameOf(visit, options)} verification={body} asked={asked} />)
}
