/** Sessions and grants in lines for people. */

import type { toSessionDetails } from '../contract/session.ts'
import type { FoundSession } from '../sessions/search.ts'
import { alignColumns, shortTime } from './answer.ts'

export function sessionLines(sessions: readonly FoundSession[]): string[] {
  const heading = [
    'ID',
    'STATE',
    'BEGUN (UTC)',
    'LAST SEEN',
    'ENDS',
    'NETWORK',
    'ACCOUNT',
    'BROWSER',
  ]
  const rows = sessions.map((session) => [
    session.id,
    stateOf(session.state, session.endReason),
    shortTime(session.createdAt),
    shortTime(session.lastSeenAt),
    shortTime(session.expiresAt),
    session.network ?? '-',
    session.accountEmail ?? session.accountId,
    printable(session.userAgent ?? '-').slice(0, 60),
  ])
  return alignColumns([heading, ...rows])
}

/** The browser chooses its user agent, so escape sequences are removed for the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '?')
}

function stateOf(state: string, reason: string | null): string {
  return reason === null ? state : `${state}: ${reason}`
}

type Story = ReturnType<typeof toSessionDetails>

export function storyLines(story: Story): string[] {
  const { grants, changes, notices } = story
  return [
    ...alignColumns(factsOf(story)),
    ...part('Applications', grantLines(grants)),
    ...part(
      'Changes of network, browser or device',
      alignColumns(changes.map(({ what, after, action }) => [what, after ?? '-', action])),
    ),
    ...part(
      'Notices',
      alignColumns(
        notices.map((notice) => [
          notice.id,
          notice.state,
          notice.client_id,
          notice.cause,
          `${notice.attempts} tries`,
        ]),
      ),
    ),
  ]
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

function factsOf(story: Story): string[][] {
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['id', story.id],
    ['state', stateOf(story.state, story.end_reason)],
    ['account', story.account_email ?? story.account_id],
    ['signed in (UTC)', `${shortTime(story.auth_time)}, by ${story.amr.join(' and ')}`],
    ['strength', story.acr],
    ['policy', story.policy],
    ['device', story.device && `${story.device.name} (${story.device.id})`],
    ['network', networkText(story.network, story.place)],
    ['last network', networkText(story.last_network, story.last_place)],
    ['begun (UTC)', shortTime(story.created_at)],
    ['last seen (UTC)', shortTime(story.last_seen_at)],
    ['ends (UTC)', shortTime(story.expires_at)],
    ['ended (UTC)', shortTime(story.ended_at)],
  ]
  return facts.map(([name, value]) => [name, printable(value ?? '-')])
}

function networkText(network: string | null, place: string | null): string | null {
  return network !== null && place !== null ? `${network} (${place})` : network
}

export function grantLines(grants: Story['grants']): string[] {
  if (grants.length === 0) return []
  const heading = ['ID', 'STATE', 'CLIENT', 'REFRESHES', 'LAST (UTC)', 'SINCE (UTC)', 'SCOPE']
  const rows = grants.map((grant) => [
    grant.id,
    stateOf(grant.state, grant.end_reason),
    grant.client_id,
    String(grant.refreshes),
    shortTime(grant.last_refreshed_at),
    shortTime(grant.created_at),
    [grant.scope, ...Object.values(grant.resources)].filter(Boolean).join(' '),
  ])
  return alignColumns([heading, ...rows])
}
