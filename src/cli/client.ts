/** The command `parley client`: its flags, and how clients are registered and shown. */

import { type Command, Option } from 'commander'
import { createClient } from '../clients/create.ts'
import { installationOf } from '../clients/judge-registration.ts'
import {
  findListedClient,
  type ListedClient,
  listClients,
  logoutMetadata,
  signingMetadata,
} from '../clients/list.ts'
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
import { type AnswerOptions, aligned, answer, jsonOption, shortTime } from './answer.ts'
import {
  byFlag,
  readJwks,
  type SigningFlags,
  scopesIn,
  signingOf,
  signingOptions,
} from './client-flags.ts'
import { type Context, Refusal } from './context.ts'
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
  const client = await withStore(config, async (store) => {
    if (registration.policy !== null) await getPolicy(store, registration.policy, '--policy')
    const installation = installationOf(config)
    const by = commandLineActor()
    return byFlag(() => createClient(store, { registration, installation, by }))
  })
  const { clientId, clientSecret } = client
  const shown = clientSecret === null ? [] : [['client_secret', clientSecret]]
  answer(context, options, {
    value: { client_id: clientId, client_secret: clientSecret ?? undefined },
    lines: aligned([['client_id', clientId], ...shown]),
  })
  if (clientSecret !== null && !options.json) {
    context.note('The secret is shown this once: only its SHA-256 is kept.\n')
  }
}

async function toRegistration(options: CreateClientOptions): Promise<ClientRegistration> {
  const { name, redirectUri = [], grant = [], policy = null, resource = null } = options
  const { allowGuests = false } = options
  const signsPeopleIn = redirectUri.length > 0
  const usual: readonly GrantType[] = signsPeopleIn ? ['authorization_code', 'refresh_token'] : []
  const types = grant.length > 0 ? [...new Set(grant)] : usual
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
  const usual = options.jwksFile === undefined ? 'client_secret_basic' : 'private_key_jwt'
  return options.authMethod ?? usual
}

const mostListed = 10_000

async function runListClients(context: Context, options: AnswerOptions): Promise<void> {
  const clients = await withStore(context.config(), (db) =>
    listClients(db, { after: null, most: mostListed }),
  )
  const rows = clients.map((client) => [
    client.id,
    client.name,
    client.authMethod,
    client.grantTypes.join(','),
    client.disabledAt === null ? 'enabled' : `disabled ${shortTime(client.disabledAt)}`,
  ])
  const lines = rows.length === 0 ? ['No clients yet.'] : aligned(rows)
  answer(context, options, { value: clients.map(toJson), lines })
  if (clients.length === mostListed) context.note(`Only the first ${mostListed} are listed.\n`)
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
  const value = toJson(client)
  const rows = Object.entries(value).map(([name, one]) => [name, wordOf(one)])
  answer(context, options, { value, lines: aligned(rows) })
}

function wordOf(value: unknown): string {
  if (value === null) return '-'
  if (value instanceof Date) return shortTime(value)
  if (Array.isArray(value)) return value.map(String).join(' ') || '-'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function toJson(client: ListedClient) {
  return {
    client_id: client.id,
    name: client.name,
    auth_method: client.authMethod,
    application_type: client.applicationType,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    grant_types: client.grantTypes,
    scopes: client.scopes,
    jwks: client.jwks,
    policy: client.policy,
    resource: client.resource,
    allow_guests: client.allowGuests,
    ...logoutMetadata(client),
    ...signingMetadata(client),
    secret_rotated_at: client.secretRotatedAt,
    former_secret_expires_at: client.formerSecretUntil,
    created_at: client.createdAt,
    disabled_at: client.disabledAt,
  }
}
