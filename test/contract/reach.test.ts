/** Whatever the admin API can do, an operator can do in the console or on the command line. */

import { expect, test } from '@jest/globals'
import { filesOf } from '../house/files.ts'
import { contract } from '../support/contract.ts'
import { askedIn, verbsByOperation, verbsIn } from './reach.ts'

const operations = Object.entries(contract.paths)
  .filter(([path]) => path.startsWith('/admin/v1/'))
  .flatMap(([, methods]) => Object.values(methods))
  .filter(({ security }) => security.length > 0)
  .map(({ operationId }) => operationId)

const inConsole = askedIn(filesOf('src/http/console'), operations)
const verbs = verbsByOperation(filesOf('src/http/admin'))
const onCommandLine = verbsIn(filesOf('src/commands'))

/** What no person asks for, each with the reason. */
const exceptions: Readonly<Record<string, string>> = {}

/** Areas of the console that are still to come: a line goes when what it names is reached. */
const notYet: readonly string[] = [
  'getClient',
  'listAuditEvents',
  'getAuditEvent',
  'getPolicy',
  'simulatePolicy',
  'listRevocations',
  'getRevocation',
]

function isReached(id: string): boolean {
  return inConsole.has(id) || (verbs.get(id) ?? []).some((verb) => onCommandLine.has(verb))
}

test('every operation is reached from the console or the command line', () => {
  const known = new Set([...Object.keys(exceptions), ...notYet])
  expect(operations.filter((id) => !isReached(id) && !known.has(id))).toEqual([])
})

test('what is listed as out of reach is an operation, and out of reach', () => {
  const listed = [...Object.keys(exceptions), ...notYet]
  expect(listed.filter((id) => !operations.includes(id) || isReached(id))).toEqual([])
})

test('the sources are read rightly', () => {
  expect(operations.filter((id) => !verbs.has(id))).toEqual([])
  expect(verbs.get('createApiKey')).toEqual(['createApiKey'])
  expect(verbs.get('resendNotice')).toEqual(['resendNotice'])
  // By the function beside it.
  expect(verbs.get('getApiKey')).toEqual(['findApiKey'])
  expect(verbs.get('getNotice')).toEqual(['findNotice'])
  expect([...onCommandLine]).toEqual(expect.arrayContaining(['setRole', 'readStatistics']))
  const source = { path: 'x.ts', text: "visit.ask('getNotice', { params })" }
  expect([...askedIn([source], operations)]).toEqual(['getNotice'])
})
