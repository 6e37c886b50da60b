/** The whole story of a session, as the admin API answers it. */

import type { GrantState, ShownTokens } from '../../model/grant.ts'
import type { ShownNotice } from './notices/notice.tsx'
import type { ShownSession } from './sessions/session.tsx'

export type ShownGrant = {
  readonly id: string
  readonly session_id: string
  readonly client_id: string
  readonly client_name: string | null
  readonly state: GrantState
  readonly scope: string
  readonly resources: Readonly<Record<string, string>>
  readonly offline: boolean
  readonly created_at: string
  readonly ended_at: string | null
  readonly end_reason: string | null
  readonly refreshes: number
  readonly last_refreshed_at: string | null
  readonly refresh_tokens: readonly ShownTokens[]
}

export type ShownChange = {
  readonly what: 'network' | 'browser' | 'device' | 'parallel'
  readonly after: string | null
  readonly action: 'note' | 'reauthenticate' | 'end'
  readonly grant_id: string | null
}

export type SessionStory = ShownSession & {
  readonly grants: readonly ShownGrant[]
  readonly changes: readonly ShownChange[]
  readonly notices: readonly ShownNotice[]
}
