/** How Jest runs the tests: in Node as it is, with one Postgres for all that need one. */

/** These need neither Postgres nor a browser, so a run of only these starts neither. */
const pure = [
  '/test/(base|config|demo|house|model)/[^/]+\\.test\\.ts$',
  '/test/web/([^/]+\\.test\\.tsx|device-name\\.test\\.ts)$',
]

const shared = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testRunner: '<rootDir>/test/runner/run-test-file.js',
  // Node reads TypeScript by itself.
  transform: {},
}

export default {
  projects: [
    { ...shared, displayName: 'pure', testRegex: pure },
    {
      ...shared,
      displayName: 'whole',
      testRegex: '\\.test\\.tsx?$',
      testPathIgnorePatterns: pure,
      globalSetup: '<rootDir>/test/global-setup.ts',
      globalTeardown: '<rootDir>/test/global-teardown.ts',
    },
  ],
  reporters: ['default', '<rootDir>/test/support/count-reporter.js'],
  // It ends what hangs. No test may depend on how fast the machine is.
  testTimeout: 300_000,
  // One more than a small machine has cores, because a worker often waits for a process or a timer.
  maxWorkers: 3,
}
