#!/usr/bin/env node
/** The command line, given the process it runs in. Nothing else reads the environment. */

import { text } from 'node:stream/consumers'
import { run } from './cli/run.ts'
import { readConfig } from './config/config.ts'

const code = await run(process.argv.slice(2), {
  config: () => readConfig(process.env),
  print: (words) => void process.stdout.write(words),
  note: (words) => void process.stderr.write(words),
  readInput: () => text(process.stdin),
  wantsTraces: /^(debug|trace)$/.test(process.env['LOG_LEVEL'] ?? ''),
})
// A start that failed half-way must not live on by what it had begun.
if (code !== 0) process.exit(code)
