/** A client's back-channel logout registration, and the rules for it. */

import { DomainError } from '../base/errors.ts'
import type { NoticeCause } from './notice.ts'

export type BackchannelLogout = {
  readonly uri: string
  /** As registered. Every logout token has a `sid` regardless. */
  readonly sessionRequired: boolean
  /** Null means every cause. */
  readonly causes: readonly NoticeCause[] | null
}

const longest = 2_000

/**
 * The URI is complete at registration: a placeholder filled in later would let others choose where
 * the server sends requests. Throws `client_metadata_invalid`.
 */
export function checkBackchannelLogout({ uri, causes }: BackchannelLogout): void {
  const parsed = URL.parse(uri)
  refuseIf(parsed === null || uri.length > longest, 'must be a full URI')
  refuseIf(!/^[\w:/?@!&'()+,;=.~%[\]#-]+$/.test(uri), 'may hold no blank, brace or wildcard')
  // An encoded brace: the receiver's framework might decode it.
  refuseIf(/%(7b|7d|24|3c|3e|00)/i.test(uri), 'may hold no encoded brace')
  refuseIf(uri.includes('#'), 'may have no fragment')
  refuseIf(`${parsed?.username}${parsed?.password}` !== '', 'may have no userinfo')
  refuseIf(
    parsed?.protocol !== 'https:' && !isPlainLoopback(parsed),
    'must be https, or http on a loopback address',
  )
  if (causes === null || causes.length > 0) return
  throw new DomainError('client_metadata_invalid', 'backchannel_logout_causes: name at least one')
}

function isPlainLoopback(uri: URL | null): boolean {
  const { protocol, hostname = '' } = uri ?? {}
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function refuseIf(wrong: boolean, rule: string): void {
  if (wrong) throw new DomainError('client_metadata_invalid', `backchannel_logout_uri: ${rule}`)
}
