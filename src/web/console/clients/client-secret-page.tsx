/** Giving a client another secret: how long the former one goes on, and then the new one, once. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { clientPath, clientsPath, newRevocationPath } from '../addresses.ts'
import { Buttons } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownClient } from './client.tsx'

type AskProps = ConsoleFrameProps & {
  readonly client: ShownClient
  /** By which the form, sent twice, makes one secret. */
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

export function AskSecretPage(props: AskProps): VNode {
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

/** As the admin API answers it. */
export type ShownSecret = {
  readonly client_secret: string
  readonly former_secret_expires_at: string | null
}

type MadeProps = ConsoleFrameProps & {
  readonly client: ShownClient
  readonly made: ShownSecret
  readonly mayRevoke: boolean
}

export function SecretMadePage(props: MadeProps): VNode {
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
