/** Rotation: one conditional update of columns that no index holds. No family ever forks. */

import { DomainError } from '../base/errors.ts'
import { eventValues, insertEvents } from '../ledger/append.ts'
import type { AuditEvent, EventType } from '../model/event.ts'
import { judge } from '../model/token-family.ts'
import { column } from '../store/columns.ts'
import { combine } from '../store/combine.ts'
import { type Db, read, write } from '../store/db.ts'
import { isGrantStanding, isSessionStanding } from '../store/session-sql.ts'
import { currentOrigin, type Origin } from '../store/unit-of-work.ts'
import type { PresentedFamily } from './find-family.ts'

type Rotation = { readonly presented: PresentedFamily; readonly origin: Origin }

/** Judged again where it is written: what was revoked since the read is not rotated. */
const standingWith = `s.id = f.session_id AND ${isSessionStanding}
  AND g.id = f.grant_id AND ${isGrantStanding}`

const rotateFamilies = write(
  'rotate_families',
  `WITH asked AS (
     SELECT * FROM unnest($13::text[], $14::int[]) AS a (id, generation)
   ), rotated AS (
     UPDATE token_families f SET generation = f.generation + 1, rotated_at = now()
     FROM asked a, sessions s, grants g
     WHERE f.id = a.id AND f.generation = a.generation AND f.ended_at IS NULL AND ${standingWith}
     RETURNING f.id
   ), recorded AS (
     ${insertEvents({ beside: 'family_id', where: 'e.family_id IN (SELECT id FROM rotated)' })}
   )
   SELECT id FROM rotated`,
  { id: column.text },
)

const standing = read(
  'family_standing',
  `SELECT f.generation, extract(epoch FROM now() - f.rotated_at)::float8 AS "rotatedSecondsAgo",
     f.grace_seconds AS "graceSeconds"
   FROM token_families f, sessions s, grants g
   WHERE f.id = $1 AND f.ended_at IS NULL AND ${standingWith}`,
  { generation: column.number, rotatedSecondsAgo: column.number, graceSeconds: column.number },
)

type Standing = { generation: number; rotatedSecondsAgo: number; graceSeconds: number }

export type RefreshAnswerer = (presented: PresentedFamily) => Promise<void>

type AppendAlone = (event: AuditEvent) => Promise<void>

/**
 * What must be written before a refresh is answered: the rotation, or that an earlier answer was
 * given again. Throws `grant_invalid` when the family ended meanwhile, and `refresh_reused` when the
 * token turns out to be an old one: who asked ends what its policy says.
 */
export function refreshAnswerer(db: Db, appendAlone: AppendAlone): RefreshAnswerer {
  const rotate = rotator(db)
  return async (presented) => {
    if (presented.judgement === 'repeated') {
      await getStanding(db, presented)
      return appendAlone(eventOf(presented, 'refresh.repeated'))
    }
    if (await rotate({ presented, origin: currentOrigin() })) return
    await judgeAgain(db, presented)
  }
}

/** Many rotations in one statement; which of them did their row. */
function rotator(db: Db): (rotation: Rotation) => Promise<boolean> {
  return combine<Rotation, boolean>(
    async (asked) => {
      const events = asked.map(({ presented, origin }) => ({
        event: eventOf(presented, 'refresh.rotated'),
        origin,
      }))
      const families = asked.map(({ presented }) => presented.family.id)
      const generations = asked.map(({ presented }) => presented.presented)
      const values = [...eventValues(events), families, generations]
      const rotated = await db.rows(rotateFamilies, values)
      const ids = new Set(rotated.map(({ id }) => id))
      return families.map((id) => ids.has(id))
    },
    { kind: 'write', keyOf: ({ presented }) => presented.family.id, most: 100, lanes: 2 },
  )
}

/** Another request rotated first: its successor is ours too, if we are inside the grace. */
async function judgeAgain(db: Db, presented: PresentedFamily): Promise<void> {
  const now = await getStanding(db, presented)
  if (judge(presented.presented, now) === 'repeated') return
  throw new DomainError('refresh_reused', 'the refresh token was used before')
}

/** Throws `grant_invalid` for what was revoked since it was read. */
async function getStanding(db: Db, { family }: PresentedFamily): Promise<Standing> {
  const [now] = await db.rows<Standing>(standing, [family.id])
  if (now === undefined) throw new DomainError('grant_invalid', 'the grant ended meanwhile')
  return now
}

function eventOf({ family, presented }: PresentedFamily, type: EventType): AuditEvent {
  return {
    type,
    outcome: 'success',
    actor: { kind: 'client', id: family.clientId },
    accountId: family.accountId,
    sessionId: family.sessionId,
    clientId: family.clientId,
    grantId: family.grant.id,
    details: { generation: presented + 1 },
  }
}
