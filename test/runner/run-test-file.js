/**
 * Runs a test file in its worker's own realm: whatever one file has loaded and warmed up is there
 * for the next. Everything else is left to Jest's own runner.
 */

import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { useGlobals } from './globals.js'
import { resolveGlobals, transformTsx } from './hooks.js'

registerHooks({ resolve: resolveGlobals, load: transformTsx })
process.setSourceMapsEnabled(true)

const require = createRequire(import.meta.url)
const runner = require.resolve('jest-circus/runner')
const circus = createRequire(runner).resolve('./jestAdapterInit.js')

export default function runTestFile(globalConfig, config, environment, runtime, path, report) {
  // Jest replaces stack traces by its own, which knows no file that Node has loaded.
  Error.prepareStackTrace = undefined
  const native = Object.assign(Object.create(runtime), {
    requireInternalModule: freshCircus,
    setGlobalsForRuntime: (globals) => useGlobals(globals, environment.moduleMocker),
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (file) => import(pathToFileURL(file).href),
  })
  return require(runner).default(globalConfig, config, environment, native, path, report)
}

/** Circus holds the tests of one file, so each file gets a new one. */
function freshCircus() {
  delete globalThis[Symbol.for('EVENT_HANDLERS')]
  delete require.cache[circus]
  return require(circus)
}
