/** Keys in the admin API: list, rotate, retire. */

import { DomainError } from '../../base/errors.ts'
import { toKey } from '../../contract/key.ts'
import { findKeys, type KeyPlace, listKeys } from '../../keys/list.ts'
import { retireKey } from '../../keys/retire.ts'
import { rotateKeys } from '../../keys/rotate.ts'
import { rotateLedgerKey } from '../../ledger/keys.ts'
import {
  type KeyUse,
  type ListedKey,
  type SigningAlgorithm,
  signingAlgorithms,
} from '../../model/signing-key.ts'
import type { Db } from '../../store/db.ts'
import { type Caller, type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & { readonly use?: KeyUse }

type Rotation = {
  readonly use: KeyUse
  readonly alg?: SigningAlgorithm
  readonly immediate: boolean
  readonly reason: string
}

export type KeyOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Db
  /** PARLEY_SECRET, which seals the private parts. */
  readonly secret: string
  readonly rotationDays: number
}

export function keyOperations(options: KeyOptions): readonly Operation[] {
  const { db, rotationDays, ...paging } = options
  const pager = pagerOf<Search>({ ...paging, path: '/admin/v1/keys' })
  const show = (key: ListedKey) => toKey(key, rotationDays)
  return [
    operation('listKeys', async ({ params }) => {
      const { use = null, limit } = params
      const before = placeOf(pager.startOf(params))
      const found = await listKeys(db, { use, before, most: pager.mostOf(params) })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return pager.replyTo(params, page.map(show), last ? placeText(last) : null)
    }),
    operation('rotateKeys', async ({ body }, { by }) => {
      const kids = await rotate(options, body, by)
      return { status: 200, body: { items: (await findKeys(db, kids)).map(show) } }
    }),
    operation('retireKey', async ({ params, body }, { by }) => {
      const { kid } = params
      await retireKey(db, { kid, reason: body.reason, by })
      const [key] = await findKeys(db, [kid])
      if (key === undefined) throw new Error('no key is ever removed')
      return { status: 200, body: show(key) }
    }),
  ]
}

/** The ledger has one key at a time. Seals of its former keys stay valid. */
async function rotate(
  { db, secret }: KeyOptions,
  { use, alg, ...rotation }: Rotation,
  by: Caller['by'],
): Promise<readonly string[]> {
  if (use === 'signing') {
    const algs = alg === undefined ? signingAlgorithms : [alg]
    return rotateKeys(db, { ...rotation, algs, secret, by })
  }
  if (alg !== undefined) throw new DomainError('request_invalid', 'alg: the ledger has one key')
  if (rotation.immediate) {
    throw new DomainError(
      'request_invalid',
      'immediate: a new ledger key always signs from the next seal on',
    )
  }
  return [await rotateLedgerKey(db, { secret, by, reason: rotation.reason })]
}

function placeText({ createdAt, kid }: KeyPlace): string {
  return `${createdAt.toISOString()} ${kid}`
}

function placeOf(text: string | null): KeyPlace | null {
  const [moment = '', kid = ''] = text?.split(' ') ?? []
  return text === null ? null : { createdAt: new Date(moment), kid }
}
