/**
 * Queues notices to clients whose part of a session ended, inside the statement that ends it. It sends
 * nothing.
 */

import type { QueueName } from '../model/job.ts'
import { newId } from '../store/new-id.ts'

const queue: QueueName = 'logout-notice'

/** The data of the job: the notice and its client. */
export type NoticeJob = { readonly notice: string; readonly client: string }

const asJob = `jsonb_build_object('notice', id, 'client', client_id)`

/** A common table expression that queues the notices returned by `source`. */
export const queuedFrom = (source: string) =>
  `queued AS (INSERT INTO outbox (queue, data) SELECT '${queue}', ${asJob} FROM ${source})`

export type EndedGrants = {
  /** The common table expression with `id`, `account_id` and `client_id` of the ended grants. */
  readonly from: string
  /** The parameter with the cause. */
  readonly cause: string
}

/** Two common table expressions, without a round trip. They write nothing if no client is registered for notices. */
export const notifyClients = ({ from, cause }: EndedGrants) => `noticed AS (
    INSERT INTO notices (id, sid, account_id, client_id, cause)
    SELECT ${newId}, e.id, e.account_id, e.client_id, ${cause}
    FROM ${from} e JOIN clients c ON c.id = e.client_id
    WHERE c.backchannel_logout_uri IS NOT NULL
      AND (c.backchannel_logout_causes IS NULL OR ${cause} = ANY (c.backchannel_logout_causes))
    RETURNING id, client_id
  ), ${queuedFrom('noticed')}`
