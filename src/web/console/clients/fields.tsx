/** The fields of a client's registration. */

import type { VNode } from 'preact'
import { CheckGroup } from '../../ui/checks.tsx'
import { CheckField, type Fault, LongField, SelectField, TextField } from '../../ui/fields.tsx'
import { Hint } from '../form.tsx'
import type { ClientForm } from './form.ts'

export type ClientFieldsProps = {
  readonly form: ClientForm
  readonly fault: Fault | null
  /** The input that was not saved because someone else saved first; shown below each field. */
  readonly lost?: ClientForm | null
}

const text = {
  scopes: 'What it may ask for about people',
  scopesOwn: 'Further scopes',
  scopesOwnHint: 'Of your own APIs, such as photos:read, with blanks between them.',
  offered: 'The scopes that it offers',
  own: 'The scopes that it may ask for',
  openid: 'who they are (openid)',
  profile: 'their name (profile)',
  email: 'their email address (email)',
  offline_access: 'to go on while they are away (offline_access)',
  name: 'Name',
  nameHint: 'What people read when the application asks for their consent.',
  redirect: 'Redirect URIs',
  postLogout: 'Where people may be sent after signing out',
  policy: 'Policy of its own',
  policyHint: 'Stricter rules for what is done through it. It can loosen nothing.',
  noPolicy: 'none',
  guests: 'Guests',
  guestsMay: 'Visitors may browse without signing in',
  guestsHint: 'Only for a web application that can prove who it is: by a secret, a key or https.',
  logout: 'Where it is told that a session ended',
  logoutHint:
    'OpenID Connect Back-Channel Logout: https, or http on localhost. Empty: it is not told.',
  resource: 'Its address, as it stands in tokens',
  resourceHint:
    'The resource indicator: a full URI, such as https://api.example.com. It need not answer.',
}

export function NameField({ form, fault, lost }: ClientFieldsProps): VNode {
  return (
    <TextField
      name="client_name"
      label={text.name}
      value={form.client_name}
      hint={<Hint said={text.nameHint} now={form.client_name} typed={lost?.client_name} />}
      fault={fault}
      required
    />
  )
}

type RedirectProps = ClientFieldsProps & {
  readonly isNative: boolean
  readonly isRequired?: boolean
}

export function RedirectFields(props: RedirectProps): VNode {
  const { form, fault, lost, isNative, isRequired = true } = props
  const { redirect_uris: back, post_logout_redirect_uris: after } = form
  return (
    <>
      <LongField
        name="redirect_uris"
        label={text.redirect}
        value={back}
        hint={
          <Hint said={isNative ? rules.native : rules.web} now={back} typed={lost?.redirect_uris} />
        }
        fault={fault}
        required={isRequired}
      />
      <LongField
        name="post_logout_redirect_uris"
        label={text.postLogout}
        value={after}
        rows={2}
        hint={<Hint said={rules.same} now={after} typed={lost?.post_logout_redirect_uris} />}
        fault={fault}
      />
    </>
  )
}

const rules = {
  web: 'One a line, exactly as the application sends it: no wildcard, no fragment. https; or http on localhost, 127.0.0.1 or [::1], while you develop.',
  native:
    'One a line, exactly as the app sends it: no wildcard, no fragment. A scheme of its own, best in reversed domain form (com.example.app:/callback); https; or http on 127.0.0.1 or [::1], where the port may vary.',
  same: 'By the same rules. Empty: a page of this server says that they are signed out.',
}

export function ResourceField({ form, fault }: ClientFieldsProps): VNode {
  return (
    <TextField
      name="resource"
      label={text.resource}
      value={form.resource}
      hint={text.resourceHint}
      fault={fault}
      required
    />
  )
}

export function PolicyField({
  form,
  fault,
  lost,
  policies,
}: ClientFieldsProps & { readonly policies: readonly string[] }): VNode {
  return (
    <SelectField
      name="policy"
      label={text.policy}
      value={form.policy}
      choices={[['', text.noPolicy], ...policies.map((name) => [name, name] as const)]}
      hint={<Hint said={text.policyHint} now={form.policy} typed={lost?.policy} />}
      fault={fault}
    />
  )
}

export function GuestsField({ form, fault }: ClientFieldsProps): VNode {
  return (
    <CheckGroup name="allow_guests" legend={text.guests} hint={text.guestsHint} fault={fault}>
      <CheckField
        name="allow_guests"
        value="yes"
        label={text.guestsMay}
        checked={form.allow_guests}
      />
    </CheckGroup>
  )
}

export function LogoutField({ form, fault, lost }: ClientFieldsProps): VNode {
  const { backchannel_logout_uri: uri } = form
  return (
    <TextField
      name="backchannel_logout_uri"
      label={text.logout}
      value={uri}
      hint={<Hint said={text.logoutHint} now={uri} typed={lost?.backchannel_logout_uri} />}
      fault={fault}
    />
  )
}

const personScopes = ['openid', 'profile', 'email', 'offline_access'] as const

/** The scopes about people as checkboxes, and those of other APIs as text. */
export function ScopeFields({ form, fault, lost }: ClientFieldsProps): VNode {
  const scopes = namesIn(form.scope)
  const own = scopes.filter((name) => !personScopes.some((known) => known === name))
  return (
    <>
      <CheckGroup name="scopes" legend={text.scopes} fault={null}>
        {personScopes.map((name) => (
          <CheckField
            key={name}
            name="scope"
            value={name}
            label={text[name]}
            checked={scopes.includes(name)}
          />
        ))}
      </CheckGroup>
      <TextField
        name="scope"
        label={text.scopesOwn}
        value={own.join(' ')}
        hint={<Hint said={text.scopesOwnHint} now={form.scope} typed={lost?.scope} />}
        fault={fault}
      />
    </>
  )
}

/** For a service or an API, where nobody signs in. */
export function OwnScopeField(props: ClientFieldsProps & { readonly isOffered: boolean }): VNode {
  const { form, fault, lost, isOffered } = props
  return (
    <TextField
      name="scope"
      label={isOffered ? text.offered : text.own}
      value={form.scope}
      hint={<Hint said={text.scopesOwnHint} now={form.scope} typed={lost?.scope} />}
      fault={fault}
    />
  )
}

function namesIn(scope: string): readonly string[] {
  return scope.split(/\s+/).filter(Boolean)
}
