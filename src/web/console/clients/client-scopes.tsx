/** What a client may ask for, as both its forms have it. */

import type { VNode } from 'preact'
import { CheckGroup } from '../../ui/checks.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { Hint } from '../form.tsx'
import type { ClientFieldsProps } from './client-fields.tsx'

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
}

const personScopes = ['openid', 'profile', 'email', 'offline_access'] as const

/** What it may ask about people, and what of other APIs. */
export function ScopeFields({ form, fault, lost }: ClientFieldsProps): VNode {
  const request = namesIn(form.scope)
  const own = request.filter((name) => !personScopes.some((known) => known === name))
  return (
    <>
      <CheckGroup name="scopes" legend={text.scopes} fault={null}>
        {personScopes.map((name) => (
          <CheckField
            key={name}
            name="scope"
            value={name}
            label={text[name]}
            checked={request.includes(name)}
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

/** Of a service, or of an API, which has nothing to do with people. */
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
