/**
 * Judges whether a session may be used from where its cookie comes now. Each change is recorded in the
 * ledger before the response, once for each new value. A request without a change costs nothing.
 */

import { endSession } from '../endings/end-session.ts'
import { appendEvent } from '../ledger/append.ts'
import {
  changesOf,
  isParallel,
  markOf,
  placeOf,
  strictestOf,
  type Trait,
} from '../model/binding.ts'
import type { LedgerEvent } from '../model/event.ts'
import type { Binding, Policy } from '../model/policy.ts'
import { column } from '../store/columns.ts'
import { type Db, write } from '../store/db.ts'
import { currentTraits } from '../store/traits.ts'
import { once } from '../store/unit-of-work.ts'
import { type BoundSession, begunWith } from './bound.ts'
import { deviceIds } from './devices.ts'

/** `reauthenticate`: the session is live, but useless until the person signs in again. */
export type Verdict = 'allowed' | 'reauthenticate' | 'ended'

type Finding = {
  readonly what: Trait | 'parallel'
  readonly before: string | null
  readonly after: string | null
  readonly action: Exclude<Binding, 'off'>
  readonly mark: string
}

/** Checks the row, not what was read, so that only one of two requests records a change. */
const note = write(
  'note_change_of_session',
  `UPDATE sessions SET is_doubted = is_doubted OR $3,
     noted = (array_append(noted, $2::text))[cardinality(noted) - 14:]
   WHERE id = $1 AND state = 'live' AND NOT ($2 = ANY (noted)) RETURNING id`,
  { id: column.uuid },
)

export function judgeUse(db: Db, session: BoundSession, policy: Policy): Promise<Verdict> {
  const { bindNetwork, bindBrowser, bindDevice, onParallelUse } = policy
  const rules = [bindNetwork, bindBrowser, bindDevice, onParallelUse]
  return once(['use', ...rules, ...judgedOf(session)], async () => {
    const findings = findingsOf(session, policy)
    const action = strictestOf(findings.map((finding) => finding.action))
    if (action === 'end') {
      await record(db, session, findings)
      return 'ended'
    }
    const news = findings.filter(({ mark }) => !session.noted.includes(mark))
    if (news.length > 0) await record(db, session, news)
    return session.isDoubted || action === 'reauthenticate' ? 'reauthenticate' : 'allowed'
  })
}

/** Everything about the session that the verdict depends on. */
function judgedOf(session: BoundSession): readonly unknown[] {
  const { id, network, userAgent, device, noted, isDoubted } = session
  const { place, formerPlace, formerSecondsAgo } = session
  return [id, network, userAgent, device, noted, isDoubted, place, formerPlace, formerSecondsAgo]
}

function findingsOf(session: BoundSession, policy: Policy): readonly Finding[] {
  const now = currentTraits()
  const changes = changesOf(begunWith(session), now, policy).map((change) => ({
    ...change,
    mark: markOf(change),
  }))
  const action = policy.onParallelUse
  const here = placeOf(now)
  if (action === 'off' || !isParallel(here, session)) return changes
  const places = [session.place, here].sort().join(' | ')
  const mark = `${action} parallel ${places}`
  return [...changes, { what: 'parallel', before: session.place, after: here, action, mark }]
}

/** An ending is committed even if the response to this request is an error. */
function record(db: Db, session: BoundSession, findings: readonly Finding[]): Promise<void> {
  return db.transaction(async (tx) => {
    for (const finding of findings) {
      const { what, action, mark } = finding
      const doubts = what === 'parallel' && action === 'reauthenticate'
      const [noted] = await tx.rows(note, [session.id, mark, doubts])
      if (noted) await appendEvent(tx, await eventOf(tx, session, finding))
    }
    if (findings.every(({ action }) => action !== 'end')) return
    const by = { kind: 'system' } as const
    await endSession(tx, { sessionId: session.id, reason: 'binding_mismatch', by })
  })
}

async function eventOf(db: Db, session: BoundSession, finding: Finding): Promise<LedgerEvent> {
  const { accountId, id: sessionId } = session
  const { what, action } = finding
  const { before, after } = what === 'device' ? await named(db, session, finding) : finding
  return {
    type: what === 'parallel' ? 'session.used_in_parallel' : 'session.binding_changed',
    outcome: action === 'note' ? 'success' : 'failure',
    actor: { kind: 'nobody' },
    accountId,
    sessionId,
    details: { what, before: before ?? 'none', after: after ?? 'none', action },
  }
}

/** The ledger stores a device's id instead of the hash of its cookie, if the account knows it. */
async function named(db: Db, { accountId }: BoundSession, { before, after }: Finding) {
  const ids = await deviceIds(db, accountId, [before, after])
  const nameOf = (hash: string | null) => hash && (ids.get(hash) ?? 'unknown')
  return { before: nameOf(before), after: nameOf(after) }
}
