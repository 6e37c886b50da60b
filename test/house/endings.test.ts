/**
 * Holds the sources to one path for every ending: only src/endings ends a session, grant or family,
 * and only src/store/session-sql.ts words the state of a session and the reason of its end.
 */

import { expect, test } from '@jest/globals'
import { filesOf, type ProjectFile } from './files.ts'

/** An UPDATE of one of the three, or an upsert into one, up to its list of columns. */
const change =
  /(?:\bUPDATE\s+(?:ONLY\s+)?|\bINTO\s+)"?(sessions|grants|token_families)\b(?:(?!\bUPDATE\s+(?!SET\b)|\bINTO\b)[^`])*?\bSET\b/gi

/** A column that says that the row ended, when or why, on the left of its `=` in a flat SET list. */
const endColumn =
  /(?:^|,)\s*(?:"?(?:state|ended_at|end_reason)"?|\([^)]*\b(?:state|ended_at|end_reason)\b[^)]*\))\s*=/i

/** Prisma could change them too. */
const call = /\.(session|grant|tokenFamily)\.(update|updateMany|upsert)\w*\(/

/** The SET list that `text` starts with, without what its values have in brackets. */
function setList(text: string): string {
  const flat = text.replace(/\([^()]*\)(?!\s*=)|\$\{[^{}]*\}/g, ' ')
  if (flat !== text) return setList(flat)
  return flat.split(/`|\)(?!\s*=)|\b(?:WHERE|FROM|RETURNING)\b/i, 1).join('')
}

function ends(text: string): boolean {
  const lists = [...text.matchAll(change)].map((found) =>
    setList(text.slice(found.index + found[0].length)),
  )
  return call.test(text) || lists.some((list) => endColumn.test(list))
}

function endingsIn(files: readonly ProjectFile[]): string[] {
  return files.filter(({ text }) => ends(text)).map(({ path }) => path)
}

test.each([
  'UPDATE sessions s SET last_seen_at = now(), ended_at = now() WHERE s.id = $1',
  "UPDATE sessions SET state = 'ended' WHERE id = $1",
  "UPDATE sessions SET state = 'ended', due_at = now()",
  "UPDATE sessions s SET state = CASE WHEN $2 THEN 'ended' ELSE s.state END WHERE s.id = $1",
  'UPDATE sessions SET due_at = (SELECT now() FROM asked WHERE true), ended_at = now()',
  "UPDATE sessions SET (ended_at, end_reason) = (now(), 'revoked') WHERE id = $1",
  'WITH one AS (UPDATE grants SET (ended_at, updated_at) = (now(), now())) SELECT 1',
  "UPDATE grants SET end_reason = 'revoked' WHERE id = $1",
  'update only token_families f\n  set ended_at = now() FROM asked',
  'INSERT INTO grants (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET ended_at = now()',
  'db.grant.updateMany({ data: { endedAt } })',
])('a statement that ends a session, a grant or a family is detected: %s', (text) => {
  expect(endingsIn([{ path: 'planted.ts', text }])).toEqual(['planted.ts'])
})

test.each([
  'UPDATE sessions s SET due_at = now() WHERE s.ended_at = $1',
  "UPDATE sessions s SET due_at = CASE s.state WHEN 'live' THEN now() END FROM asked WHERE s.state = $1",
  'UPDATE token_families SET rotated_at = (SELECT max(o.rotated_at) FROM token_families o WHERE o.end_reason = $1)',
  'WITH one AS (UPDATE grants SET updated_at = now()), two AS (SELECT 1 AS state) SELECT 2, state = 1',
  "UPDATE authorization_codes SET state = 'used'",
])('a statement that ends none of them is accepted: %s', (text) => {
  expect(endingsIn([{ path: 'harmless.ts', text }])).toEqual([])
})

test('only endings/ ends a session, a grant or a family', () => {
  expect(endingsIn(filesOf('src'))).toEqual(['src/endings/statements.ts'])
})

/** SQL that finds a state or a timeout by itself, or the cut-offs that hit a row. */
const wording =
  /\b(?:THEN|ELSE)\s+'(?:offline|(?:absolute|idle)_timeout)'|\bswept_at\s+IS\s+NULL\s+AND\s+\w+\.?before\b|\bSELECT\s+c\.end_reason\b/i

function wordingsIn(files: readonly ProjectFile[]): string[] {
  return files.filter(({ text }) => wording.test(text)).map(({ path }) => path)
}

test.each([
  "CASE WHEN s.due_at > now() THEN 'offline' ELSE 'ended' END",
  "CASE WHEN $2 THEN 'ended' ELSE 'offline' END",
  "case when s.too_old then 'absolute_timeout' end",
  'EXISTS (SELECT FROM revocations c WHERE c.swept_at IS NULL\n AND c.before >= s.created_at)',
  '(SELECT c.end_reason FROM revocations c LIMIT 1)',
])('a wording of the state of a session or the reason of its end is seen: %s', (text) => {
  expect(wordingsIn([{ path: 'planted.ts', text }])).toEqual(['planted.ts'])
})

test('the state of a session and the reason of its end are worded once', () => {
  const endings = 'src/endings/statements.ts'
  const found = wordingsIn(filesOf('src')).filter((path) => path !== endings)
  expect(found).toEqual(['src/store/session-sql.ts'])
})
