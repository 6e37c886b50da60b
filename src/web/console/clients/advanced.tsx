/** The settings of a client that its kind decides at first, and those that only some libraries need. */

import type { ComponentChildren, VNode } from 'preact'
import {
  applicationTypes,
  assertionAudiences,
  authMethods,
  grantTypes,
  responseAlgorithms,
} from '../../../model/client.ts'
import { noticeCauses } from '../../../model/notice.ts'
import { CheckGroup } from '../../ui/checks.tsx'
import { CheckField, type Choice, LongField, SelectField, TextField } from '../../ui/fields.tsx'
import { Hint } from '../form.tsx'
import type { ClientFieldsProps } from './fields.tsx'
import { type AdvancedForm, advancedNames } from './form.ts'

const text = {
  title: 'Advanced settings',
  id_token_signed_response_alg: 'ID token algorithm',
  id_token_hint:
    'Also signs logout tokens. Choose RS256 for libraries that expect it, such as Spring Security.',
  userinfo_signed_response_alg: 'Userinfo algorithm',
  userinfo_hint: 'With an algorithm, userinfo returns a signed JWT.',
  plain: 'None: plain JSON',
  token_endpoint_auth_assertion_audience: 'Audience of client assertions',
  audience_hint: 'For private_key_jwt only.',
  issuer: 'The issuer only',
  any: 'Any address of this server, for older libraries',
  application_type: 'Application type',
  web: 'Web',
  native: 'Native: on a device of the user',
  token_endpoint_auth_method: 'Client authentication',
  method_hint:
    'A change to a secret needs a new one, from the page of the application. A change away from it destroys the secret.',
  grant_types: 'Grant types',
  resource: 'API that this application is',
  resource_hint: 'Its resource indicator. It may introspect tokens for it. Empty for none.',
  jwks: 'Public keys',
  jwks_hint: 'A JWK set, for private_key_jwt only.',
  session: 'Logout tokens',
  required: 'Require sid in logout tokens',
  causes: 'End reasons that notify it',
  causes_hint: 'None selected: all of them.',
}

const moreNames: readonly string[] = [
  'redirect_uris',
  'post_logout_redirect_uris',
  'allow_guests',
  'backchannel_logout_uri',
]

/** `more` is what this kind of application has no main field for. */
export function AdvancedFields({
  more,
  isNew = false,
  ...props
}: ClientFieldsProps & {
  readonly more?: ComponentChildren
  readonly isNew?: boolean
}): VNode {
  const { fault, lost = null } = props
  const names = more === undefined ? advancedNames : [...advancedNames, ...moreNames]
  const isOpen = lost !== null || names.some((name) => name === fault?.field)
  return (
    <details class="advanced" open={isOpen}>
      <summary>{text.title}</summary>
      <div class="stack">
        <input type="hidden" name="advanced" value="yes" />
        {!isNew && <Nature {...props} />}
        {more}
        <Signing {...props} />
        <Notices {...props} />
      </div>
    </details>
  )
}

function Nature(props: ClientFieldsProps): VNode {
  const { form, fault } = props
  return (
    <>
      <Select {...props} name="application_type" choices={wordsOf(applicationTypes)} />
      <Select
        {...props}
        name="token_endpoint_auth_method"
        hint={text.method_hint}
        choices={authMethods.map((name): Choice => [name, name])}
      />
      <Checks {...props} name="grant_types" all={grantTypes} />
      <TextField
        name="resource"
        label={text.resource}
        value={form.resource}
        hint={hintOf({ ...props, name: 'resource', said: text.resource_hint })}
        fault={fault}
      />
      <LongField
        name="jwks"
        label={text.jwks}
        value={form.jwks}
        hint={hintOf({ ...props, name: 'jwks', said: text.jwks_hint })}
        fault={fault}
      />
    </>
  )
}

function Signing(props: ClientFieldsProps): VNode {
  const algorithms = responseAlgorithms.map((name): Choice => [name, name])
  return (
    <>
      <Select
        {...props}
        name="id_token_signed_response_alg"
        hint={text.id_token_hint}
        choices={algorithms}
      />
      <Select
        {...props}
        name="userinfo_signed_response_alg"
        hint={text.userinfo_hint}
        choices={[['', text.plain], ...algorithms]}
      />
      <Select
        {...props}
        name="token_endpoint_auth_assertion_audience"
        hint={text.audience_hint}
        choices={wordsOf(assertionAudiences)}
      />
    </>
  )
}

function Notices(props: ClientFieldsProps): VNode {
  const { form, fault } = props
  const name = 'backchannel_logout_session_required'
  return (
    <>
      <CheckGroup name={name} legend={text.session} fault={fault}>
        <CheckField name={name} value="yes" label={text.required} checked={form[name]} />
      </CheckGroup>
      <Checks
        {...props}
        name="backchannel_logout_causes"
        all={noticeCauses}
        hint={text.causes_hint}
      />
    </>
  )
}

type SelectName = Exclude<
  keyof AdvancedForm,
  'backchannel_logout_session_required' | 'backchannel_logout_causes' | 'grant_types' | 'jwks'
>

function Select({
  name,
  choices,
  hint = '',
  ...props
}: ClientFieldsProps & {
  readonly name: SelectName
  readonly choices: readonly Choice[]
  readonly hint?: string
}): VNode {
  return (
    <SelectField
      name={name}
      label={text[name]}
      value={props.form[name]}
      choices={choices}
      hint={hintOf({ ...props, name, said: hint })}
      fault={props.fault}
    />
  )
}

/** Several words of a closed list, kept with blanks between them. */
function Checks({
  name,
  all,
  hint = '',
  ...props
}: ClientFieldsProps & {
  readonly name: 'grant_types' | 'backchannel_logout_causes'
  readonly all: readonly string[]
  readonly hint?: string
}): VNode {
  const chosen = props.form[name].split(' ')
  const legend = name === 'grant_types' ? text.grant_types : text.causes
  return (
    <CheckGroup
      name={name}
      legend={legend}
      hint={hintOf({ ...props, name, said: hint })}
      fault={props.fault}
    >
      {all.map((one) => (
        <CheckField key={one} name={name} value={one} label={one} checked={chosen.includes(one)} />
      ))}
    </CheckGroup>
  )
}

type TypedProps = ClientFieldsProps & {
  readonly name: Exclude<keyof AdvancedForm, 'backchannel_logout_session_required'> | 'resource'
  readonly said: string
}

/** Undefined without anything to say: a screen reader would announce an empty description. */
function hintOf({ name, said, form, lost }: TypedProps): VNode | undefined {
  const typed = lost?.[name]
  if (said === '' && (typed === undefined || typed === form[name])) return undefined
  return <Hint said={said} now={form[name]} typed={typed} />
}

function wordsOf(names: readonly ('web' | 'native' | 'issuer' | 'any')[]): readonly Choice[] {
  return names.map((name) => [name, text[name]])
}
