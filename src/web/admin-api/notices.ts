/** Logout notices in the admin API: search, look at one, send one again. */

import { DomainError } from '../../base/errors.ts'
import { toNotice } from '../../contract/notice.ts'
import type { Notice, NoticeState } from '../../model/notice.ts'
import { findNotice, listNotices } from '../../revocation/list-notices.ts'
import { resendNotice } from '../../revocation/resend-notice.ts'
import type { Db } from '../../store/db.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

type Search = Paging & {
  readonly state?: NoticeState
  readonly session?: string
  readonly account?: string
  readonly client_id?: string
}

export type NoticeOptions = Omit<PagerOptions, 'path'> & { readonly db: Db }

export function noticeOperations({ db, ...paging }: NoticeOptions): readonly Operation[] {
  const pager = pagerOf<Search>({ ...paging, path: '/admin/v1/notices' })
  return [
    operation('listNotices', async ({ params }) => {
      const { rows, next } = await listNotices(db, {
        state: params.state ?? null,
        sessionId: params.session ?? null,
        accountId: params.account ?? null,
        clientId: params.client_id ?? null,
        before: pager.startOf(params),
        most: params.limit,
      })
      return pager.replyTo(params, rows.map(toNotice), next?.id ?? null)
    }),
    operation('getNotice', async ({ params: { id } }) => {
      return { status: 200, body: toNotice(await getNotice(db, id)) }
    }),
    operation('resendNotice', async ({ params: { id } }, { by }) => {
      await resendNotice(db, { id, by })
      // A repeat gets the same answer.
      return { status: 202, body: toNotice(await getNotice(db, id)) }
    }),
  ]
}

async function getNotice(db: Db, id: string): Promise<Notice> {
  const notice = await findNotice(db, id)
  if (notice === null) throw new DomainError('not_found', 'no notice has this id')
  return notice
}
