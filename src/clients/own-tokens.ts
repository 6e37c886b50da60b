/**
 * Records client credentials tokens in the ledger; the token itself is not stored. Without the record
 * there is no token, so a client disabled on another node gets none here.
 */

import { DomainError } from '../base/errors.ts'
import { eventValues, insertEvents, type PlacedEvent } from '../ledger/append.ts'
import { column } from '../store/columns.ts'
import { combine } from '../store/combine.ts'
import { type Db, write } from '../store/db.ts'
import { currentOrigin } from '../store/unit-of-work.ts'

const record = write(
  'record_own_tokens',
  `WITH living AS (
     SELECT id FROM clients WHERE id = ANY ($7::text[]) AND disabled_at IS NULL
   ), recorded AS (
     ${insertEvents({ where: 'e.client_id IN (SELECT id FROM living)' })}
   )
   SELECT id FROM living`,
  { id: column.text },
)

export type OwnToken = { readonly clientId: string; readonly scope: string; readonly jti: string }

export type OwnTokenRecorder = (token: OwnToken) => Promise<void>

/** Throws `grant_invalid` if the client may no longer have tokens. */
export function ownTokenRecorder(db: Db): OwnTokenRecorder {
  const append = combine<PlacedEvent, boolean>(
    async (placed) => {
      const living = await db.rows(record, eventValues(placed))
      const ids = new Set(living.map(({ id }) => id))
      return placed.map(({ event }) => ids.has(event.clientId ?? ''))
    },
    { kind: 'write', keyOf: null, most: 200, lanes: 2 },
  )
  return async (token) => {
    const isRecorded = await append({ event: eventOf(token), origin: currentOrigin() })
    if (!isRecorded) throw new DomainError('grant_invalid', 'the client was disabled meanwhile')
  }
}

function eventOf({ clientId, scope, jti }: OwnToken): PlacedEvent['event'] {
  return {
    type: 'client_credentials.issued',
    outcome: 'success',
    actor: { kind: 'client', id: clientId },
    clientId,
    details: { scope, jti },
  }
}
