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

const inConsole = askedIn(filesOf('src/web/console'), operations)
const verbs = verbsByOperation(filesOf('src/web/admin-api'))
const onCommandLine = verbsIn(filesOf('src/cli'))

/** Uses that the sources do not show, each with its place. */
const exceptions: Readonly<Record<string, string>> = {
  listAuditKeys: 'parley audit keys; the operation is given its verb from above',
}

function isReached(id: string): boolean {
  return inConsole.has(id) || (verbs.get(id) ?? []).some((verb) => onCommandLine.has(verb))
}

test('every operation can be reached from the console or the command line', () => {
  expect(operations.filter((id) => !isReached(id) && !Object.hasOwn(exceptions, id))).toEqual([])
})

test('every exception on the list is an operation that cannot be reached', () => {
  const listed = Object.keys(exceptions)
  expect(listed.filter((id) => !operations.includes(id) || isReached(id))).toEqual([])
})

test('the sources are parsed correctly', () => {
  expect(operations.filter((id) => !verbs.has(id))).toEqual([])
  expect(verbs.get('createApiKey')).toEqual(['createApiKey'])
  expect(verbs.get('resendNotice')).toEqual(['resendNotice'])
  // Through the function beside it.
  expect(verbs.get('getApiKey')).toEqual(['findApiKey'])
  expect(verbs.get('getNotice')).toEqual(['findNotice'])
  expect([...onCommandLine]).toEqual(expect.arrayContaining(['setRole', 'readStatistics']))
  const source = { path: 'x.ts', text: "visit.ask('getNotice', { params })" }
  expect([...askedIn([source], operations)]).toEqual(['getNotice'])
})
