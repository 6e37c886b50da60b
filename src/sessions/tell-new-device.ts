/** A sign-in on a device never seen before. Whatever tells the person of it begins here. */

import { appendEvent } from '../audit/append.ts'
import type { Db } from '../store/db.ts'

export type NewDevice = {
  readonly accountId: string
  readonly sessionId: string
  readonly device: { readonly id: string; readonly name: string; readonly firstSeenAt: Date }
}

/** In the transaction of the sign-in: if that is refused, nobody is told of it. */
export async function tellNewDevice(
  tx: Db,
  { accountId, sessionId, device }: NewDevice,
): Promise<void> {
  await appendEvent(tx, {
    type: 'device.first_seen',
    outcome: 'success',
    actor: { kind: 'account', id: accountId },
    accountId,
    sessionId,
    details: { device: device.id, name: device.name },
  })
}
