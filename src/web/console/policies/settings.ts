/** The settings of a policy in the words of the console: groups, labels, choices, values. */

import { durationWords } from '../../../model/duration.ts'
import type { Policy, PolicySetting } from '../../../model/policy.ts'
import { documentOf } from '../../../model/policy-settings.ts'
import { meanings } from '../../../model/policy-words.ts'

export type Choices = readonly (readonly [value: string, label: string])[]

/** How a setting is filled in: as text, a check box, a choice, or the rows of the scope rules. */
export type SettingField =
  | { readonly kind: 'duration' | 'number' | 'check' | 'rules' }
  | { readonly kind: 'choice'; readonly choices: Choices }

const changes: Choices = [
  ['off', 'off: nothing'],
  ['note', 'note: it is written down'],
  ['reauthenticate', 'reauthenticate: a new sign-in'],
  ['end', 'end: the session ends'],
]

const onLimit: Choices = [
  ['evict_oldest', 'evict_oldest: the oldest ends'],
  ['evict_idle', 'evict_idle: the longest unused ends'],
  ['ask', 'ask: the person chooses which ends'],
  ['refuse', 'refuse: nobody is put out'],
]

const limitScope: Choices = [
  ['account', 'account: all of them together'],
  ['client', 'client: at each application'],
]

export const acrChoices: Choices = [
  ['none', 'none: any sign-in'],
  ['pwd', 'pwd: a password'],
  ['mfa', 'mfa: two factors'],
]

const reuse: Choices = [
  ['family', 'family: the tokens of its grant'],
  ['session', 'session: everything of the session'],
]

const duration = { kind: 'duration' } as const
const check = { kind: 'check' } as const
const choice = (choices: Choices) => ({ kind: 'choice', choices }) as const

const fields: Readonly<Record<PolicySetting, readonly [label: string, field: SettingField]>> = {
  signIn: ['People sign in', check],
  idleSeconds: ['Idle time', duration],
  absoluteSeconds: ['Time in all', duration],
  sliding: ['Activity extends it', check],
  refreshCountsAsActivity: ['A token refresh is activity', check],
  remember: ['The browser remembers it', check],
  maxSessions: ['Sessions at once', { kind: 'number' }],
  onLimit: ['One more sign-in', choice(onLimit)],
  limitScope: ['Counted', choice(limitScope)],
  bindNetwork: ['Another network', choice(changes)],
  bindBrowser: ['Another browser', choice(changes)],
  bindDevice: ['Another device', choice(changes)],
  onParallelUse: ['In use at two places', choice(changes)],
  requireAcr: ['Weakest sign-in', choice(acrChoices)],
  reauthenticateAfterSeconds: ['A new sign-in after', duration],
  scopeRules: ['What single scopes ask', { kind: 'rules' }],
  offlineAccess: ['Offline access', check],
  warnBeforeSeconds: ['Warning before the end', duration],
  accessTokenSeconds: ['Access token', duration],
  reconnectGraceSeconds: ['Grace for a lost answer', duration],
  refreshIdleSeconds: ['Unused refresh token', duration],
  refreshAbsoluteSeconds: ['Refreshing in all', duration],
  onRefreshReuse: ['A stolen refresh token', choice(reuse)],
}

export const groups: readonly (readonly [title: string, settings: readonly PolicySetting[]])[] = [
  [
    'How long',
    [
      'idleSeconds',
      'absoluteSeconds',
      'warnBeforeSeconds',
      'sliding',
      'refreshCountsAsActivity',
      'remember',
    ],
  ],
  ['How many', ['maxSessions', 'onLimit', 'limitScope']],
  ['Bound to what', ['bindNetwork', 'bindBrowser', 'bindDevice', 'onParallelUse']],
  ['How strong', ['requireAcr', 'reauthenticateAfterSeconds', 'signIn', 'scopeRules']],
  [
    'Tokens',
    [
      'accessTokenSeconds',
      'reconnectGraceSeconds',
      'refreshIdleSeconds',
      'refreshAbsoluteSeconds',
      'onRefreshReuse',
      'offlineAccess',
    ],
  ],
]

export function labelOf(setting: PolicySetting): string {
  return fields[setting][0]
}

export function fieldOf(setting: PolicySetting): SettingField {
  return fields[setting][1]
}

/** The meaning of a setting, as a sentence. */
export function hintOf(setting: PolicySetting): string {
  const meaning = meanings[setting]
  return `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`
}

/** One value in words, such as `30 min`, `never` or `evict_oldest: the oldest ends`. */
export function valueWords(policy: Policy, setting: PolicySetting): string {
  const value = documentOf(policy, setting)
  const field = fieldOf(setting)
  switch (field.kind) {
    case 'duration':
      return value === null ? 'never' : durationWords(Number(value))
    case 'check':
      return value ? 'yes' : 'no'
    case 'choice':
      return labelIn(field.choices, String(value ?? 'none'))
    case 'rules':
      return rulesWords(policy)
    case 'number':
      return String(value)
  }
}

function labelIn(choices: Choices, value: string): string {
  return choices.find(([known]) => known === value)?.[1] ?? value
}

function rulesWords({ scopeRules }: Policy): string {
  const rules = Object.entries(scopeRules).map(([scope, rule]) => {
    const { requireAcr, reauthenticateAfterSeconds: after } = rule
    const requirements = [
      ...(requireAcr === null ? [] : [requireAcr]),
      ...(after === null ? [] : [`not older than ${durationWords(after)}`]),
    ]
    return `${scope}: ${requirements.join(', ') || 'nothing more'}`
  })
  return rules.join('; ') || 'nothing'
}
