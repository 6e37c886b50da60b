/** The activity page: recent events of the account, newest first. It changes nothing. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { DomainError } from '../../base/errors.ts'
import { deviceName } from '../../i18n/device.ts'
import type { Words } from '../../i18n/words.ts'
import { readActivity } from '../../ledger/activity.ts'
import type { ActivityType } from '../../model/activity.ts'
import { endReasons } from '../../model/session.ts'
import { currentLook, useWords } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'
import { type AccountOptions, activityPath, type PersonSession, signedIn } from './visit.tsx'

const mostAPage = 50

export function accountActivityRoutes(router: Router, options: AccountOptions): void {
  router.get(activityPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, session, options)),
  )
}

async function show(
  ctx: Context,
  { accountId, account }: PersonSession,
  { db, development, places }: AccountOptions,
): Promise<void> {
  const before = cursorOf(ctx)
  // One extra row tells whether there is a next page.
  const found = await readActivity(db, { accountId, before, most: mostAPage + 1 })
  const page = found.slice(0, mostAPage)
  const { words, language } = currentLook()
  const activities = page.map(({ occurredAt, userAgent, ...activity }) => ({
    ...activity,
    place: places(activity.network, language),
    when: occurredAt,
    device: userAgent === null ? null : deviceName(words, userAgent),
  }))
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountActivityPage
      development={development}
      accountEmail={account.email}
      activities={activities}
      newest={before === null ? null : activityPath}
      older={found.length > mostAPage ? `${activityPath}?before=${page.at(-1)?.id}` : null}
    />,
  )
}

/** A cursor cannot reach another account's events: the query is bound to this account. */
function cursorOf(ctx: Context): string | null {
  const { before } = ctx.query
  if (before === undefined) return null
  if (typeof before === 'string' && /^[1-9]\d{0,17}$/.test(before)) return before
  throw new DomainError('request_invalid', 'before: the number of an entry')
}

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
  /** Address of the first page; null on the first page. */
  readonly newest: string | null
  /** Address of the next page; null on the last page. */
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
      <Pager newest={newest} older={older} />
    </AccountFrame>
  )
}

function Pager({
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
