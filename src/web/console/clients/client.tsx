/** One client in the words of the console, as a list and its own pages show it. */

import type { VNode } from 'preact'
import { Badge } from '../../ui/facts.tsx'

/** As the admin API answers it. */
export type ShownClient = {
  readonly client_id: string
  readonly client_name: string
  readonly application_type: string
  readonly token_endpoint_auth_method: string
  readonly grant_types: readonly string[]
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly scope: string
  readonly jwks?: { readonly keys: readonly object[] }
  readonly policy: string | null
  readonly resource: string | null
  readonly allow_guests: boolean
  readonly backchannel_logout_uri: string | null
  readonly backchannel_logout_session_required: boolean
  readonly backchannel_logout_causes: readonly string[] | null
  readonly secret_rotated_at: string | null
  readonly former_secret_expires_at: string | null
  readonly created_at: string
  readonly disabled_at: string | null
}

export function hasSecret({ token_endpoint_auth_method: method }: ShownClient): boolean {
  return method.startsWith('client_secret')
}

/** As it reads on a page, where blanks are one: what is typed to confirm must be typeable. */
export function typedName({ client_name: name }: Pick<ShownClient, 'client_name'>): string {
  return name.replace(/\s+/g, ' ').trim()
}

const text = { enabled: 'enabled', disabled: 'disabled' }

export function ClientBadge({ disabled_at: at }: Pick<ShownClient, 'disabled_at'>): VNode {
  return at === null ? (
    <Badge mood="good">{text.enabled}</Badge>
  ) : (
    <Badge mood="bad">{text.disabled}</Badge>
  )
}

const methods: Readonly<Record<string, string>> = {
  client_secret_basic: 'a secret, in the header',
  client_secret_post: 'a secret, in the form',
  private_key_jwt: 'a key of its own',
  none: 'nothing: it can keep no secret',
}

/** By what it proves which client it is. */
export function methodOf({ token_endpoint_auth_method: method }: ShownClient): string {
  return methods[method] ?? method
}
