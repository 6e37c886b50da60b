/** Sessions in the admin API: search, look at one, end one, end all that a search finds. */

import { DomainError } from '../../base/errors.ts'
import { toReceipt } from '../../contract/revocation.ts'
import { toSession, toSessionDetails, toSessionReach } from '../../contract/session.ts'
import { endSession } from '../../endings/end-session.ts'
import type { FilterDocument } from '../../model/session-filter.ts'
import { feedPlaceNow } from '../../revocation/read-feed.ts'
import { endSearched, reachOfSearched } from '../../sessions/end-searched.ts'
import { readStory } from '../../sessions/read-story.ts'
import { findAnySession, searchSessions } from '../../sessions/search.ts'
import type { Db } from '../../store/db.ts'
import type { Places } from '../places.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'
import { filterOf } from './session-filter.ts'

type Search = Paging & FilterDocument

export type SessionOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Db
  readonly places: Places
}

export function sessionOperations(options: SessionOptions): readonly Operation[] {
  const { db, places, issuer } = options
  return [
    listSessions(options),
    operation('getSession', async ({ params: { id } }) => {
      const story = await readStory(db, id)
      if (story === null) throw unknownSession()
      const body = toSessionDetails(story, places)
      return { status: 200, body, headers: { Link: linksOf(issuer, body.id) } }
    }),
    operation('endSession', async ({ params: { id, reason } }, { by }) => {
      const ended = await endSession(db, { sessionId: id, reason, by })
      // A repeat after a lost answer gets the same answer.
      if (ended === null && (await findAnySession(db, id)) === null) throw unknownSession()
      return { status: 204 }
    }),
    endMany(options),
  ]
}

function listSessions({ db, places, ...paging }: SessionOptions): Operation {
  const pager = pagerOf<Search>({ ...paging, path: '/admin/v1/sessions' })
  return operation('listSessions', async ({ params }) => {
    const { limit: most, cursor: _, ...filters } = params
    const before = pager.startOf(params)
    const filter = await filterOf(db, filters)
    if (filter === null) return pager.replyTo(params, [], null)
    const { rows, next } = await searchSessions(db, { filter, before, most })
    const items = rows.map((session) => toSession(session, places))
    return pager.replyTo(params, items, next)
  })
}

function endMany({ db, places }: SessionOptions): Operation {
  return operation('endSearchedSessions', async ({ body }, { by }) => {
    const filter = await filterOf(db, body.filter)
    if (filter === null) throw new DomainError('not_found', 'no account has this email')
    if (body.dry_run) {
      return { status: 200, body: toSessionReach(await reachOfSearched(db, filter), places) }
    }
    const { reason } = body
    if (reason === undefined) throw new DomainError('request_invalid', 'reason: needed')
    const made = await endSearched(db, { filter, reason, by })
    return { status: 201, body: toReceipt(made, await feedPlaceNow(db)) }
  })
}

/** Links to the lists about one session, each of which needs a scope of its own. */
function linksOf(issuer: string, id: string): string {
  const lists = ['grants', 'notices', 'audit-events']
  return lists
    .map((list) => `<${issuer}/admin/v1/${list}?session=${id}>; rel="related"; title="${list}"`)
    .join(', ')
}

function unknownSession(): DomainError {
  return new DomainError('not_found', 'no session has this id')
}
