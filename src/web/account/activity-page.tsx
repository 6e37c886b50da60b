/** The page of what happened with a person's account, the newest first. It changes nothing. */

import type { VNode } from 'preact'
import type { Words } from '../../i18n/words.ts'
import type { ActivityType } from '../../model/activity.ts'
import { endReasons } from '../../model/session.ts'
import { useWords } from '../ui/look.ts'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'

export type AccountActivity = {
  readonly id: string
  readonly type: ActivityType
  readonly when: Date
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

export function AccountActivityPage(props: AccountActivityPageProps): VNode {
  const { activity: text } = useWords()
  const { development, accountEmail, activities, newest, older } = props
  return (
    <AccountFrame
      place="activity"
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
  const { activity: text } = useWords()
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
  const { activity: text } = useWords()
  const { when, device, network, place, clientName } = activity
  return (
    <li>
      <p class="device">{headOf(activity, text)}</p>
      <dl class="traits">
        <Trait name={text.when} values={place === null ? [when] : [when, place]} />
        {clientName !== null && <Trait name={text.app} values={[clientName]} />}
        {device !== null && <Trait name={text.device} values={[device]} />}
        {network !== null && <Trait name={text.network} values={[network]} />}
      </dl>
    </li>
  )
}

function headOf({ type, reason }: AccountActivity, words: Words['activity']): string {
  if (type !== 'session.ended') return words.types[type]
  return words.endings[endReasons.find((known) => known === reason) ?? 'revoked']
}
