/** How a session began, where it is used, and how it ended: the first cards of its page. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { accountPath, accountsPath, sessionsPath } from '../addresses.ts'
import type { Area } from '../areas.ts'
import type { SessionStory, ShownChange } from '../story.ts'
import { deviceOf, factorsOf, reasonOf, SessionBadge, strengthOf } from './session.tsx'

type Props = { readonly session: SessionStory }

const text = {
  signIn: 'Sign-in',
  state: 'State',
  why: 'Ended because',
  ended: 'Ended',
  ends: 'Ends, if nothing happens',
  account: 'Account',
  signedIn: 'Signed in',
  factors: 'With',
  strength: 'Strength',
  begun: 'Begun',
  firstClient: 'First application',
  policy: 'Policy',
  where: 'Where',
  device: 'Device',
  deviceSince: 'Known to the account since',
  begunIn: 'Begun in',
  lastUsed: 'Last used',
  lastIn: 'Last used in',
  browser: 'Browser, in its own words',
  sameDevice: 'All on this device',
  sameNetwork: 'All of this network',
  elsewhere: 'Also seen from',
  nowhere: 'Nothing else was noted. Its policy says what is.',
  changes: {
    network: 'network',
    browser: 'browser',
    device: 'another device',
    parallel: 'two places at once:',
  },
  actions: { note: '', reauthenticate: ' (had to sign in again)', end: ' (ended for it)' },
}

type SignInProps = Props & { readonly areas: readonly Area[] }

export function SignInCard({ session, areas }: SignInProps): VNode {
  return (
    <section class="card">
      <h2>{text.signIn}</h2>
      <Facts>
        <Fact name={text.state}>
          <SessionBadge state={session.state} />
        </Fact>
        <End session={session} />
        <Fact name={text.account}>
          <Account session={session} areas={areas} />
        </Fact>
        <Fact name={text.signedIn}>
          <Moment at={session.auth_time} />
        </Fact>
        <Fact name={text.factors}>{factorsOf(session)}</Fact>
        <Fact name={text.strength}>{strengthOf(session)}</Fact>
        <Fact name={text.firstClient}>
          {session.first_client_id && <code>{session.first_client_id}</code>}
        </Fact>
        <Fact name={text.policy}>{session.policy}</Fact>
      </Facts>
    </section>
  )
}

/** Who may see accounts goes on from here; a deleted one is there no more. */
function Account({ session, areas }: SignInProps): VNode {
  const { account_id: id, account_email: email } = session
  const isOpen = email !== null && areas.some(({ path }) => path === accountsPath)
  return isOpen ? <a href={accountPath({ id })}>{email}</a> : <code>{id}</code>
}

function End({ session }: Props): VNode {
  if (session.ended_at === null) {
    return (
      <Fact name={text.ends}>
        <Moment at={session.expires_at} />
      </Fact>
    )
  }
  return (
    <>
      <Fact name={text.why}>{reasonOf(session)}</Fact>
      <Fact name={text.ended}>
        <Moment at={session.ended_at} />
      </Fact>
    </>
  )
}

export function WhereCard({ session }: Props): VNode {
  const { device, network, last_network: last } = session
  return (
    <section class="card">
      <h2>{text.where}</h2>
      <Facts>
        <Fact name={text.device}>
          {deviceOf(session)}
          {device && <Same filter={{ device: device.id }} words={text.sameDevice} />}
        </Fact>
        <Fact name={text.deviceSince}>{device && <Moment at={device.first_seen_at} />}</Fact>
        <Fact name={text.begunIn}>
          {network && (
            <>
              {placed(network, session.place)}
              <Same filter={{ network }} words={text.sameNetwork} />
            </>
          )}
        </Fact>
        <Fact name={text.begun}>
          <Moment at={session.created_at} />
        </Fact>
        <Fact name={text.lastIn}>{last && placed(last, session.last_place)}</Fact>
        <Fact name={text.lastUsed}>
          <Moment at={session.last_seen_at} />
        </Fact>
        <Fact name={text.browser}>{session.user_agent}</Fact>
        <Fact name={text.elsewhere}>
          <Changes changes={session.changes} />
        </Fact>
      </Facts>
    </section>
  )
}

function placed(network: string, place: string | null): string {
  return place === null ? network : `${network} (${place})`
}

type SameProps = { readonly filter: Readonly<Record<string, string>>; readonly words: string }

function Same({ filter, words }: SameProps): VNode {
  return (
    <p class="aside">
      <a href={addressOf(sessionsPath, filter)}>{words}</a>
    </p>
  )
}

function Changes({ changes }: Pick<SessionStory, 'changes'>): VNode {
  if (changes.length === 0) return <span class="aside">{text.nowhere}</span>
  return (
    <ul>
      {changes.map((change) => (
        <li key={`${change.what} ${change.after} ${change.grant_id}`}>{wordsOf(change)}</li>
      ))}
    </ul>
  )
}

function wordsOf({ what, after, action }: ShownChange): string {
  return `${text.changes[what]}${after === null ? '' : ` ${after}`}${text.actions[action]}`
}
