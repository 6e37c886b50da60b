/** Registering an application: first what kind it is, then a form that fits that kind. */

import type { VNode } from 'preact'
import type { Fault } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { clientsPath } from '../addresses.ts'
import { Buttons } from '../form.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import {
  type ClientForm,
  LogoutField,
  NameField,
  PolicyField,
  RedirectFields,
  ResourceField,
} from './client-fields.tsx'
import { type ClientKind, clientKinds, hasPeople, kinds } from './client-kinds.ts'
import { OwnScopeField, ScopeFields } from './client-scopes.tsx'

const path = `${clientsPath}/new`

const text = {
  title: 'Register an application',
  lead: 'What is it? The rest follows from that.',
  other: 'Another kind',
  register: 'Register',
}

export function ChooseKindPage(props: ConsoleFrameProps): VNode {
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

type NewClientProps = ConsoleFrameProps & {
  readonly kind: ClientKind
  readonly form: ClientForm
  /** By which the form, sent twice, registers one client. */
  readonly once: string
  readonly policies: readonly string[]
  readonly fault: Fault | null
}

export function NewClientPage(props: NewClientProps): VNode {
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

type FieldsProps = Pick<NewClientProps, 'kind' | 'form' | 'policies' | 'fault'>

function Fields({ kind, policies, ...given }: FieldsProps): VNode {
  if (kind === 'api') {
    return (
      <>
        <NameField {...given} />
        <ResourceField {...given} />
        <OwnScopeField {...given} isOffered />
      </>
    )
  }
  return (
    <>
      <NameField {...given} />
      {hasPeople(kind) ? (
        <>
          <RedirectFields {...given} isNative={kind === 'native'} />
          <ScopeFields {...given} />
        </>
      ) : (
        <OwnScopeField {...given} isOffered={false} />
      )}
      <PolicyField {...given} policies={policies} />
      {kind === 'server' && <LogoutField {...given} />}
    </>
  )
}
