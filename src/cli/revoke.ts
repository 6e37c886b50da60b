/** The command `parley revoke`: from one grant to everything, or what that would reach. */

import { isDomainError } from '../base/errors.ts'
import { type Revocation, type RevocationScope, revocationScopes } from '../model/revocation.ts'
import { scopeOf, toReceipt } from '../model/revocation-document.ts'
import { reachDocument, reachOf } from '../sessions/reach.ts'
import { revoke } from '../sessions/revoke.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { momentOf } from './moment.ts'
import { withStore } from './postgres.ts'

export type RevokeOptions = AnswerOptions & {
  readonly token?: string
  readonly grant?: string
  readonly session?: string
  readonly account?: string
  readonly exceptSession?: string
  readonly client?: string
  readonly network?: string
  readonly allBefore?: string
  readonly before?: string
  readonly reason?: string
  readonly dryRun?: boolean
}

export async function runRevoke(context: Context, options: RevokeOptions): Promise<void> {
  const scope = chosen(options)
  const before = momentIn(options)
  if (options.dryRun) return tryOut(context, options, { scope, before })
  const { reason } = options
  if (reason === undefined) throw new Refusal('--reason: say why, for the ledger.')
  const by = commandLineActor()
  const made = await asked(
    withStore(context.config(), (db) => revoke(db, { scope, before, reason, by })),
  )
  answer(context, options, { value: toReceipt(made), lines: [sentenceOf(made)] })
}

type Target = { readonly scope: RevocationScope; readonly before: Date | null }

async function tryOut(context: Context, options: RevokeOptions, target: Target): Promise<void> {
  const reach = await asked(withStore(context.config(), (db) => reachOf(db, target)))
  const { sessions, accounts, clients, clientsTold } = reach
  const told = `${sessions} sessions of ${accounts} accounts, with ${clients} applications`
  const lines = [`It would reach ${told}, ${clientsTold} of which would be told.`]
  answer(context, options, { value: reachDocument(reach), lines })
}

/** The refusal names the field; who typed a flag looks for the flag. */
async function asked<Answer>(answering: Promise<Answer>): Promise<Answer> {
  try {
    return await answering
  } catch (error) {
    if (!isDomainError(error, 'request_invalid') && !isDomainError(error, 'not_found')) throw error
    const named = error.detail.replace(/^(?:scope\/)?(reason|before|network):/, '--$1:')
    throw new Refusal(`${named[0]?.toUpperCase()}${named.slice(1)}.`)
  }
}

function sentenceOf({ scope, before, sweptAt }: Revocation): string {
  if (sweptAt !== null) return 'Revoked.'
  const what = scope === 'everything' ? 'everything' : `this ${scope.replace('_', ' and ')}`
  return `Revoked: whatever ${what} was issued by ${before.toISOString()} is dead from now on.`
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The one kind of scope that these flags, and no others, describe. */
function chosen(options: RevokeOptions): RevocationScope {
  const given = {
    jti: options.token,
    grant_id: options.grant,
    session_id: options.session,
    account_id: options.account,
    except_session: options.exceptSession,
    client_id: options.client,
    network: options.network,
  }
  const named = Object.entries(given).filter(([, value]) => value !== undefined)
  const isAll = options.allBefore !== undefined
  const [scope] = revocationScopes
    .filter((kind) => (kind === 'everything') === isAll)
    .flatMap((kind) => scopeOf({ kind, ...Object.fromEntries(named) }) ?? [])
  if (scope === undefined) throw new Refusal(choices)
  for (const [name, value = ''] of named) {
    if (ids.includes(name) && !uuid.test(value)) throw new Refusal(`${value}: no id of ours.`)
  }
  return scope
}

const ids = ['session_id', 'account_id', 'except_session']

const choices =
  'Say what: --token, --grant, --session, --account (with --client: what it allowed that client), ' +
  '--client, --network, or --all-before; --except-session goes with --account.'

/** A moment in ISO 8601, or `now`: null. */
function momentIn({ allBefore, before }: RevokeOptions): Date | null {
  const text = allBefore ?? before ?? 'now'
  return text === 'now' ? null : momentOf(text)
}
