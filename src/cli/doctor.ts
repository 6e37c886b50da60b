/** The command `parley doctor`: says what is wrong with what a start needs. It repairs nothing. */

import { styleText } from 'node:util'
import { type AnswerOptions, aligned, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { type Check, settingsChecks } from './doctor-checks.ts'
import { databaseChecks } from './doctor-database.ts'
import { machineChecks } from './doctor-machine.ts'

export async function runDoctor(context: Context, options: AnswerOptions): Promise<void> {
  const checks = await examine(context)
  const failed = checks.filter(({ status }) => status === 'fail').length
  answer(context, options, {
    value: { ok: failed === 0, checks },
    lines: aligned(checks.map(({ status, name, detail }) => [status, name, detail])).map(coloured),
  })
  if (failed > 0) throw new Refusal(`${failed} of ${checks.length} checks failed.`)
}

/** Without good settings there is nothing else to look at. */
async function examine(context: Context): Promise<readonly Check[]> {
  const { config, checks } = settingsChecks(context)
  if (config === null) return checks
  return [...checks, ...(await databaseChecks(config)), ...(await machineChecks(config))]
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red' } as const

function coloured(line: string): string {
  return line.replace(/^(ok|warn|fail)/, (status) =>
    status === 'ok' || status === 'warn' || status === 'fail'
      ? styleText(colours[status], status)
      : status,
  )
}
