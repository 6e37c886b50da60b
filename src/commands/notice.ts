/** The command `parley notice`: shows the logout notices of clients and sends one once more. */

import type { Notice, NoticeState } from '../model/notice.ts'
import { findNotice, listNotices, noticeDocument } from '../revocation/list-notices.ts'
import { resendNotice } from '../revocation/resend-notice.ts'
import { type AnswerOptions, aligned, answer, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const mostListed = 1_000

export type ListNoticesOptions = AnswerOptions & { readonly state?: NoticeState }

export async function runListNotices(context: Context, options: ListNoticesOptions): Promise<void> {
  const search = { state: options.state ?? null, before: null, most: mostListed }
  const notices = await withStore(context.config(), (db) => listNotices(db, search))
  const lines = notices.length === 0 ? ['There is no such notice.'] : toLines(notices)
  answer(context, options, { value: notices.map(noticeDocument), lines })
  if (notices.length === mostListed) context.note(`Only the newest ${mostListed} are listed.\n`)
}

function toLines(notices: readonly Notice[]): string[] {
  const heading = ['ID', 'STATE', 'CLIENT', 'CAUSE', 'TRIES', 'ANSWER', 'WRITTEN (UTC)']
  const rows = notices.map((notice) => [
    notice.id,
    notice.state,
    notice.clientId,
    notice.cause,
    String(notice.attempts),
    notice.lastAnswer ?? '-',
    shortTime(notice.createdAt),
  ])
  return aligned([heading, ...rows])
}

export async function runResendNotice(
  context: Context,
  id: string,
  options: AnswerOptions,
): Promise<void> {
  const config = context.config()
  const notice = uuid.test(id)
    ? await withStore(config, async (db) => {
        await resendNotice(db, { id, by: commandLineActor() })
        return findNotice(db, id)
      })
    : null
  if (notice === null) throw new Refusal(`There is no notice ${JSON.stringify(id)}.`)
  const lines = [`Notice ${notice.id} is on its way to client ${notice.clientId}.`]
  answer(context, options, { value: noticeDocument(notice), lines })
}
