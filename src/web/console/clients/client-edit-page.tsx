/** The form for a client's registration, once it is registered. */

import type { VNode } from 'preact'
import type { Fault } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { clientPath, clientsPath } from '../addresses.ts'
import { Buttons, changedMeanwhile } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { ShownClient } from './client.tsx'
import {
  type ClientForm,
  GuestsField,
  LogoutField,
  NameField,
  PolicyField,
  RedirectFields,
} from './client-fields.tsx'
import { hasPeople, kindOf } from './client-kinds.ts'
import { OwnScopeField, ScopeFields } from './client-scopes.tsx'

type EditProps = ConsoleFrameProps & {
  readonly client: ShownClient
  /** Which version of it the form is of. */
  readonly etag: string
  /** What stands in the fields. */
  readonly form: ClientForm
  /** What was typed before somebody else changed it; null where nobody did. */
  readonly lost: ClientForm | null
  readonly policies: readonly string[]
  readonly fault: Fault | null
}

const text = {
  title: (name: string) => `Edit ${name}`,
  lead: 'Every node knows the change within a second. Tokens that were issued keep what they have until they end, minutes later.',
  save: 'Save',
}

export function ClientEditPage(props: EditProps): VNode {
  const { client, etag, lost, fault } = props
  const path = clientPath(client)
  const ofAll = fault?.field === null ? fault.message : null
  return (
    <ConsoleFrame
      {...props}
      path={clientsPath}
      title={text.title(client.client_name)}
      lead={text.lead}
      fault={lost === null ? ofAll : changedMeanwhile}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={`${path}/edit`}>
          <HiddenFields hidden={{ etag }} />
          <Fields {...props} />
          <Buttons button={text.save} back={path} />
        </form>
      </section>
    </ConsoleFrame>
  )
}

function Fields({ client, form, lost, fault, policies }: EditProps): VNode {
  const kind = kindOf(client)
  const given = { form, lost, fault }
  if (!hasPeople(kind)) {
    return (
      <>
        <NameField {...given} />
        <OwnScopeField {...given} isOffered={kind === 'api'} />
        <PolicyField {...given} policies={policies} />
      </>
    )
  }
  return (
    <>
      <NameField {...given} />
      <RedirectFields {...given} isNative={kind === 'native'} />
      <ScopeFields {...given} />
      <PolicyField {...given} policies={policies} />
      {kind !== 'native' && <GuestsField {...given} />}
      <LogoutField {...given} />
    </>
  )
}
