/** Registering an application: first its kind, then a form for that kind, then the page to copy from. */

import type { VNode } from 'preact'
import { randomToken } from '../../../base/crypto.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { showPage } from '../../ui/show-page.ts'
import { clientsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { Buttons } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { AdvancedFields } from './advanced.tsx'
import { writeScope } from './client.tsx'
import {
  LogoutField,
  NameField,
  OwnScopeField,
  PolicyField,
  RedirectFields,
  ResourceField,
  ScopeFields,
} from './fields.tsx'
import { type ClientForm, emptyForm, formIn, registrationOf } from './form.ts'
import { type ClientKind, clientKinds, hasPeople, isClientKind, kinds } from './kinds.ts'
import { ClientSetupPage } from './setup.tsx'
import { setupOf } from './setup-of.ts'

const path = `${clientsPath}/new`

/** Must be registered before the page of one client, whose path matches any word. */
export function registerClientRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'createClient', open)
  act({ path, operationId: 'createClient' }, register)
}

async function open(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, writeScope)
  const kind = String(ctx.query['kind'] ?? '')
  if (!isClientKind(kind)) return showPage(ctx, <ChooseKindPage {...frameOf(visit, options)} />)
  const once = randomToken(128)
  await showForm(request, { kind, once, form: emptyForm(kind), fault: null })
}

/** A form that is sent twice gets the same client with the same secret. */
async function register(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  const kind = field(ctx, 'kind')
  const once = field(ctx, 'once')
  if (!isClientKind(kind)) return showPage(ctx, <ChooseKindPage {...frameOf(visit, options)} />)
  const form = formIn(ctx)
  const create = () =>
    visit.ask('createClient', {
      body: registrationOf(kind, form),
      headers: { 'idempotency-key': once },
    })
  const { value, fault } = await attempt(create, ['insufficient_user_authentication'])
  if (value === null) {
    ctx.status = 400
    return showForm(request, { kind, once, form, fault })
  }
  const { client_secret: secret = null, ...client } = value.body
  const setup = await setupOf(request, { client, secret })
  showPage(ctx, <ClientSetupPage {...frameOf(visit, options)} setup={setup} isNew mayWrite />)
}

type FormState = {
  readonly kind: ClientKind
  readonly once: string
  readonly form: ClientForm
  readonly fault: Fault | null
}

async function showForm({ ctx, visit, options }: ConsoleRequest, form: FormState): Promise<void> {
  const policies = await policyNames(visit)
  showPage(ctx, <RegisterPage {...frameOf(visit, options)} {...form} policies={policies} />)
}

const text = {
  title: 'Register an application',
  lead: 'What is it? The rest follows from that.',
  other: 'Another kind',
  register: 'Register',
}

function ChooseKindPage(props: ConsoleFrameProps): VNode {
  return (
    <ConsoleFrame {...props} path={clientsPath} title={text.title} lead={text.lead}>
      <ul class="cards">
        {clientKinds.map((kind) => (
          <li key={kind} class="card">
            <h2>{kinds[kind].title}</h2>
            <p>{kinds[kind].lead}</p>
            <p class="foot">
              <a class="button" href={`${path}?kind=${kind}`}>
                {kinds[kind].register}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </ConsoleFrame>
  )
}

type RegisterProps = ConsoleFrameProps & {
  readonly kind: ClientKind
  readonly form: ClientForm
  /** The idempotency key: a form sent twice registers one client. */
  readonly once: string
  readonly policies: readonly string[]
  readonly fault: Fault | null
}

function RegisterPage(props: RegisterProps): VNode {
  const { kind, once, fault } = props
  const { register, lead } = kinds[kind]
  return (
    <ConsoleFrame
      {...props}
      path={clientsPath}
      title={register}
      lead={lead}
      fault={fault?.field === null ? fault.message : null}
    >
      <section class="card narrow">
        <form class="stack" method="post" action={path}>
          <HiddenFields hidden={{ kind, once }} />
          <Fields {...props} />
          <Buttons button={text.register} back={path} otherwise={text.other} />
        </form>
      </section>
    </ConsoleFrame>
  )
}

type FieldsProps = Pick<RegisterProps, 'kind' | 'form' | 'policies' | 'fault'>

function Fields({ kind, policies, ...fields }: FieldsProps): VNode {
  if (kind === 'api') {
    return (
      <>
        <NameField {...fields} />
        <ResourceField {...fields} />
        <OwnScopeField {...fields} isOffered />
        <AdvancedFields {...fields} isNew />
      </>
    )
  }
  return (
    <>
      <NameField {...fields} />
      {hasPeople(kind) ? (
        <>
          <RedirectFields {...fields} isNative={kind === 'native'} />
          <ScopeFields {...fields} />
        </>
      ) : (
        <OwnScopeField {...fields} isOffered={false} />
      )}
      <PolicyField {...fields} policies={policies} />
      {kind === 'server' && <LogoutField {...fields} />}
      <AdvancedFields {...fields} isNew />
    </>
  )
}
