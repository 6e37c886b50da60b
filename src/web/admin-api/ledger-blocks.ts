/** The seals of the ledger in the admin API: its blocks, its keys, the proof of an event, a verification. */

import { DomainError } from '../../base/errors.ts'
import { toBlock, toSealedBlock, toVerification } from '../../contract/block.ts'
import { findBlock, listBlocks } from '../../ledger/blocks.ts'
import { sealOpener } from '../../ledger/keys.ts'
import { proveEvent } from '../../ledger/proof.ts'
import { recordVerification, verifyStretch } from '../../ledger/verify-stretch.ts'
import type { LedgerOptions } from './ledger-events.ts'
import { type Operation, operation } from './operation.ts'
import { type Paging, pagerOf } from './pages.ts'

export type BlockOptions = Omit<LedgerOptions, 'watch'>

export function blockOperations(options: BlockOptions): readonly Operation[] {
  return [
    ...listings(options),
    proof(options),
    verification(options),
    operation('listAuditKeys', async () => {
      return { status: 200, body: { keys: await options.ledgerKeys() } }
    }),
  ]
}

function listings({ db, ...paging }: BlockOptions): readonly Operation[] {
  const pager = pagerOf<Paging>({ ...paging, path: '/admin/v1/audit-blocks' })
  return [
    operation('listAuditBlocks', async ({ params }) => {
      const start = pager.startOf(params)
      const before = start === null ? null : Number(start)
      const blocks = await listBlocks(db, { before, most: pager.mostOf(params) })
      const page = blocks.slice(0, params.limit)
      const last = blocks.length > page.length ? page.at(-1) : undefined
      return pager.replyTo(params, page.map(toBlock), last ? String(last.number) : null)
    }),
    operation('getAuditBlock', async ({ params: { number } }) => {
      const block = await findBlock(db, number)
      if (block === null) throw new DomainError('not_found', 'no block has this number')
      return { status: 200, body: toSealedBlock(block) }
    }),
  ]
}

/** Makes the proof and records it in one transaction. */
function proof({ db }: BlockOptions): Operation {
  return operation('proveAuditEvent', async ({ params: { id, personal } }, { by }) => {
    const result = await db.transaction((tx) => proveEvent(tx, { id, by, withPersonal: personal }))
    switch (result.kind) {
      case 'proved':
        return { status: 200, body: result.proof }
      case 'unknown':
        throw new DomainError('not_found', 'no event has this id')
      case 'unsealed':
        throw new DomainError(
          'event_unsealed',
          `event ${id} is not sealed yet: ask again in a few seconds`,
        )
      case 'changed':
        throw new DomainError('event_changed', `event ${id} is not as it was sealed`)
    }
  })
}

/** Hashing keeps a node busy, so a node verifies for one caller at a time. */
function verification({ db, ledgerKeys }: BlockOptions): Operation {
  let isBusy = false
  const verify = async ({ to = null, blocks: most }: { to?: number | null; blocks: number }) => {
    if (isBusy) throw new DomainError('too_busy', 'a stretch of the ledger is being verified')
    isBusy = true
    try {
      const openSeal = sealOpener(await ledgerKeys())
      return await verifyStretch(db, { to, most, openSeal })
    } finally {
      isBusy = false
    }
  }
  return operation('verifyAuditBlocks', async ({ params }, { by }) => {
    const verdict = await verify(params)
    if (verdict === null) throw new DomainError('not_found', 'no block has this number')
    await recordVerification(db, { by, verdict })
    return { status: 200, body: toVerification(verdict) }
  })
}
