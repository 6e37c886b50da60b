/** The refresh token as far as it may be shown: a stub. The whole must never reach a page. */

import type { Member, RefreshStanding } from './sessions.ts'

const standings: Readonly<Record<RefreshStanding, { badge: string; text: string }>> = {
  good: {
    badge: 'good',
    text: 'Gets new access tokens without asking you. Every use replaces it; an old one is theft.',
  },
  revoked: {
    badge: 'revoked',
    text: 'We asked Parley to take it back. It is kept here only so that you can see it refused.',
  },
  ended: { badge: 'ended', text: 'Parley refused it for good, so we forgot it.' },
  absent: {
    badge: 'none',
    text: 'Parley gave none. When the access token expires, sign in again.',
  },
}

export function RefreshCard({ member }: { member: Member }) {
  const { refreshToken, refreshStanding, refreshCount } = member
  const { badge, text } = standings[refreshStanding]
  return (
    <section class="panel refresh" aria-labelledby="refresh-title">
      <div class="panel-head">
        <h3 id="refresh-title">Refresh token</h3>
        <span class={`badge ${refreshStanding}`}>{badge}</span>
      </div>
      <p class="hint">{text}</p>
      {refreshToken !== null && <p class="stub">{maskToken(refreshToken)}</p>}
      <p class="count">
        <strong>{refreshCount}</strong> {refreshCount === 1 ? 'refresh' : 'refreshes'} since you
        signed in
      </p>
      {refreshToken !== null && <Buttons standing={refreshStanding} />}
    </section>
  )
}

function Buttons({ standing }: { standing: RefreshStanding }) {
  return (
    <div class="buttons">
      <form method="post" action="/refresh">
        <button class="button main" type="submit">
          Refresh tokens
        </button>
      </form>
      {standing === 'good' && (
        <form method="post" action="/revoke">
          <button class="button danger" type="submit">
            Revoke the refresh token
          </button>
        </form>
      )}
    </div>
  )
}

/** The ends alone, and of a short token not even those: what is shown can be stolen. */
function maskToken(token: string): string {
  const [start, end] = token.length < 40 ? ['', ''] : [token.slice(0, 6), token.slice(-4)]
  return `${start}•••••${end} (${token.length} characters)`
}
