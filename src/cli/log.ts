/** The log: JSON lines in production, lines for a person in development. It decides no level. */

import { type Logger, pino } from 'pino'
import { z } from 'zod'
import type { Config } from '../config/config.ts'
import type { Context } from './context.ts'

/**
 * In development standard output belongs to the banner, so the log goes to standard error. Nothing
 * that lets someone in is ever given to a log; the list is for a mistake made one day.
 */
export function openLog({ mode, logLevel }: Config, context: Context): Logger {
  const options = { level: logLevel, redact: { paths: secretPaths, censor: '[removed]' } }
  if (mode === 'production') return pino(options)
  return pino(options, { write: (line: string) => context.note(forPeople(line)) })
}

const secretNames = [
  'password',
  'secret',
  'client_secret',
  'code',
  'code_verifier',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'token',
  'authorization',
  'cookie',
  'DATABASE_URL',
]

const holders = ['', 'err.', 'body.', 'params.', 'headers.', 'req.headers.']

const secretPaths = holders
  .flatMap((holder) => secretNames.map((name) => `${holder}${name}`))
  // Postgres, the system and our own refusals tell by `err.code` what went wrong.
  .filter((path) => path !== 'err.code')

const entry = z.looseObject({ level: z.number(), msg: z.string().optional() })

function forPeople(line: string): string {
  const { level, msg = '', ...fields } = entry.parse(JSON.parse(line))
  const { time: _time, pid: _pid, hostname: _hostname, err, ...others } = fields
  const error = z.looseObject({ stack: z.string() }).safeParse(err)
  const about = Object.keys(others).length === 0 ? '' : ` ${JSON.stringify(others)}`
  const trace = error.success ? `\n${error.data.stack}` : ''
  return `${pino.levels.labels[level] ?? level}: ${msg}${about}${trace}\n`
}
