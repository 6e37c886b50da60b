/** The commands `parley resource-server list`, `register` and `remove`. */

import { isDomainError } from '../base/errors.ts'
import {
  listResourceServers,
  offerResource,
  removeResourceServer,
} from '../clients/resource-servers.ts'
import { type AnswerOptions, aligned, answer } from './answer.ts'
import { scopesIn } from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { withStore } from './postgres.ts'

const mostListed = 10_000

export async function runListResourceServers(
  context: Context,
  options: AnswerOptions,
): Promise<void> {
  const servers = await withStore(context.config(), (db) =>
    listResourceServers(db, { after: null, most: mostListed }),
  )
  const rows = servers.map(({ identifier, name, scopes }) => [identifier, name, scopes.join(' ')])
  const value = servers.map(({ createdAt: created_at, ...server }) => ({ ...server, created_at }))
  const lines = rows.length === 0 ? ['There is no resource server yet.'] : aligned(rows)
  answer(context, options, { value, lines })
  if (servers.length === mostListed) context.note(`Only the first ${mostListed} are listed.\n`)
}

export type RegisterOptions = AnswerOptions & {
  readonly name?: string
  readonly scope: readonly string[]
}

export async function runRegisterResourceServer(
  context: Context,
  identifier: string,
  options: RegisterOptions,
): Promise<void> {
  const { name = identifier } = options
  const offered = { identifier, name, scopes: scopesIn(options.scope), by: commandLineActor() }
  const isDone = await withStore(context.config(), (db) => offerResource(db, offered)).catch(
    (error: unknown) => {
      if (!isDomainError(error, 'client_metadata_invalid')) throw error
      throw new Refusal(error.detail.replace(/^identifier/, 'The identifier').concat('.'))
    },
  )
  const sentence = isDone ? 'Registered: clients may ask for it.' : 'It offered all of it before.'
  answer(context, options, { value: { identifier, changed: isDone }, lines: [sentence] })
}

export async function runRemoveResourceServer(
  context: Context,
  identifier: string,
  options: AnswerOptions & { readonly reason: string },
): Promise<void> {
  const { reason } = options
  const removal = { identifier, reason, by: commandLineActor() }
  await withStore(context.config(), (db) => removeResourceServer(db, removal)).catch(
    (error: unknown) => {
      if (!isDomainError(error, 'not_found')) throw error
      throw new Refusal(`There is no resource server ${JSON.stringify(identifier)}.`)
    },
  )
  const lines = ['Removed: no token is issued for it any more.']
  answer(context, options, { value: { identifier }, lines })
}
