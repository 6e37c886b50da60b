/** A sign-in on a device never seen before: it is recorded, and the person is told by mail. */

import { currentLanguage } from '../i18n/speaking.ts'
import { appendEvent } from '../ledger/append.ts'
import { mailJob } from '../model/mail.ts'
import type { Db } from '../store/db.ts'
import { enqueue } from '../store/outbox.ts'

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
    details: { device: device.id, device_name: device.name },
  })
  const language = currentLanguage()
  await enqueue(tx, mailJob({ kind: 'new_device', accountId, sessionId, language }))
}
