/** Prints the count of tests as the very last line of a run. It judges nothing. */

import { writeSync } from 'node:fs'

export default class CountReporter {
  onRunComplete(_contexts, results) {
    const line = countLine(results)
    // Only at the exit has everything else been written, the global teardown's output too.
    process.once('exit', () => writeSync(1, `${line}\n`))
  }
}

/** A file that could not even be loaded has no tests to count, so it counts as one that failed. */
function countLine(results) {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites
  const skipped = results.numPendingTests + results.numTodoTests
  const counts = `${results.numPassedTests} passed, ${failed} failed`
  return skipped === 0 ? counts : `${counts}, ${skipped} skipped`
}
