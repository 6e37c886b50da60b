/** The page of one client, and its lifecycle. */

import type { VNode } from 'preact'
import type { ClientDocument } from '../../../contract/documents.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import {
  clientPath,
  clientsPath,
  ledgerPath,
  newRevocationPath,
  sessionsPath,
} from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type Kind, LifecycleButtons, lifecycleRoutes } from '../lifecycle.tsx'
import { type ConsoleRequest, doneIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import {
  ClientBadge,
  covers,
  doneSentences,
  hasSecret,
  mayChange,
  readClient,
  writeScope,
} from './client.tsx'
import { kindOf, kinds } from './kinds.ts'

export function clientRoutes(router: ConsoleRouter): void {
  router.get(`${clientsPath}/:id`, showClient)
  lifecycleRoutes(router, clients)
}

const clients: Kind = {
  listPath: clientsPath,
  scope: writeScope,
  read: async (request) => {
    const { client } = await readClient(request)
    const { client_id: id, client_name: name } = client
    return { id, name, typed: typedName(client), path: clientPath(client) }
  },
  leads: {
    disable:
      'Whatever it was issued is dead at once, and it gets nothing until somebody enables it again. What ended stays ended.',
    delete:
      'Whatever it was issued is dead at once, and it is gone for good: its id is never given again. Disable it if it may come back.',
  },
  operations: { disable: 'disableClient', enable: 'enableClient', delete: 'deleteClient' },
}

/** The name as a page renders it, with single blanks, so that the operator can type it. */
function typedName({ client_name: name }: Pick<ClientDocument, 'client_name'>): string {
  return name.replace(/\s+/g, ' ').trim()
}

async function showClient(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const isGuarded = !covers(visit, client)
  const mayWrite = mayChange(visit, client)
  const mayRevoke = visit.may('parley:revocations.make') && !isGuarded
  const page = { client, mayWrite, mayRevoke, isGuarded, done: doneIn(ctx, doneSentences) }
  showPage(ctx, <ClientPage {...frameOf(visit, options)} {...page} />)
}

type ClientProps = ConsoleFrameProps & {
  readonly client: ClientDocument
  readonly mayWrite: boolean
  readonly mayRevoke: boolean
  /** True if it has scopes that this operator lacks. */
  readonly isGuarded: boolean
  readonly done: string | null
}

const text = {
  guarded:
    'It has scopes of this server that your role lacks, so only somebody with them can change it.',
  what: 'The application',
  id: 'Client id',
  state: 'State',
  since: 'Disabled since',
  method: 'It proves itself by',
  grants: 'It gets tokens by',
  registered: 'Registered',
  resource: 'The API that it is',
  where: 'Where people come back',
  redirect: 'After signing in',
  postLogout: 'After signing out',
  guests: 'May visitors browse without signing in?',
  yes: 'Yes',
  no: 'No',
  allowed: 'What it may ask for',
  scopes: 'Scopes',
  policy: 'Policy of its own',
  secret: 'Secret',
  kept: 'The server keeps a hash of it alone: nobody can show it again.',
  rotated: 'Last changed',
  never: 'never since it was registered',
  former: 'The former one is good until',
  rotate: 'Give it another secret',
  keys: 'Keys',
  keysLead: (count: number) =>
    `It signs with a private key of its own; ${count} of its public keys are registered.`,
  told: 'Told when sessions end',
  receiver: 'Address',
  causes: 'Of which ends',
  all: 'all',
  signing: 'Tokens',
  type: 'Application type',
  idToken: 'ID token algorithm',
  userinfo: 'Userinfo algorithm',
  plain: 'None: plain JSON',
  audience: 'Audience of client assertions',
  issuer: 'The issuer only',
  any: 'Any address of this server',
  required: 'Requires sid',
  more: 'See also',
  setup: 'How to set it up',
  sessions: 'Its live sessions',
  ledger: 'What happened with it',
  revoke: 'Revoke what it was issued',
}

function ClientPage(props: ClientProps): VNode {
  const { client, mayWrite, mayRevoke, isGuarded } = props
  const { title } = kinds[kindOf(client)]
  const lead = isGuarded ? `${title}. ${text.guarded}` : title
  return (
    <ConsoleFrame {...props} path={clientsPath} title={client.client_name} lead={lead}>
      {mayWrite && <LifecycleButtons path={clientPath(client)} disabledAt={client.disabled_at} />}
      <div class="cards">
        <What client={client} />
        <Allowed client={client} />
        {client.redirect_uris.length > 0 && <Where client={client} />}
        <Proof client={client} mayWrite={mayWrite} />
        {client.redirect_uris.length > 0 && <Notices client={client} />}
        <Signing client={client} />
        <More client={client} mayRevoke={mayRevoke} />
      </div>
    </ConsoleFrame>
  )
}

function What({ client }: Pick<ClientProps, 'client'>): VNode {
  return (
    <section class="card">
      <h2>{text.what}</h2>
      <Facts>
        <Fact name={text.id}>
          <code>{client.client_id}</code>
        </Fact>
        <Fact name={text.state}>
          <ClientBadge disabled_at={client.disabled_at} />
        </Fact>
        {client.disabled_at !== null && (
          <Fact name={text.since}>
            <Moment at={client.disabled_at} />
          </Fact>
        )}
        <Fact name={text.method}>{methodOf(client)}</Fact>
        <Fact name={text.grants}>{client.grant_types.join(', ')}</Fact>
        {client.resource !== null && (
          <Fact name={text.resource}>
            <code>{client.resource}</code>
          </Fact>
        )}
        <Fact name={text.registered}>
          <Moment at={client.created_at} />
        </Fact>
      </Facts>
    </section>
  )
}

const methods: Readonly<Record<string, string>> = {
  client_secret_basic: 'a secret, in the header',
  client_secret_post: 'a secret, in the form',
  private_key_jwt: 'a key of its own',
  none: 'nothing: it can keep no secret',
}

function methodOf({ token_endpoint_auth_method: method }: ClientDocument): string {
  return methods[method] ?? method
}

function Allowed({ client }: Pick<ClientProps, 'client'>): VNode {
  const scopes = client.scope.split(' ').filter(Boolean)
  return (
    <section class="card">
      <h2>{text.allowed}</h2>
      <Facts>
        <Fact name={text.scopes}>{scopes.length > 0 ? <Codes texts={scopes} /> : null}</Fact>
        <Fact name={text.policy}>{client.policy}</Fact>
      </Facts>
    </section>
  )
}

function Where({ client }: Pick<ClientProps, 'client'>): VNode {
  const { redirect_uris: back, post_logout_redirect_uris: after } = client
  return (
    <section class="card">
      <h2>{text.where}</h2>
      <Facts>
        <Fact name={text.redirect}>
          <Codes texts={back} />
        </Fact>
        <Fact name={text.postLogout}>{after.length > 0 ? <Codes texts={after} /> : null}</Fact>
        <Fact name={text.guests}>{client.allow_guests ? text.yes : text.no}</Fact>
      </Facts>
    </section>
  )
}

function Codes({ texts }: Readonly<{ texts: readonly string[] }>): VNode {
  return (
    <ul>
      {texts.map((one) => (
        <li key={one}>
          <code>{one}</code>
        </li>
      ))}
    </ul>
  )
}

function Proof({ client, mayWrite }: Pick<ClientProps, 'client' | 'mayWrite'>): VNode | null {
  const keys = client.jwks?.keys.length ?? 0
  if (keys > 0) {
    return (
      <section class="card">
        <h2>{text.keys}</h2>
        <p>{text.keysLead(keys)}</p>
      </section>
    )
  }
  if (!hasSecret(client)) return null
  const { secret_rotated_at: rotated, former_secret_expires_at: former } = client
  return (
    <section class="card">
      <h2>{text.secret}</h2>
      <p>{text.kept}</p>
      <Facts>
        <Fact name={text.rotated}>{rotated === null ? text.never : <Moment at={rotated} />}</Fact>
        {former !== null && (
          <Fact name={text.former}>
            <Moment at={former} />
          </Fact>
        )}
      </Facts>
      {mayWrite && (
        <p>
          <a class="button" href={`${clientPath(client)}/secret`}>
            {text.rotate}
          </a>
        </p>
      )}
    </section>
  )
}

function Notices({ client }: Pick<ClientProps, 'client'>): VNode {
  const { backchannel_logout_uri: uri, backchannel_logout_causes: causes } = client
  return (
    <section class="card">
      <h2>{text.told}</h2>
      <Facts>
        <Fact name={text.receiver}>{uri === null ? null : <code>{uri}</code>}</Fact>
        {uri !== null && (
          <Fact name={text.required}>
            {client.backchannel_logout_session_required ? text.yes : text.no}
          </Fact>
        )}
        {uri !== null && <Fact name={text.causes}>{causes?.join(', ') ?? text.all}</Fact>}
      </Facts>
    </section>
  )
}

function Signing({ client }: Pick<ClientProps, 'client'>): VNode {
  const { id_token_signed_response_alg: idToken, userinfo_signed_response_alg: userinfo } = client
  const { token_endpoint_auth_assertion_audience: audience } = client
  return (
    <section class="card">
      <h2>{text.signing}</h2>
      <Facts>
        <Fact name={text.type}>{client.application_type}</Fact>
        <Fact name={text.idToken}>{idToken}</Fact>
        <Fact name={text.userinfo}>{userinfo ?? text.plain}</Fact>
        {client.jwks !== undefined && (
          <Fact name={text.audience}>{audience === 'issuer' ? text.issuer : text.any}</Fact>
        )}
      </Facts>
    </section>
  )
}

function More({ client, mayRevoke }: Pick<ClientProps, 'client' | 'mayRevoke'>): VNode {
  const { client_id: id } = client
  return (
    <section class="card">
      <h2>{text.more}</h2>
      <ul class="places">
        <li>
          <a href={`${clientPath(client)}/setup`}>{text.setup}</a>
        </li>
        <li>
          <a href={addressOf(sessionsPath, { client_id: id, state: 'live' })}>{text.sessions}</a>
        </li>
        <li>
          <a href={addressOf(ledgerPath, { client: id })}>{text.ledger}</a>
        </li>
        {mayRevoke && (
          <li>
            <a href={newRevocationPath('client', { client_id: id })}>{text.revoke}</a>
          </li>
        )}
      </ul>
    </section>
  )
}
