/** Changing a client's registration. */

import type { VNode } from 'preact'
import type { ClientDocument } from '../../../contract/documents.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { clientPath, clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { Buttons, changedMeanwhile } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { AdvancedFields } from './advanced.tsx'
import { readClient, writeScope } from './client.tsx'
import {
  type ClientFieldsProps,
  GuestsField,
  LogoutField,
  NameField,
  OwnScopeField,
  PolicyField,
  RedirectFields,
  ScopeFields,
} from './fields.tsx'
import { type ClientForm, formIn, formOf, patchOf } from './form.ts'
import { hasPeople, kindOf } from './kinds.ts'

const path = `${clientsPath}/:id/edit`

/** Needs a recent sign-in, because the redirect URIs decide who gets the codes. */
export function editClientRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'updateClient', open)
  act({ path: path, operationId: 'updateClient' }, save)
}

type FormState = {
  readonly client: ClientDocument
  /** The version of the client that the form shows. */
  readonly etag: string
  readonly form: ClientForm
  /** The input that was not saved because someone else saved first. */
  readonly lost: ClientForm | null
  readonly fault: Fault | null
}

async function open(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, writeScope)
  const { client, etag } = await readClient(request)
  await showForm(request, { client, etag, form: formOf(client), lost: null, fault: null })
}

async function save(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const form = formIn(ctx)
  const etag = field(ctx, 'etag')
  const { client } = await readClient(request)
  const { value, fault } = await attempt(() =>
    visit.ask('updateClient', {
      params: { id: client.client_id },
      body: patchOf(client, form),
      headers: { 'if-match': etag },
    }),
  )
  if (value !== null) {
    const isSame = value.headers?.['ETag'] === etag
    return seeOther(ctx, `${clientPath(client)}?told=${isSame ? 'same' : 'saved'}`)
  }
  if (fault.isStale) return showCurrent(request, form)
  ctx.status = 400
  await showForm(request, { client, etag, form, lost: null, fault })
}

/** After someone else saved first: the current values, with the lost input beside them. */
async function showCurrent(request: ConsoleRequest, lost: ClientForm): Promise<void> {
  const { client, etag } = await readClient(request)
  request.ctx.status = 412
  await showForm(request, { client, etag, form: formOf(client), lost, fault: null })
}

async function showForm({ ctx, visit, options }: ConsoleRequest, form: FormState): Promise<void> {
  const policies = await policyNames(visit)
  showPage(ctx, <EditPage {...frameOf(visit, options)} {...form} policies={policies} />)
}

type EditProps = ConsoleFrameProps & FormState & { readonly policies: readonly string[] }

const text = {
  title: (name: string) => `Edit ${name}`,
  lead: 'Every node knows the change within a second. Tokens that were issued keep what they have until they end, minutes later.',
  save: 'Save',
}

function EditPage(props: EditProps): VNode {
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
  const fields = { form, lost, fault }
  if (!hasPeople(kind)) {
    const more = <PeopleFields {...fields} />
    return (
      <>
        <NameField {...fields} />
        <OwnScopeField {...fields} isOffered={kind === 'api'} />
        <PolicyField {...fields} policies={policies} />
        <AdvancedFields {...fields} more={more} />
      </>
    )
  }
  return (
    <>
      <NameField {...fields} />
      <RedirectFields {...fields} isNative={kind === 'native'} />
      <ScopeFields {...fields} />
      <PolicyField {...fields} policies={policies} />
      {kind !== 'native' && <GuestsField {...fields} />}
      <LogoutField {...fields} />
      <AdvancedFields
        {...fields}
        more={kind === 'native' ? <GuestsField {...fields} /> : undefined}
      />
    </>
  )
}

/** For an application that nobody signs in to yet. */
function PeopleFields(fields: ClientFieldsProps): VNode {
  return (
    <>
      <RedirectFields {...fields} isNative={false} isRequired={false} />
      <GuestsField {...fields} />
      <LogoutField {...fields} />
    </>
  )
}
