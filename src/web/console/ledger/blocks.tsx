/** The console's chain of seals: its blocks, one of them, and verifying a stretch on request. */

import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { blocksPath, verificationPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { SealedBlock, ShownBlock, Verification } from './block.ts'
import { BlockPage } from './block-page.tsx'
import { BlocksPage } from './blocks-page.tsx'
import { VerificationPage } from './verification-page.tsx'

export function blockRoutes({ get }: ConsoleRouter): void {
  get(blocksPath, list)
  get(`${blocksPath}/:number`, showOne)
  get(verificationPath, verify)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
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

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { number } = ctx['params']
  const { body } = await visit.ask<SealedBlock>('getAuditBlock', { params: { number } })
  showPage(ctx, <BlockPage {...frameOf(visit, options)} block={body} />)
}

async function verify({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['to', 'blocks'])
  const { body } = await visit.ask<Verification>('verifyAuditBlocks', { params })
  const { blocks: asked = '20' } = params
  showPage(ctx, <VerificationPage {...frameOf(visit, options)} verification={body} asked={asked} />)
}
