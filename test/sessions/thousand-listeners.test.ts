/** A thousand open event streams on one node, in a process of its own: `npm test` builds it. */

import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const bench = fileURLToPath(new URL('../../bench/listeners.ts', import.meta.url))

test('a thousand listeners on one node are each told of their end, with few statements and under 100 MB', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '--json'], {
    timeout: 240_000,
  })
  const result = JSON.parse(stdout)
  expect(result).toMatchObject({ connections: 1000, endedOfTheirOwn: 1000 })
  // One a second, whatever the number; how many seconds it took is the machine's affair.
  expect(result.looks).toBeGreaterThan(0)
  expect(result.looks).toBeLessThan(60)
  expect(result.grownMegabytes).toBeLessThan(100)
})
