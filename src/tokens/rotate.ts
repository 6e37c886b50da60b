/** Rotates refresh tokens by one conditional update of unindexed columns. No family ever forks. */

import { DomainError } from '../base/errors.ts'
import { eventValues, insertEvents } from '../ledger/append.ts'
import type { EventType, LedgerEvent } from '../model/event.ts'
import { judge } from '../model/token-family.ts'
import { column } from '../store/columns.ts'
import { combine } from '../store/combine.ts'
import { type Db, read, write } from '../store/db.ts'
import { isGrantStanding, isSessionStanding, joinById } from '../store/session-sql.ts'
import { currentOrigin, type Origin } from '../store/unit-of-work.ts'
import type { PresentedFamily } from './find-family.ts'

type Rotation = { readonly presented: PresentedFamily; readonly origin: Origin }

/**
 * The family `id` with its session and its grant, as long as they stand: judged again, so that a
 * family revoked since the read is not rotated. Each row is found by its key (docs/decisions/0042).
 */
const standingFamily = (id: string) => `${joinById('token_families', 'f', id)}
  ${joinById('sessions', 's', 'f.session_id')} ${joinById('grants', 'g', 'f.grant_id')}
  WHERE ${isSessionStanding} AND ${isGrantStanding}`

const rotateFamilies = write(
  'rotate_families',
  `WITH asked AS MATERIALIZED (
     SELECT a.* FROM unnest($13::text[], $14::int[]) AS a (id, generation)
     ${standingFamily('a.id')}
   ), rotated AS (
     UPDATE token_families f SET generation = f.generation + 1, rotated_at = now() FROM asked a
     WHERE f.id = ANY ($13) AND f.id = a.id AND f.generation = a.generation AND f.ended_at IS NULL
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
   FROM (VALUES ($1::text)) AS a (id) ${standingFamily('a.id')} AND f.ended_at IS NULL`,
  { generation: column.number, rotatedSecondsAgo: column.number, graceSeconds: column.number },
)

type Standing = { generation: number; rotatedSecondsAgo: number; graceSeconds: number }

export type RefreshAnswerer = (presented: PresentedFamily) => Promise<void>

type AppendAlone = (event: LedgerEvent) => Promise<void>

/**
 * Writes what must be committed before a refresh is answered: the rotation, or the repetition of an
 * earlier response. Throws `grant_invalid` if the family ended meanwhile, and `refresh_reused` if the
 * token is an old one; the caller then ends what the policy says.
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

/** Combines many rotations in one statement. Each learns whether it rotated its family. */
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

/** Another request rotated first. Within the grace period its successor is ours too. */
async function judgeAgain(db: Db, presented: PresentedFamily): Promise<void> {
  const now = await getStanding(db, presented)
  const judgement = judge(presented.presented, now)
  if (judgement === 'repeated') return
  if (judgement === 'ahead') throw new DomainError('grant_invalid', 'the database was set back')
  throw new DomainError('refresh_reused', 'the refresh token was used before')
}

/** Throws `grant_invalid` if the family was revoked since it was read. */
async function getStanding(db: Db, { family }: PresentedFamily): Promise<Standing> {
  const [now] = await db.rows<Standing>(standing, [family.id])
  if (now === undefined) throw new DomainError('grant_invalid', 'the grant ended meanwhile')
  return now
}

function eventOf({ family, presented }: PresentedFamily, type: EventType): LedgerEvent {
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
