/** The command `parley client`: its flags, and how clients are registered and shown. */

import { type Command, Option } from 'commander'
import { createClient } from '../clients/create.ts'
import { installationOf } from '../clients/judge-registration.ts'
import { findListedClient, type ListedClient, listClients } from '../clients/list.ts'
import { toClient } from '../contract/client.ts'
import {
  type AuthMethod,
  authMethods,
  type ClientRegistration,
  defaultScopes,
  defaultSigning,
  type GrantType,
  grantTypes,
} from '../model/client.ts'
import { type NoticeCause, noticeCauses } from '../model/notice.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { requireFree } from './authority.ts'
import {
  byFlag,
  readJwks,
  type SigningFlags,
  scopesIn,
  signingOf,
  signingOptions,
} from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
import { mostFirst, noteFirst } from './gather.ts'
import { getPolicy } from './policy.ts'
import { withStore } from './postgres.ts'

export function addClientCommands(client: Command, context: Context): void {
  addCreate(client, context)
  client
    .command('list')
    .description('list applications')
    .addOption(jsonOption())
    .action(async (options) => runListClients(context, options))
  client
    .command('show')
    .description('show one application, without its secret')
    .argument('<id>', "the client's id")
    .addOption(jsonOption())
    .action(async (id, options) => runShowClient(context, id, options))
}

function addCreate(client: Command, context: Context): void {
  const command = client
    .command('create')
    .description('register an application; its secret is shown once')
    .requiredOption('--name <name>', 'the name on the consent page')
    .option('--redirect-uri <uri...>', 'redirect URIs')
    .addOption(
      new Option(
        '--grant <type...>',
        'grant types; with a redirect URI the default is code and refresh',
      ).choices(grantTypes),
    )
    .option('--public', 'a public client: an app on a device or in a browser')
    .option('--native', 'a native app, which may use its own URI scheme')
    .addOption(new Option('--policy <name>', 'a stricter policy for this client'))
    .option('--scope <name...>', 'the scopes it may ask for')
    .addOption(
      new Option('--auth-method <method>', 'how it authenticates')
        .choices(authMethods)
        .conflicts('public'),
    )
    .option('--jwks-file <file>', 'its public keys as a JWK set, for private_key_jwt')
    .option('--post-logout-redirect-uri <uri...>', 'redirect URIs after logout')
    .option('--resource <uri>', 'the API that this client is; it may introspect tokens for it')
    .option('--allow-guests', 'its visitors may browse without signing in')
    .option('--backchannel-logout-uri <uri>', 'receiver of logout tokens')
    .option('--backchannel-logout-session-required', 'require sid in logout tokens')
    .addOption(
      new Option(
        '--backchannel-logout-cause <cause...>',
        'the end reasons that notify it; default: all',
      ).choices(noticeCauses),
    )
  for (const option of signingOptions()) command.addOption(option)
  command.addOption(jsonOption()).action(async (options) => runCreateClient(context, options))
}

export type CreateClientOptions = AnswerOptions &
  SigningFlags & {
    readonly name: string
    readonly redirectUri?: readonly string[]
    readonly grant?: readonly GrantType[]
    readonly public?: boolean
    readonly authMethod?: AuthMethod
    readonly jwksFile?: string
    readonly scope?: readonly string[]
    readonly policy?: string
    readonly postLogoutRedirectUri?: readonly string[]
    readonly native?: boolean
    readonly resource?: string
    readonly allowGuests?: boolean
    readonly backchannelLogoutUri?: string
    readonly backchannelLogoutSessionRequired?: boolean
    readonly backchannelLogoutCause?: readonly NoticeCause[]
  }

async function runCreateClient(context: Context, options: CreateClientOptions): Promise<void> {
  const config = context.config()
  const registration = await toRegistration(options)
  requireFree(config.issuer, registration.resource, '--resource')
  const client = await withStore(config, async (store) => {
    if (registration.policy !== null) await getPolicy(store, registration.policy, '--policy')
    const installation = installationOf(config)
    const by = commandLineActor()
    return byFlag(() => createClient(store, { registration, installation, by }))
  })
  const { clientId, clientSecret } = client
  const secret = clientSecret === null ? [] : [['client_secret', clientSecret]]
  answer(context, options, {
    value: { client_id: clientId, client_secret: clientSecret ?? undefined },
    lines: alignColumns([['client_id', clientId], ...secret]),
  })
  if (clientSecret !== null && !options.json) {
    context.note('Copy the secret now: it is shown only once.\n')
  }
}

async function toRegistration(options: CreateClientOptions): Promise<ClientRegistration> {
  const { name, redirectUri = [], grant = [], policy = null, resource = null } = options
  const { allowGuests = false } = options
  const signsPeopleIn = redirectUri.length > 0
  const defaults: readonly GrantType[] = signsPeopleIn
    ? ['authorization_code', 'refresh_token']
    : []
  const types = grant.length > 0 ? [...new Set(grant)] : defaults
  return {
    name,
    authMethod: authMethodOf(options),
    applicationType: options.native ? 'native' : 'web',
    redirectUris: redirectUri,
    postLogoutRedirectUris: options.postLogoutRedirectUri ?? [],
    grantTypes: types,
    scopes: scopesIn(options.scope ?? defaultScopes(types)),
    jwks: options.jwksFile === undefined ? null : await readJwks(options.jwksFile),
    policy,
    resource,
    allowGuests,
    backchannelLogout: logoutOf(options),
    ...signingOf(options, defaultSigning),
  }
}

function logoutOf(options: CreateClientOptions): ClientRegistration['backchannelLogout'] {
  const { backchannelLogoutUri: uri, backchannelLogoutCause: causes = null } = options
  if (uri === undefined) return null
  return { uri, sessionRequired: options.backchannelLogoutSessionRequired === true, causes }
}

function authMethodOf(options: CreateClientOptions): AuthMethod {
  if (options.public) return 'none'
  const byDefault = options.jwksFile === undefined ? 'client_secret_basic' : 'private_key_jwt'
  return options.authMethod ?? byDefault
}

async function runListClients(context: Context, options: AnswerOptions): Promise<void> {
  const clients = await withStore(context.config(), (db) =>
    listClients(db, { after: null, most: mostFirst }),
  )
  const rows = clients.map((client) => [
    client.id,
    client.name,
    client.authMethod,
    client.grantTypes.join(','),
    client.disabledAt === null ? 'enabled' : `disabled ${shortTime(client.disabledAt)}`,
  ])
  const lines = rows.length === 0 ? ['No clients yet.'] : alignColumns(rows)
  answer(context, options, { value: clients.map(toClient), lines })
  noteFirst(context, clients)
}

async function runShowClient(
  context: Context,
  clientId: string,
  options: AnswerOptions,
): Promise<void> {
  const client = await withStore(context.config(), (db) => findListedClient(db, clientId))
  if (client === null) throw unknownClient(clientId)
  answerClient(context, options, client)
}

export function unknownClient(clientId: string): Refusal {
  return new Refusal(`There is no client ${JSON.stringify(clientId)}.`)
}

export function answerClient(context: Context, options: AnswerOptions, client: ListedClient): void {
  const value = toClient(client)
  const rows = Object.entries(value).map(([name, one]) => [name, wordOf(name, one)])
  answer(context, options, { value, lines: alignColumns(rows) })
}

function wordOf(name: string, value: unknown): string {
  if (value === null || value === '') return '-'
  if (name.endsWith('_at') && typeof value === 'string') return shortTime(value)
  if (Array.isArray(value)) return value.map(String).join(' ') || '-'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
