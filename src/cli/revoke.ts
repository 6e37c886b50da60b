/** The command `parley revoke`: revokes anything from one token to everything, or counts what that would reach. */

import { scopeOf, toReach, toRevocation } from '../contract/revocation.ts'
import { type Revocation, type RevocationScope, revocationScopes } from '../model/revocation.ts'
import { reachOf } from '../sessions/reach.ts'
import { revoke } from '../sessions/revoke.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { isId } from './id.ts'
import { momentOf } from './moment.ts'
import { nameFlag } from './name-flag.ts'
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
  const scope = scopeIn(options)
  const before = momentIn(options)
  if (options.dryRun) return tryOut(context, options, { scope, before })
  const { reason } = options
  if (reason === undefined)
    throw new Refusal('--reason is needed: it is recorded in the audit log.')
  const by = commandLineActor()
  const made = await nameFlag(
    withStore(context.config(), (db) => revoke(db, { scope, before, reason, by })),
  )
  answer(context, options, { value: toRevocation(made), lines: [sentenceOf(made)] })
}

type Target = { readonly scope: RevocationScope; readonly before: Date | null }

async function tryOut(context: Context, options: RevokeOptions, target: Target): Promise<void> {
  const reach = await nameFlag(withStore(context.config(), (db) => reachOf(db, target)))
  const { sessions, accounts, clients, clientsTold } = reach
  const counts = `${sessions} sessions of ${accounts} accounts, with ${clients} applications`
  const lines = [`This would end ${counts}; ${clientsTold} of them would be notified.`]
  answer(context, options, { value: toReach(reach), lines })
}

function sentenceOf({ scope, before, sweptAt }: Revocation): string {
  if (sweptAt !== null) return 'Revoked.'
  const target = scope === 'everything' ? '' : ` for this ${scope.replace('_', ' and ')}`
  return `Revoked: everything issued${target} up to ${before.toISOString()}.`
}

/** Exactly one kind of scope fits the flags. Throws a refusal if none does. */
function scopeIn(options: RevokeOptions): RevocationScope {
  const fields = {
    jti: options.token,
    grant_id: options.grant,
    session_id: options.session,
    account_id: options.account,
    except_session: options.exceptSession,
    client_id: options.client,
    network: options.network,
  }
  const named = Object.entries(fields).filter(([, value]) => value !== undefined)
  const isAll = options.allBefore !== undefined
  const [scope] = revocationScopes
    .filter((kind) => (kind === 'everything') === isAll)
    .flatMap((kind) => scopeOf({ kind, ...Object.fromEntries(named) }) ?? [])
  if (scope === undefined) throw new Refusal(choices)
  for (const [name, value = ''] of named) {
    if (ids.includes(name) && !isId(value))
      throw new Refusal(`${JSON.stringify(value)} is not a valid id.`)
  }
  if (scope.kind === 'token') requireTokenId(scope.jti)
  return scope
}

/** Checks only the shape, 256 random bits, because JWTs are not stored. */
function requireTokenId(jti: string): void {
  if (/^[\w-]{43}$/.test(jti)) return
  throw new Refusal(
    `--token: ${JSON.stringify(jti)} is not the id of a token of this server. Give the "jti" of an access token.`,
  )
}

const ids = ['session_id', 'account_id', 'except_session']

const choices =
  'Say what to revoke: --token, --grant, --session, --account (with --client: only its grants to that client), ' +
  '--client, --network, or --all-before; --except-session goes with --account.'

/** A moment in ISO 8601, or `now`: null. */
function momentIn({ allBefore, before }: RevokeOptions): Date | null {
  const text = allBefore ?? before ?? 'now'
  return text === 'now' ? null : momentOf(text)
}
