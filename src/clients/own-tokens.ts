/**
 * Records client credentials tokens in the ledger; the token itself is not stored. Without the record
 * there is no token, so a client disabled on another node gets none here.
 */

import { DomainError } from '../base/errors.ts'
import { asColumns, type PlacedEvent } from '../ledger/append.ts'
import { combine } from '../store/combine.ts'
import { type Db, write } from '../store/db.ts'
import { count, currentOrigin } from '../store/unit-of-work.ts'

const record = write(
  'record_own_tokens',
  `WITH living AS (
     SELECT id FROM clients WHERE id = ANY ($7::text[]) AND disabled_at IS NULL
   ), recorded AS (
     INSERT INTO audit_events (type, outcome, actor_kind, actor_id, account_id, session_id,
       client_id, grant_id, network, user_agent, request_id, details)
     SELECT e.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[],
       $7::text[], $8::text[], $9::inet[], $10::text[], $11::text[], $12::jsonb[])
       AS e (type, outcome, actor_kind, actor_id, account_id, session_id, client_id, grant_id,
       network, user_agent, request_id, details)
     WHERE e.client_id IN (SELECT id FROM living)
   )
   SELECT id FROM living`,
)

export type OwnToken = { readonly clientId: string; readonly scope: string; readonly jti: string }

export type OwnTokenRecorder = (token: OwnToken) => Promise<void>

/** Throws `grant_invalid` if the client may no longer have tokens. */
export function ownTokenRecorder(db: Db): OwnTokenRecorder {
  const append = combine<PlacedEvent, boolean>(
    async (placed) => {
      const living = await db.rows<{ id: string }>(record, asColumns(placed))
      const ids = new Set(living.map(({ id }) => id))
      return placed.map(({ event }) => ids.has(event.clientId ?? ''))
    },
    { keyOf: null, most: 200, lanes: 2 },
  )
  return async (token) => {
    count('write')
    count('commit')
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
