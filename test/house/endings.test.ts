/** Holds the sources to one path for every ending: only src/endings ends a session, grant or family. */

import { expect, test } from '@jest/globals'
import { filesOf, type ProjectFile } from './files.ts'

/** An UPDATE of one of the three that sets when or why it ended, or that it has. */
const ending =
  /UPDATE\s+(sessions|grants|token_families)\b(?:(?!UPDATE|\bWHERE\b)[\s\S])*?\b(ended_at|end_reason)\s*=|\bstate\s*=\s*'ended'\s*,/

function endingsIn(files: readonly ProjectFile[]): string[] {
  return files.filter(({ text }) => ending.test(text)).map(({ path }) => path)
}

test('a statement that ends a session, a grant or a family is seen', () => {
  const planted = [
    'UPDATE sessions s SET last_seen_at = now(), ended_at = now() WHERE s.id = $1',
    "UPDATE grants SET end_reason = 'revoked' WHERE id = $1",
    'UPDATE token_families f\n  SET ended_at = now() FROM asked',
    "UPDATE sessions SET state = 'ended', due_at = now()",
  ]
  for (const text of planted) expect(endingsIn([{ path: 'planted.ts', text }])).toHaveLength(1)
  const harmless = 'UPDATE sessions s SET due_at = now() WHERE s.ended_at = $1'
  expect(endingsIn([{ path: 'harmless.ts', text: harmless }])).toEqual([])
})

test('only the endings end a session, a grant or a family', () => {
  expect(endingsIn(filesOf('src'))).toEqual(['src/endings/statements.ts'])
})
