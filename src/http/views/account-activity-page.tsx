/** The page of what happened with a person's account, the newest first. It changes nothing. */

import type { VNode } from 'preact'
import type { ActivityType } from '../../model/activity.ts'
import { type EndReason, endReasons } from '../../model/session.ts'
import { AccountFrame, type AccountPageProps, Trait } from './account-frame.tsx'

export type AccountActivity = {
  readonly id: string
  readonly type: ActivityType
  /** Already in words a person reads. */
  readonly when: string
  readonly device: string | null
  readonly network: string | null
  readonly place: string | null
  readonly clientName: string | null
  readonly reason: string | null
}

export type AccountActivityPageProps = Omit<AccountPageProps, 'formAction'> & {
  readonly activities: readonly AccountActivity[]
  /** Where the first page is; null on it. */
  readonly newest: string | null
  /** Where the next page is; null on the last. */
  readonly older: string | null
}

const text = {
  title: 'What happened',
  lead: 'Sign-ins, devices, apps and passwords of your account, the newest first.',
  note: 'If something here was not you, change your password: it signs out every other device.',
  list: 'Entries',
  pages: 'More entries',
  newest: 'Back to the newest',
  older: 'Older entries',
  when: 'When',
  device: 'Device',
  network: 'Network',
  app: 'App',
  none: 'Nothing yet.',
}

const words: Readonly<Record<Exclude<ActivityType, 'session.ended'>, string>> = {
  'account.created': 'Your account was created',
  'account.disabled': 'Your account was disabled',
  'account.enabled': 'Your account was enabled again',
  'authentication.failed': 'Someone tried to sign in with a wrong password',
  'code.reused': 'An app was signed out to keep you safe',
  'consent.denied': 'You refused what an app asked for',
  'consent.granted': 'You allowed an app to use your account',
  'consent.withdrawn': 'You removed the access of an app',
  'device.first_seen': 'A new device signed in',
  'password.changed': 'You changed your password',
  'password.reset': 'Your password was set anew, by a link sent to you',
  'password.reset_requested': 'Someone asked for a new password',
  'refresh.reused': 'An app was signed out to keep you safe',
  'revocation.made': 'An operator ended sessions of your account',
  'session.begun': 'You signed in',
  'session.binding_changed': 'A session was used from another network, browser or device',
  'session.disowned': 'You said that a session was not yours',
  'session.reauthenticated': 'You signed in again',
  'session.refused': 'A sign-in was refused: too many devices',
  'session.used_in_parallel': 'A session was used from two places at once',
}

const endings: Readonly<Record<EndReason, string>> = {
  logout: 'You signed out',
  idle_timeout: 'You were signed out after a time without activity',
  absolute_timeout: 'You were signed out because the session had lasted as long as it may',
  evicted: 'You were signed out because of a new sign-in',
  revoked: 'You were signed out from another device or by an operator',
  binding_mismatch: 'You were signed out because the browser, network or device changed',
  refresh_reuse: 'You were signed out to keep you safe',
  account_disabled: 'You were signed out because your account was disabled',
  credential_changed: 'You were signed out because your password changed',
  upgraded: 'Your visit as a guest ended when you signed in',
}

export function AccountActivityPage(props: AccountActivityPageProps): VNode {
  const { development, accountEmail, activities, newest, older } = props
  return (
    <AccountFrame
      path="/account/activity"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={null}
      development={development}
      accountEmail={accountEmail}
    >
      <h2>{text.list}</h2>
      {activities.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <ul class="devices">
          {activities.map((activity) => (
            <Entry key={activity.id} activity={activity} />
          ))}
        </ul>
      )}
      <Onward newest={newest} older={older} />
    </AccountFrame>
  )
}

function Onward({
  newest,
  older,
}: Pick<AccountActivityPageProps, 'newest' | 'older'>): VNode | null {
  if (newest === null && older === null) return null
  return (
    <nav aria-label={text.pages}>
      {newest !== null && (
        <p>
          <a href={newest}>{text.newest}</a>
        </p>
      )}
      {older !== null && (
        <p>
          <a href={older} rel="next">
            {text.older}
          </a>
        </p>
      )}
    </nav>
  )
}

function Entry({ activity }: Readonly<{ activity: AccountActivity }>): VNode {
  const { when, device, network, place, clientName } = activity
  return (
    <li>
      <p class="device">{headOf(activity)}</p>
      <dl class="traits">
        <Trait name={text.when} values={place === null ? [when] : [when, place]} />
        {clientName !== null && <Trait name={text.app} values={[clientName]} />}
        {device !== null && <Trait name={text.device} values={[device]} />}
        {network !== null && <Trait name={text.network} values={[network]} />}
      </dl>
    </li>
  )
}

function headOf({ type, reason }: AccountActivity): string {
  if (type !== 'session.ended') return words[type]
  return endings[endReasons.find((known) => known === reason) ?? 'revoked']
}
