/** The page of the person's own sessions: where they are signed in, and the way to end each. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'

export type AccountSession = {
  /** Of the session, no secret: it names what is to end. */
  readonly id: string
  readonly device: string
  /** Known to the account for a few days only, and not its first. */
  readonly isNewDevice: boolean
  /** When the account first signed in on it; null for one that is not known. */
  readonly deviceSince: Date | null
  readonly network: string | null
  /** Where that network is, in words; null when nobody knows. */
  readonly place: string | null
  readonly since: Date
  readonly lastSeen: Date
  readonly isThisOne: boolean
  /** Its browser part is over; what it allowed goes on. */
  readonly isOffline: boolean
  /** Names of the applications that use it. */
  readonly applications: readonly string[]
}

export type AccountSessionsPageProps = AccountPageProps & {
  readonly notice: keyof Words['account']['sessions']['done'] | null
  readonly sessions: readonly AccountSession[]
}

export function AccountSessionsPage(props: AccountSessionsPageProps): VNode {
  const { sessions: text } = useWords().account
  const { development, accountEmail, formAction, notice, sessions } = props
  return (
    <AccountFrame
      place="sessions"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={notice === null ? null : text.done[notice]}
      development={development}
      accountEmail={accountEmail}
    >
      <h2>{text.list}</h2>
      <ul class="devices">
        {sessions.map((session, index) => (
          <Session
            key={session.id}
            session={session}
            factsId={`session-${index + 1}`}
            formAction={formAction}
          />
        ))}
      </ul>
      {sessions.length > 1 && <EndOthers formAction={formAction} />}
    </AccountFrame>
  )
}

type SessionProps = Readonly<{ session: AccountSession; factsId: string; formAction: string }>

function Session({ session, factsId, formAction }: SessionProps): VNode {
  const { sessions: text } = useWords().account
  return (
    <li>
      <p class="device">
        <bdi>{session.device}</bdi>
        {session.isThisOne && <span class="here">{text.thisOne}</span>}
        {session.isNewDevice && <span class="new">{text.newDevice}</span>}
      </p>
      {session.isOffline && <p class="state">{text.offline}</p>}
      <SessionFacts session={session} factsId={factsId} />
      {!session.isThisOne && (
        <div class="actions even">
          <EndForm action="end" session={session} factsId={factsId} formAction={formAction} />
          <EndForm action="disown" session={session} factsId={factsId} formAction={formAction} />
        </div>
      )}
    </li>
  )
}

function SessionFacts({ session, factsId }: Omit<SessionProps, 'formAction'>): VNode {
  const { sessions: text } = useWords().account
  const { network, place, since, lastSeen, deviceSince, applications } = session
  const lastUse = place === null ? [lastSeen] : [lastSeen, place]
  return (
    <dl class="traits" id={factsId}>
      {network !== null && <Trait name={text.network} values={[network]} />}
      {deviceSince !== null && <Trait name={text.deviceSince} values={[deviceSince]} />}
      <Trait name={text.since} values={[since]} />
      <Trait name={text.lastSeen} values={lastUse} />
      {applications.length > 0 && <Trait name={text.applications} values={applications} />}
    </dl>
  )
}

type EndFormProps = SessionProps & { readonly action: 'end' | 'disown' }

/**
 * Named with its device and described by its facts: two of them may be called the same. Settling:
 * the answer is this page with one device less, and the second click of a double click would land
 * on the next one.
 */
function EndForm({ action, session, factsId, formAction }: EndFormProps): VNode {
  const { sessions: text } = useWords().account
  const [label, named] =
    action === 'end' ? [text.end, text.endNamed] : [text.disown, text.disownNamed]
  return (
    <form method="post" action={formAction}>
      <HiddenFields hidden={{ action }} />
      <button
        class="button settling"
        type="submit"
        name="session"
        value={session.id}
        aria-label={fill(named, { device: session.device })}
        aria-describedby={factsId}
      >
        {label}
      </button>
    </form>
  )
}

/** The action is a hidden field, as in the other forms, so that each button sends one thing. */
function EndOthers({ formAction }: Pick<SessionProps, 'formAction'>): VNode {
  const { sessions: text } = useWords().account
  return (
    <form class="sweeping" method="post" action={formAction}>
      <HiddenFields hidden={{ action: 'end_others' }} />
      <button class="button primary settling" type="submit">
        {text.endOthers}
      </button>
      <p>{text.keeps}</p>
    </form>
  )
}
