/** Adds what Node needs to load a test: JSX, and a `@jest/globals` outside of Jest's realm. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from '@swc/core'

const globals = new URL('globals.js', import.meta.url).href

export function resolveGlobals(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true }
  return next(specifier, context)
}

export function transformTsx(url, context, next) {
  if (!url.endsWith('.tsx')) return next(url, context)
  const filename = fileURLToPath(url)
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    },
  })
  return { format: 'module', source: code, shortCircuit: true }
}
