/** Writes the types of the contract, or with `--check` fails when they are out of date. */

import { readFileSync, writeFileSync } from 'node:fs'
import { typesOf } from './types-of.ts'

const file = new URL('../../src/contract/generated/openapi.ts', import.meta.url)
const types = await typesOf(new URL('../../openapi.yaml', import.meta.url))

if (!process.argv.includes('--check')) {
  writeFileSync(file, types)
} else if (readFileSync(file, 'utf8') !== types) {
  process.stderr.write('src/contract/generated is out of date: run `npm run generate:types`\n')
  process.exitCode = 1
}
