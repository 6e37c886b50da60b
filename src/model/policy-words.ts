/** A policy in one line of plain words, and the meaning of each setting. */

import { durationWords } from './duration.ts'
import type { OnLimit, Policy, PolicySetting } from './policy.ts'

/** Example: `30 min idle, 12 h in all, at most 10 at once, the oldest goes`. */
export function policySentence(policy: Policy): string {
  if (!policy.signIn) return `nobody signs in, tokens live ${span(policy.accessTokenSeconds)}`
  return [...endsOf(policy), ...limitOf(policy), ...strengthOf(policy)].join(', ')
}

function endsOf({ idleSeconds, absoluteSeconds, sliding, remember }: Policy): string[] {
  return [
    idleSeconds === null ? 'no idle end' : `${span(idleSeconds)} idle`,
    absoluteSeconds === null ? 'no end in all' : `${span(absoluteSeconds)} in all`,
    ...(sliding ? [] : ['never extended']),
    ...(remember ? ['remembered'] : []),
  ]
}

const limits: Readonly<Record<OnLimit, string>> = {
  evict_oldest: 'the oldest goes',
  evict_idle: 'the longest unused goes',
  refuse: 'one more is refused',
  ask: 'one more has to choose',
}

function limitOf({ maxSessions, limitScope, onLimit }: Policy): string[] {
  const where = limitScope === 'client' ? ' in each application' : ''
  return [`at most ${maxSessions} at once${where}`, limits[onLimit]]
}

function strengthOf({ requireAcr, reauthenticateAfterSeconds: after }: Policy): string[] {
  return [
    ...(requireAcr === 'mfa' ? ['a second factor'] : []),
    ...(after === null ? [] : [`a new sign-in after ${span(after)}`]),
  ]
}

function span(seconds: number): string {
  return durationWords(seconds)
}

/** The same words as docs/policies.md, with settings and values in backticks. */
export const meanings: Readonly<Record<PolicySetting, string>> = {
  signIn:
    'whether people sign in at all; if not, a client under it gets tokens for itself and nothing else',
  idleSeconds:
    'time until the browser part ends without activity; `none` if it has an absolute end',
  absoluteSeconds: 'time until it ends whatever happens; `none` if it has an idle end',
  sliding: 'whether activity moves the idle end; if not, it counts from the sign-in',
  refreshCountsAsActivity: 'whether a token refresh is activity too',
  remember: 'whether the cookie survives the browser',
  maxSessions: 'how many sessions of one account may live at once',
  onLimit: 'what one more sign-in leads to',
  limitScope:
    'whether all sessions of the `account` count together, or at each `client` those that began there',
  bindNetwork: 'what another network leads to: `off`, `note`, `reauthenticate` or `end`',
  bindBrowser: 'what another browser leads to',
  bindDevice: 'what another device leads to',
  onParallelUse: 'the same for one cookie in use from two networks or browsers at once',
  requireAcr: 'the weakest sign-in that is enough: `pwd`, `mfa`, or `none` for any',
  reauthenticateAfterSeconds:
    'time after which a sign-in is too old for anything; `none` for never',
  scopeRules: 'what single scopes ask beyond that, such as a fresh sign-in for `transfers:write`',
  offlineAccess: 'whether a grant may outlive the browser part',
  warnBeforeSeconds: 'how long before the end to warn; `none` for never',
  accessTokenSeconds: 'how long an access token lives',
  reconnectGraceSeconds: 'how long the refresh token before is answered with the same successor',
  refreshIdleSeconds: 'time until an unused refresh token is over',
  refreshAbsoluteSeconds: 'time until refreshing is over whatever happens',
  onRefreshReuse: 'what a stolen refresh token ends: its `family`, or the whole `session`',
}
