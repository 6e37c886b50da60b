/** The commands `parley client disable`, `enable`, `delete` and `rotate-secret`. */

import { isDomainError } from '../base/errors.ts'
import { enableClient } from '../clients/enable.ts'
import { rotateSecret } from '../clients/rotate-secret.ts'
import type { Actor } from '../model/event.ts'
import { deleteClient, disableClient } from '../sessions/disable-client.ts'
import type { Db } from '../store/db.ts'
import type { ReasonedOptions } from './account-lifecycle.ts'
import { type AnswerOptions, aligned, answer, shortTime } from './answer.ts'
import { unknownClient } from './client.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

export async function runDisableClient(
  context: Context,
  clientId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const isDone = await change(context, clientId, (db, by) =>
    disableClient(db, { clientId, reason, by }),
  )
  const sentence = isDone ? 'Disabled: whatever it was issued is dead.' : 'It was disabled before.'
  answer(context, options, { value: { client_id: clientId, disabled: true }, lines: [sentence] })
}

export async function runEnableClient(
  context: Context,
  clientId: string,
  options: AnswerOptions,
): Promise<void> {
  const isDone = await change(context, clientId, (db, by) => enableClient(db, { clientId, by }))
  const sentence = isDone ? 'Enabled: it can ask for tokens again.' : 'It was not disabled.'
  answer(context, options, { value: { client_id: clientId, disabled: false }, lines: [sentence] })
}

export async function runDeleteClient(
  context: Context,
  clientId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  await change(context, clientId, (db, by) => deleteClient(db, { clientId, reason, by }))
  answer(context, options, { value: { client_id: clientId }, lines: ['Deleted.'] })
}

export type RotateSecretOptions = AnswerOptions & { readonly overlap: number }

export async function runRotateSecret(
  context: Context,
  clientId: string,
  options: RotateSecretOptions,
): Promise<void> {
  const { overlap: overlapSeconds } = options
  const { clientSecret, formerUntil } = await change(context, clientId, (db, by) =>
    rotateSecret(db, { clientId, overlapSeconds, by }),
  )
  const former = formerUntil === null ? 'is good no longer' : `until ${shortTime(formerUntil)} UTC`
  answer(context, options, {
    value: {
      client_id: clientId,
      client_secret: clientSecret,
      former_secret_expires_at: formerUntil,
    },
    lines: aligned([
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ['former secret', former],
    ]),
  })
  if (!options.json) {
    context.note('The secret is shown this once: only its SHA-256 is kept.\n')
  }
}

async function change<Done>(
  context: Context,
  clientId: string,
  act: (db: Db, by: Actor) => Promise<Done>,
): Promise<Done> {
  try {
    return await withStore(context.config(), (db) => act(db, commandLineActor()))
  } catch (error) {
    if (isDomainError(error, 'not_found')) {
      throw unknownClient(clientId)
    }
    if (isDomainError(error, 'request_invalid')) {
      throw new Refusal(error.detail.replace(/^reason:/, '--reason:').concat('.'))
    }
    throw error
  }
}
