/** The sessions page: where the person is signed in, with a way to end each session. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { deviceName } from '../../i18n/device.ts'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { applicationsBySession } from '../../sessions/applications.ts'
import { devicesBySession, type SessionDevice } from '../../sessions/devices.ts'
import { disownSession, endOtherSessions } from '../../sessions/end-others.ts'
import { type ListedSession, listSessions } from '../../sessions/list.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { HiddenFields } from '../ui/form.tsx'
import { currentLook, useWords } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'
import {
  type AccountOptions,
  freshlySignedIn,
  type PersonSession,
  securityPath,
  sessionsPath,
  signedIn,
} from './visit.tsx'

const mostListed = 200

export function accountSessionRoutes(router: Router, options: AccountOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(sessionsPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, session, options)),
  )
  router.post(sessionsPath, ours, formBody, (ctx) =>
    freshlySignedIn(ctx, options, (_, session) => end(ctx, session, options)),
  )
}

async function show(ctx: Context, session: PersonSession, options: AccountOptions): Promise<void> {
  const { db, development } = options
  const { accountId, account } = session
  const listed = await listSessions(db, { accountId, most: mostListed })
  const applications = await applicationsBySession(db, accountId)
  const devices = await devicesBySession(db, accountId)
  const sessions = listed
    .filter(({ state }) => state !== 'ended')
    .map((one) => ({
      ...sessionFacts(one, devices.get(one.id), options),
      isThisOne: one.id === session.id,
      applications: applications.get(one.id) ?? [],
    }))
  const told = ctx.query['told']
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountSessionsPage
      development={development}
      accountEmail={account.email}
      formAction={sessionsPath}
      notice={told === 'ended' || told === 'others_ended' ? told : null}
      sessions={sessions}
    />,
  )
}

/** The network is the one last used, if it is known. */
function sessionFacts(
  one: ListedSession,
  device: SessionDevice | undefined,
  { places }: AccountOptions,
) {
  const { words, language } = currentLook()
  const network = device?.lastNetwork ?? one.network
  return {
    id: one.id,
    device: deviceName(words, one.userAgent),
    isNewDevice: device?.isNew ?? false,
    deviceSince: device?.firstSeenAt ?? null,
    network,
    place: places(network, language),
    since: one.createdAt,
    lastSeen: one.lastSeenAt,
    isOffline: one.state === 'offline',
  }
}

async function end(ctx: Context, session: PersonSession, { db }: AccountOptions): Promise<void> {
  const { accountId, id: keep } = session
  const only = field(ctx, 'session')
  const action = field(ctx, 'action')
  if (action === 'disown' && uuid.test(only)) {
    await disownSession(db, { accountId, keep, only })
    return seeOther(ctx, `${securityPath}?told=disowned`)
  }
  const isAll = action === 'end_others'
  if (isAll) await endOtherSessions(db, { accountId, keep, only: null })
  else if (uuid.test(only)) await endOtherSessions(db, { accountId, keep, only })
  seeOther(ctx, `${sessionsPath}?told=${isAll ? 'others_ended' : 'ended'}`)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type AccountSession = {
  /** Id of the session. It is no secret; the form sends it to name the session to end. */
  readonly id: string
  readonly device: string
  /** The account has used it for a few days only, and it is not the account's first device. */
  readonly isNewDevice: boolean
  /** When the account first signed in on it; null for an unknown device. */
  readonly deviceSince: Date | null
  readonly network: string | null
  /** Where that network is; null when unknown. */
  readonly place: string | null
  readonly since: Date
  readonly lastSeen: Date
  readonly isThisOne: boolean
  /** Its browser part is over, but its applications keep access. */
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
 * The label names the device and the facts describe it: two devices may have the same name.
 * Settling: the answer is this page with one device fewer, so the second click of a double click
 * would land on the next device.
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
