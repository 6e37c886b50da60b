/** The console's chain of seals: its blocks, one of them, and verifying a stretch on request. */

import type { Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { blocksPath, verificationPath } from '../addresses.ts'
import type { Answering, Asked } from '../answering.ts'
import { attempt, filtersIn } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import type { SealedBlock, ShownBlock, Verification } from './block.ts'
import { BlockPage } from './block-page.tsx'
import { BlocksPage } from './blocks-page.tsx'
import { VerificationPage } from './verification-page.tsx'

export function blockRoutes({ show }: Answering): void {
  show(blocksPath, list)
  show(`${blocksPath}/:number`, showOne)
  show(verificationPath, verify)
}

async function list({ ctx, visit, options }: Asked): Promise<void> {
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

async function showOne({ ctx, visit, options }: Asked): Promise<void> {
  const { number } = ctx['params']
  const { body } = await visit.ask<SealedBlock>('getAuditBlock', { params: { number } })
  showPage(ctx, <BlockPage {...frameOf(visit, options)} block={body} />)
}

async function verify({ ctx, visit, options }: Asked): Promise<void> {
  const params = filtersIn(ctx, ['to', 'blocks'])
  const { body } = await visit.ask<Verification>('verifyAuditBlocks', { params })
  const { blocks: asked = '20' } = params
  showPage(ctx, <VerificationPage {...frameOf(visit, options)} verification={body} asked={asked} />)
}
