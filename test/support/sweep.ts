/** Marks all that was revoked: by this sweep or, for what a node was quicker to take, by that node. */

import { sweepRevocations } from '../../src/sessions/sweep-revocations.ts'
import type { Store } from '../../src/store/database.ts'
import { read } from '../../src/store/db.ts'
import { eventually } from './eventually.ts'

const open = read('test_open_revocations', 'SELECT id FROM revocations WHERE swept_at IS NULL')

export function sweepAll({ store }: { readonly store: Store }): Promise<void> {
  return eventually(async () => {
    while ((await sweepRevocations(store, 100)) > 0);
    return (await store.rows(open)).length === 0
  })
}
