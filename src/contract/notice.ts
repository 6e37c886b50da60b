/** The document of a logout notice. */

import type { Notice } from '../model/notice.ts'
import { type Built, timeText } from './built.ts'
import type { NoticeDocument } from './documents.ts'

export function toNotice(notice: Notice): Built<NoticeDocument> {
  return {
    id: notice.id,
    client_id: notice.clientId,
    account_id: notice.accountId,
    sid: notice.sid,
    cause: notice.cause,
    state: notice.state,
    attempts: notice.attempts,
    last_answer: notice.lastAnswer,
    created_at: timeText(notice.createdAt),
    tried_at: timeText(notice.triedAt),
    delivered_at: notice.state === 'delivered' ? timeText(notice.settledAt) : null,
  }
}
