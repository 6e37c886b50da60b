/** The page to set up an application from: its id, its secret when it is new, and sample code. */

import type { ComponentChildren, VNode } from 'preact'
import { Fact, Facts } from '../../ui/facts.tsx'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { hasSecret, mayChange, readClient } from './client.tsx'
import { type ClientKind, kindOf } from './kinds.ts'
import { curlText, discoveryOf, type Setup, settingsText } from './sample-code.ts'
import { moduleText } from './sample-module.ts'
import { setupOf } from './setup-of.ts'

export function clientSetupRoutes({ get }: ConsoleRouter): void {
  get(`${clientsPath}/:id/setup`, showSetup)
}

async function showSetup(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const setup = await setupOf(request, { client, secret: null })
  const page = { setup, isNew: false, mayWrite: mayChange(visit, setup.client) }
  showPage(ctx, <ClientSetupPage {...frameOf(visit, options)} {...page} />)
}

type SetupProps = ConsoleFrameProps & {
  readonly setup: Setup
  /** Whether it was registered just now. */
  readonly isNew: boolean
  /** Whether this operator can give it a new secret. */
  readonly mayWrite: boolean
}

const text = {
  registered: (name: string) => `${name} is registered`,
  setUp: (name: string) => `Set up ${name}`,
  lead: 'Copy what you need. Nothing else has to be known to connect the application.',
  who: 'Who it is',
  id: 'Client id',
  secret: 'Client secret',
  once: 'This is the only time that the secret is shown: the server keeps a hash of it. Put it where the application finds it, and nowhere else.',
  unknown: 'Its secret was shown when it was made, and is kept nowhere.',
  rotate: 'If it is lost, give it another one.',
  where: 'Where this server is',
  issuer: 'Issuer',
  discovery: 'Discovery document',
  settings: 'As settings',
  settingsLead: 'What the code below, and most libraries, ask for.',
  code: 'In JavaScript',
  curl: 'By hand',
  curlLead: 'With the secret in the environment of the shell.',
  curlPublic: 'In a shell, to see how it works.',
  go: 'To the application',
  all: 'All applications',
}

const codeLeads: Readonly<Record<ClientKind, string>> = {
  server:
    'A module for Node with the library openid-client. Redirect to the URL from beginSignIn(); pass the callback URL to finishSignIn().',
  spa: 'A module for the browser with the library openid-client. Keep what must be kept in sessionStorage.',
  native:
    'A module with the library openid-client. Open the address in the browser of the system, never in one inside of the app.',
  machine: 'A module for Node with the library openid-client.',
  api: 'A module for Node. verify() checks tokens in memory with parley/verifier and follows the revocation feed; look() asks this server each time.',
}

export function ClientSetupPage(props: SetupProps): VNode {
  const { setup, isNew } = props
  const { client, secret } = setup
  const title = isNew ? text.registered(client.client_name) : text.setUp(client.client_name)
  return (
    <ConsoleFrame {...props} path={clientsPath} title={title} lead={text.lead}>
      {secret !== null && (
        <p class="notice warn" role="status">
          {text.once}
        </p>
      )}
      <div class="cards">
        <Identity {...props} />
        <Where issuer={setup.issuer} />
      </div>
      <Copied title={text.settings} lead={text.settingsLead} code={settingsText(setup)} />
      <Copied title={text.code} lead={codeLeads[kindOf(client)]} code={moduleText(setup)} />
      <Copied
        title={text.curl}
        lead={hasSecret(client) ? text.curlLead : text.curlPublic}
        code={curlText(setup)}
      />
      <p class="toolbar">
        <a class="button primary" href={clientPath(client)}>
          {text.go}
        </a>
        <a class="button" href={clientsPath}>
          {text.all}
        </a>
      </p>
    </ConsoleFrame>
  )
}

function Identity({ setup, mayWrite }: Pick<SetupProps, 'setup' | 'mayWrite'>): VNode {
  const { client, secret } = setup
  return (
    <section class="card">
      <h2>{text.who}</h2>
      <Facts>
        <Fact name={text.id}>
          <code>{client.client_id}</code>
        </Fact>
        {secret !== null && (
          <Fact name={text.secret}>
            <code>{secret}</code>
          </Fact>
        )}
      </Facts>
      {secret === null && hasSecret(client) && (
        <p>
          {text.unknown} {mayWrite && <a href={`${clientPath(client)}/secret`}>{text.rotate}</a>}
        </p>
      )}
    </section>
  )
}

function Where({ issuer }: Pick<Setup, 'issuer'>): VNode {
  const discovery = discoveryOf(issuer)
  return (
    <section class="card">
      <h2>{text.where}</h2>
      <Facts>
        <Fact name={text.issuer}>
          <code>{issuer}</code>
        </Fact>
        <Fact name={text.discovery}>
          <a href={discovery}>{discovery}</a>
        </Fact>
      </Facts>
    </section>
  )
}

type CopiedProps = {
  readonly title: string
  readonly lead: ComponentChildren
  readonly code: string
}

/** Focusable, so that it can be scrolled with the keyboard. */
function Copied({ title, lead, code }: CopiedProps): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      <p>{lead}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre class="code" tabIndex={0}>
        <code>{code}</code>
      </pre>
    </section>
  )
}
