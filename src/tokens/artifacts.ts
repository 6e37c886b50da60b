/** The protocol's short-lived things: interactions, pushed requests, replay marks. */

import { sha256 } from '../base/crypto.ts'
import { DomainError } from '../base/errors.ts'
import { column } from '../store/columns.ts'
import { type Db, read, write } from '../store/db.ts'
import { getWork, rowOnce, writeInUnit } from '../store/unit-of-work.ts'
import { type Room, roomPart } from './pending-requests.ts'

/** The kind is part of the key, so that an id of one kind is never accepted as another. */
export type ArtifactKey = { readonly kind: string; readonly id: string }

export type Artifact = {
  readonly payload: Readonly<Record<string, unknown>>
  readonly expiresAt: Date
  readonly isConsumed: boolean
}

/** An artifact lives a day at most: partitions stand three days ahead and no further. */
const longestSeconds = 86_400

const byHash = read(
  'artifact_by_hash',
  `SELECT payload, expires_at AS "expiresAt", consumed_at IS NOT NULL AS "isConsumed"
   FROM artifacts WHERE id_hash = $1 AND expires_at > now()`,
  {
    payload: column.json<Artifact['payload']>(),
    expiresAt: column.timestamp,
    isConsumed: column.bool,
  },
)

const save = `INSERT INTO artifacts (id_hash, kind, payload, expires_at, source)
  SELECT $1, $2, $3, now() + make_interval(secs => $4::int), $5
  WHERE {{guard}} AND NOT EXISTS (SELECT 1 FROM %updated%)`

const update = `UPDATE artifacts SET payload = $2
  WHERE id_hash = $1 AND expires_at > now() AND {{guard}} RETURNING id_hash`

const consume = `UPDATE artifacts SET consumed_at = now()
  WHERE id_hash = $1 AND expires_at > now() AND consumed_at IS NULL AND {{guard}}
  RETURNING id_hash`

const remove = `DELETE FROM artifacts
  WHERE id_hash = $1 AND expires_at > now() AND {{guard}} RETURNING id_hash`

const removal = 'removed'

const insertOnce = write(
  'insert_artifact_once',
  `INSERT INTO artifacts (id_hash, kind, payload, expires_at)
   SELECT $1, $2, $3, date_trunc('day', now()) + interval '2 days'
   WHERE NOT EXISTS (SELECT 1 FROM artifacts WHERE id_hash = $1 AND expires_at > now())
   ON CONFLICT DO NOTHING RETURNING id_hash`,
  { id_hash: column.bytes },
)

export function findArtifact(db: Db, key: ArtifactKey): Promise<Artifact | null> {
  return rowOnce<Artifact>(db, byHash, [hashOf(key)])
}

export type NewArtifact = {
  readonly payload: object
  readonly seconds: number
  readonly room: Room
}

/**
 * With the unit of work: replaces the payload, or begins the artifact's life of `seconds`. Without
 * room for one more, the unit is refused with `too_many_pending`.
 */
export function saveArtifact(key: ArtifactKey, { payload, seconds, room }: NewArtifact): void {
  const json = JSON.stringify(payload)
  const values = [hashOf(key), json]
  const updated = writeInUnit({ name: 'updated', text: update, values })
  writeInUnit(roomPart(room, updated))
  writeInUnit({
    name: 'artifact',
    text: save.replace('%updated%', updated),
    values: [hashOf(key), key.kind, json, Math.min(seconds, longestSeconds), room.source],
  })
}

/** With the unit of work; a second consumer refuses its unit. */
export function consumeArtifact(key: ArtifactKey): void {
  conditional('consumed', consume, key)
}

/** Whether this unit removes an artifact, and so makes room for another one. */
export function isRemovedInUnit(): boolean {
  return getWork().parts.some(({ name }) => name === removal)
}

/** With the unit of work; only one of several removers goes on. */
export function removeArtifact(key: ArtifactKey): void {
  conditional(removal, remove, key)
}

function conditional(name: string, text: string, key: ArtifactKey): void {
  const refusal = () => new DomainError('interaction_expired', `this ${key.kind} was used before`)
  writeInUnit({ name, text, values: [hashOf(key)], refusal })
}

/**
 * False when the id was seen before. At once, not with the unit: whoever comes second must learn
 * it now. The mark stays until the end of tomorrow, longer than what it guards can be valid.
 */
export async function markSeen(db: Db, key: ArtifactKey): Promise<boolean> {
  const [mark] = await db.rows(insertOnce, [hashOf(key), key.kind, '{}'])
  return mark !== undefined
}

function hashOf({ kind, id }: ArtifactKey): Buffer {
  return sha256(`${kind}:${id}`)
}
