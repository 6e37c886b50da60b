/** The command `parley client`: the flags and commands that change a registered client. */

import { type Command, InvalidArgumentError, Option } from 'commander'
import { isDomainError } from '../base/errors.ts'
import { enableClient } from '../clients/enable.ts'
import { installationOf } from '../clients/judge-registration.ts'
import { findListedClient } from '../clients/list.ts'
import { rotateSecret } from '../clients/rotate-secret.ts'
import { updateClient } from '../clients/update.ts'
import { toNewSecret } from '../contract/client.ts'
import {
  type AuthMethod,
  applicationTypes,
  authMethods,
  type Client,
  type ClientRegistration,
  type GrantType,
  grantTypes,
} from '../model/client.ts'
import type { Actor } from '../model/event.ts'
import type { NoticeCause } from '../model/notice.ts'
import { noticeCauses } from '../model/notice.ts'
import { deleteClient, disableClient } from '../sessions/disable-client.ts'
import type { Db } from '../store/db.ts'
import type { ReasonedOptions } from './account.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { requireFree } from './authority.ts'
import { answerClient, unknownClient } from './client.ts'
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

const reason = (text: string) =>
  new Option('--reason <text>', 'the reason, for the audit log').default(text)

const daySeconds = 86_400
const longestOverlap = 30 * daySeconds

export function addClientChanges(client: Command, context: Context): void {
  addUpdate(client, context)
  client
    .command('disable')
    .description('end everything issued to a client and refuse its requests')
    .argument('<id>', "the client's id")
    .addOption(reason('The client was disabled'))
    .addOption(jsonOption())
    .action(async (id, options) => runDisableClient(context, id, options))
  client
    .command('enable')
    .description('let a disabled client ask for tokens again')
    .argument('<id>', "the client's id")
    .addOption(jsonOption())
    .action(async (id, options) => runEnableClient(context, id, options))
  client
    .command('delete')
    .description('end everything issued to a client and delete it')
    .argument('<id>', "the client's id")
    .addOption(reason('The client was deleted'))
    .addOption(jsonOption())
    .action(async (id, options) => runDeleteClient(context, id, options))
  client
    .command('rotate-secret')
    .description('create a new client secret, shown once')
    .argument('<id>', "the client's id")
    .addOption(
      new Option('--overlap <seconds>', 'how long the former secret stays valid; 0 if it leaked')
        .default(daySeconds)
        .argParser(overlapOf),
    )
    .addOption(jsonOption())
    .action(async (id, options) => runRotateSecret(context, id, options))
}

function addUpdate(client: Command, context: Context): void {
  const command = client
    .command('update')
    .description('change an application; omitted settings stay')
    .argument('<id>', "the client's id")
    .option('--name <name>', 'the name on the consent page')
    .addOption(new Option('--application-type <type>', 'web or native').choices(applicationTypes))
    .addOption(
      new Option(
        '--auth-method <method>',
        'how it authenticates; after a change to a secret, rotate-secret gives the first one',
      ).choices(authMethods),
    )
    .option('--redirect-uri <uri...>', 'redirect URIs; "none" removes them')
    .option(
      '--post-logout-redirect-uri <uri...>',
      'redirect URIs after logout; "none" removes them',
    )
    .addOption(new Option('--grant <type...>', 'grant types').choices(grantTypes))
    .option('--scope <name...>', 'the scopes it may ask for')
    .option('--policy <name>', 'a stricter policy for this client; "none" removes it')
    .option('--jwks-file <file>', 'its public keys as a JWK set; "none" removes them')
    .option('--resource <uri>', 'the API that this client is; "none" removes it')
    .option('--allow-guests', 'its visitors may browse without signing in')
    .option('--no-allow-guests', 'visitors must sign in')
    .option('--backchannel-logout-uri <uri>', 'receiver of logout tokens; "none" removes it')
    .option('--backchannel-logout-session-required', 'require sid in logout tokens')
    .option('--no-backchannel-logout-session-required', 'do not require sid')
    .addOption(
      new Option(
        '--backchannel-logout-cause <cause...>',
        'the end reasons that notify it; "all" for every reason',
      ).choices([...noticeCauses, 'all']),
    )
  for (const option of signingOptions()) command.addOption(option)
  command
    .addOption(jsonOption())
    .action(async (id, options) => runUpdateClient(context, id, options))
}

function overlapOf(text: string): number {
  const seconds = Number(text)
  if (/^\d{1,7}$/.test(text) && seconds <= longestOverlap) return seconds
  throw new InvalidArgumentError(`seconds, 0 to ${longestOverlap}.`)
}

/** `none` removes a setting, `all` stands for every cause. */
export type UpdateClientOptions = AnswerOptions &
  SigningFlags & {
    readonly name?: string
    readonly applicationType?: Client['applicationType']
    readonly authMethod?: AuthMethod
    readonly resource?: string
    readonly redirectUri?: readonly string[]
    readonly postLogoutRedirectUri?: readonly string[]
    readonly grant?: readonly GrantType[]
    readonly scope?: readonly string[]
    readonly policy?: string
    readonly jwksFile?: string
    readonly allowGuests?: boolean
    readonly backchannelLogoutUri?: string
    readonly backchannelLogoutSessionRequired?: boolean
    readonly backchannelLogoutCause?: readonly (NoticeCause | 'all')[]
  }

async function runUpdateClient(
  context: Context,
  clientId: string,
  options: UpdateClientOptions,
): Promise<void> {
  const { json: _, ...changes } = options
  if (Object.keys(changes).length === 0)
    throw new Refusal('Nothing to change: give at least one flag (see --help).')
  const change = await changeOf(changes)
  const config = context.config()
  requireFree(config.issuer, changes.resource ?? null, '--resource')
  const installation = installationOf(config)
  const updated = await withStore(config, async (store) => {
    const { policy = 'none' } = changes
    if (policy !== 'none') await getPolicy(store, policy, '--policy')
    const isDone = await byFlag(() =>
      updateClient(store, { clientId, change, installation, by: commandLineActor() }),
    ).catch((error: unknown) => {
      throw isDomainError(error, 'not_found') ? unknownClient(clientId) : error
    })
    return { isDone, client: await findListedClient(store, clientId) }
  })
  if (updated.client === null) throw unknownClient(clientId)
  answerClient(context, options, updated.client)
  if (!updated.isDone && !options.json) context.note('No change: it was already so.\n')
}

type ClientChanges = Omit<UpdateClientOptions, 'json'>

async function changeOf(
  changes: ClientChanges,
): Promise<(now: ClientRegistration) => ClientRegistration> {
  const keys = await keysOf(changes)
  const { name, policy, allowGuests, resource } = changes
  return (now) => ({
    name: name ?? now.name,
    ...tokensOf(now, changes),
    ...signingOf(changes, now),
    applicationType: changes.applicationType ?? now.applicationType,
    authMethod: changes.authMethod ?? now.authMethod,
    jwks: now.jwks,
    ...keys,
    policy: policy === undefined ? now.policy : valueOrNull(policy),
    resource: resource === undefined ? now.resource : valueOrNull(resource),
    allowGuests: allowGuests ?? now.allowGuests,
    backchannelLogout: logoutOf(now, changes),
  })
}

async function keysOf({ jwksFile }: ClientChanges): Promise<Partial<ClientRegistration>> {
  if (jwksFile === undefined) return {}
  return { jwks: jwksFile === 'none' ? null : await readJwks(jwksFile) }
}

/** How it gets tokens, which, and where people come and go. */
function tokensOf(now: ClientRegistration, changes: ClientChanges) {
  const { grant, scope, redirectUri, postLogoutRedirectUri } = changes
  return {
    grantTypes: grant === undefined ? now.grantTypes : [...new Set(grant)],
    scopes: scope === undefined ? now.scopes : scopesIn(scope),
    redirectUris: urisOf(redirectUri) ?? now.redirectUris,
    postLogoutRedirectUris: urisOf(postLogoutRedirectUri) ?? now.postLogoutRedirectUris,
  }
}

function urisOf(uris: readonly string[] | undefined): readonly string[] | undefined {
  return uris?.length === 1 && uris[0] === 'none' ? [] : uris
}

function valueOrNull(value: string): string | null {
  return value === 'none' ? null : value
}

function logoutOf(
  { backchannelLogout: now }: ClientRegistration,
  changes: ClientChanges,
): ClientRegistration['backchannelLogout'] {
  const { backchannelLogoutUri: uri = now?.uri ?? 'none', backchannelLogoutCause: causes } = changes
  if (uri === 'none') return null
  const newCauses = causes?.flatMap((cause) => (cause === 'all' ? [] : cause))
  return {
    uri,
    sessionRequired: changes.backchannelLogoutSessionRequired ?? now?.sessionRequired ?? false,
    causes:
      newCauses === undefined ? (now?.causes ?? null) : newCauses.length === 0 ? null : newCauses,
  }
}

async function runDisableClient(
  context: Context,
  clientId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  const isDone = await change(context, clientId, (db, by) =>
    disableClient(db, { clientId, reason, by }),
  )
  const sentence = isDone
    ? 'Disabled: everything issued to it has been revoked.'
    : 'No change: it was already disabled.'
  answer(context, options, { value: { client_id: clientId, disabled: true }, lines: [sentence] })
}

async function runEnableClient(
  context: Context,
  clientId: string,
  options: AnswerOptions,
): Promise<void> {
  const isDone = await change(context, clientId, (db, by) => enableClient(db, { clientId, by }))
  const sentence = isDone
    ? 'Enabled: it can ask for tokens again.'
    : 'No change: it was not disabled.'
  answer(context, options, { value: { client_id: clientId, disabled: false }, lines: [sentence] })
}

async function runDeleteClient(
  context: Context,
  clientId: string,
  options: ReasonedOptions,
): Promise<void> {
  const { reason } = options
  await change(context, clientId, (db, by) => deleteClient(db, { clientId, reason, by }))
  answer(context, options, { value: { client_id: clientId }, lines: ['Deleted.'] })
}

export type RotateSecretOptions = AnswerOptions & { readonly overlap: number }

async function runRotateSecret(
  context: Context,
  clientId: string,
  options: RotateSecretOptions,
): Promise<void> {
  const { overlap: overlapSeconds } = options
  const secret = await change(context, clientId, (db, by) =>
    rotateSecret(db, { clientId, overlapSeconds, by }),
  )
  const { clientSecret, formerUntil } = secret
  const former =
    formerUntil === null ? 'no longer works' : `works until ${shortTime(formerUntil)} UTC`
  answer(context, options, {
    value: toNewSecret({ clientId, ...secret }),
    lines: alignColumns([
      ['client_id', clientId],
      ['client_secret', clientSecret],
      ['former secret', former],
    ]),
  })
  if (!options.json) {
    context.note('Copy the secret now: it is shown only once.\n')
  }
}

async function change<Done>(
  context: Context,
  clientId: string,
  act: (db: Db, by: Actor) => Promise<Done>,
): Promise<Done> {
  try {
    return await withStore(context.config(), (db) => act(db, commandLineActor()))
  } catch (error) {
    if (isDomainError(error, 'not_found')) {
      throw unknownClient(clientId)
    }
    if (isDomainError(error, 'request_invalid')) {
      throw new Refusal(error.detail.replace(/^reason:/, '--reason:').concat('.'))
    }
    throw error
  }
}
