/** What a check answers, and the checks of the settings themselves. */

import { type Config, ConfigError } from '../config/config.ts'
import { type Context, Refusal } from './context.ts'

export type Check = {
  readonly name: string
  readonly status: 'ok' | 'warn' | 'fail'
  readonly detail: string
}

export function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail }
}

export function warn(name: string, detail: string): Check {
  return { name, status: 'warn', detail }
}

export function fail(name: string, detail: string): Check {
  return { name, status: 'fail', detail }
}

/** A check that breaks off has failed, and says why in the words of what it tried. */
export async function attempt(name: string, check: () => Promise<Check>): Promise<Check> {
  try {
    return await check()
  } catch (error) {
    return fail(name, error instanceof Error ? error.message : String(error))
  }
}

type Settings = { readonly config: Config | null; readonly checks: readonly Check[] }

export function settingsChecks(context: Context): Settings {
  try {
    const config = context.config()
    return { config, checks: [judgeMode(config), judgeMail(config), ...judgeProxies(config)] }
  } catch (error) {
    if (error instanceof ConfigError) {
      return { config: null, checks: error.problems.map((problem) => fail('settings', problem)) }
    }
    throw new Refusal('The settings cannot be read.', { cause: error })
  }
}

function judgeMode({ mode, issuer }: Config): Check {
  return mode === 'production'
    ? ok('settings', `production, as ${issuer}`)
    : warn('settings', `development mode, as ${issuer}; set NODE_ENV=production to serve others`)
}

function judgeMail({ mode, mail, registration }: Config): Check {
  if (mail !== null) return ok('mail', `by SMTP; registration is ${registration}`)
  return mode === 'production'
    ? warn('mail', 'PARLEY_MAIL_URL is absent: no password reset, no registration, no notices')
    : ok('mail', 'shown at /dev/mail instead of sent')
}

/** An https issuer has a TLS proxy in front, whose address is not the person's. */
function judgeProxies({ issuer, trustedProxies }: Config): readonly Check[] {
  if (!issuer.startsWith('https:')) return []
  const known = ok('proxies', `${trustedProxies.length} addresses or networks are believed`)
  const unknown = warn(
    'proxies',
    'PARLEY_TRUSTED_PROXIES is empty: the ledger will show the address of the TLS proxy as the ' +
      "person's, and wrong passwords of all people count as one network's",
  )
  return [trustedProxies.length > 0 ? known : unknown]
}
