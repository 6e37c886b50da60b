/** Giving a client a new secret. The page shows it once. */

import type { VNode } from 'preact'
import { randomToken } from '../../../base/crypto.ts'
import type { ClientDocument, NewSecretDocument } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath, newRevocationPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { Buttons } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { readClient, writeScope } from './client.tsx'

const path = `${clientsPath}/:id/secret`

export function clientSecretRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'rotateSecret', (request) => open(request))
  act({ path: path, operationId: 'rotateSecret' }, rotate)
}

async function open(request: ConsoleRequest, fault: Fault | null = null): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, writeScope)
  const { client } = await readClient(request)
  const once = field(ctx, 'once') || randomToken(128)
  showPage(
    ctx,
    <RotateSecretPage {...frameOf(visit, options)} client={client} once={once} fault={fault} />,
  )
}

async function rotate(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const { client } = await readClient(request)
  const { value, fault } = await attempt(() =>
    visit.ask('rotateSecret', {
      params: { id: client.client_id },
      body: { overlap: numberIn(field(ctx, 'overlap')) },
      headers: { 'idempotency-key': field(ctx, 'once') },
    }),
  )
  if (value === null) {
    ctx.status = 400
    return open(request, fault)
  }
  const mayRevoke = visit.may('parley:revocations.make')
  const page = { client, made: value.body, mayRevoke }
  showPage(ctx, <NewSecretPage {...frameOf(visit, options)} {...page} />)
}

/** Leaves other text as it is, so that contract validation rejects it. */
function numberIn(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}

type RotateProps = ConsoleFrameProps & {
  readonly client: ClientDocument
  /** The idempotency key: a form sent twice makes one secret. */
  readonly once: string
  readonly fault: Fault | null
}

const text = {
  title: (name: string) => `Another secret for ${name}`,
  lead: 'The new secret is shown once. The former one goes on for as long as you say, so that every copy of the application can be given the new one meanwhile. No token ends by it.',
  overlap: 'The former secret goes on for',
  overlapHint:
    'Not at all if it leaked: the application is then locked out until it has the new one.',
  rotate: 'Make another secret',
  made: (name: string) => `The new secret of ${name}`,
  once: 'This is the only time that it is shown: the server keeps a hash of it.',
  secret: 'Client secret',
  id: 'Client id',
  former: 'The former one is good until',
  over: 'no longer',
  leaked:
    'Whoever had the former secret may have tokens that go on. To end them, revoke what the application was issued.',
  revoke: 'Revoke',
  back: 'To the application',
}

const overlaps = [
  ['0', 'not at all: it leaked'],
  ['3600', 'an hour'],
  ['86400', 'a day'],
  ['604800', 'a week'],
  ['2592000', '30 days'],
] as const

function RotateSecretPage(props: RotateProps): VNode {
  const { client, once, fault } = props
  const path = clientPath(client)
  return (
    <ConsoleFrame
      {...props}
      path={clientsPath}
      title={text.title(client.client_name)}
      lead={text.lead}
      fault={fault?.field === null ? fault.message : null}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={`${path}/secret`}>
          <HiddenFields hidden={{ once }} />
          <SelectField
            name="overlap"
            label={text.overlap}
            value="86400"
            choices={overlaps}
            hint={text.overlapHint}
            fault={fault}
          />
          <Buttons button={text.rotate} back={path} />
        </form>
      </section>
    </ConsoleFrame>
  )
}

type NewSecretProps = ConsoleFrameProps & {
  readonly client: ClientDocument
  readonly made: NewSecretDocument
  readonly mayRevoke: boolean
}

function NewSecretPage(props: NewSecretProps): VNode {
  const { client, made, mayRevoke } = props
  const { client_secret: secret, former_secret_expires_at: until } = made
  return (
    <ConsoleFrame {...props} path={clientsPath} title={text.made(client.client_name)}>
      <p class="notice warn" role="status">
        {text.once}
      </p>
      <section class="card narrow">
        <Facts>
          <Fact name={text.id}>
            <code>{client.client_id}</code>
          </Fact>
          <Fact name={text.secret}>
            <code>{secret}</code>
          </Fact>
          <Fact name={text.former}>{until === null ? text.over : <Moment at={until} />}</Fact>
        </Facts>
        {until === null && mayRevoke && (
          <p>
            {text.leaked}{' '}
            <a href={newRevocationPath('client', { client_id: client.client_id })}>{text.revoke}</a>
          </p>
        )}
        <p>
          <a class="button primary" href={clientPath(client)}>
            {text.back}
          </a>
        </p>
      </section>
    </ConsoleFrame>
  )
}
