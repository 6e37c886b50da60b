/** One page with every part that pages full of figures have, to look at and to measure. */

import type { VNode } from 'preact'
import { Page } from '../../src/http/views/page.tsx'
import type { Text } from './samples.tsx'

type SampleProps = Readonly<{ text: Text; development: boolean }>

export function ConsoleSample({ text, development }: SampleProps): VNode {
  return (
    <Page title="Sessions" development={development} wide>
      <SideNav />
      <div class="workspace">
        <h1>Sessions</h1>
        <p class="notice warn" role="status">
          One application does not answer its notices. <a href="/console/notices">See which</a>
        </p>
        <Figures />
        <Filters />
        <Sessions text={text} />
        <nav class="pager" aria-label="More sessions">
          <a href="/console/sessions">Back to the newest</a>
          <a href="/console/sessions?before=1" rel="next">
            Older sessions
          </a>
        </nav>
        <Session text={text} />
        <section class="empty">
          <h2>No session ended</h2>
          <p>Sessions that end stay readable here for 90 days.</p>
          <a class="button" href="/console/sessions">
            See the live ones
          </a>
        </section>
      </div>
    </Page>
  )
}

function SideNav(): VNode {
  return (
    <nav class="side-nav" aria-label="Console">
      <ul>
        {['Overview', 'Sessions', 'Accounts', 'Clients', 'Policies', 'Ledger'].map((name) => (
          <li key={name}>
            <a href="/console" aria-current={name === 'Sessions' ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Figures(): VNode {
  return (
    <dl class="figures">
      {[
        ['Live sessions', '12,408', '+3 % since yesterday'],
        ['Sign-ins today', '1,972', '41 failed'],
        ['Refreshes an hour', '86,310', ''],
        ['Notices waiting', '0', 'none is dead'],
      ].map(([name, value, aside]) => (
        <div key={name} class="figure">
          <dt>{name}</dt>
          <dd>{value}</dd>
          {aside !== '' && <dd class="aside">{aside}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Filters(): VNode {
  return (
    <form class="toolbar" action="/console/sessions">
      <div class="field">
        <label for="account">Account</label>
        <input id="account" name="account" type="text" autocomplete="off" />
      </div>
      <div class="field">
        <label for="network">Network</label>
        <input id="network" name="network" type="text" autocomplete="off" />
      </div>
      <button class="button primary" type="submit">
        Search
      </button>
      <button class="button danger push" type="submit" name="action" value="end">
        End all of these
      </button>
    </form>
  )
}

const badges = [
  ['badge-good', 'live'],
  ['badge-warn', 'offline'],
  ['badge-bad', 'revoked'],
  ['badge-quiet', 'ended'],
] as const

function Sessions({ text }: Pick<SampleProps, 'text'>): VNode {
  return (
    <section class="table-scroll" aria-label="Found sessions">
      <table class="table">
        <thead>
          <tr>
            {['Account', 'State', 'Device', 'Network'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" class="number">
              Refreshes
            </th>
          </tr>
        </thead>
        <tbody>
          {badges.map(([badge, state]) => (
            <tr key={state}>
              <th scope="row">
                <a href="/console/sessions/1">{text('anna@example.com')}</a>
                <span class="aside">since 22 Nov 2026</span>
              </th>
              <td>
                <span class={`badge ${badge}`}>{state}</span>
              </td>
              <td>{text('Firefox on Windows')}</td>
              <td>
                <code>{text('203.0.113.7')}</code>
              </td>
              <td class="number">1,204</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Session({ text }: Pick<SampleProps, 'text'>): VNode {
  return (
    <div class="cards">
      <section class="card">
        <h2>This session</h2>
        <dl class="facts">
          {[
            ['Account', text('anna@example.com')],
            ['Policy', 'streaming'],
            ['Strength', 'pwd, otp'],
          ].map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="actions even">
          <a class="button" href="/console/sessions/1/events">
            Its events
          </a>
          <a class="button danger" href="/console/sessions/1/end">
            End it
          </a>
        </p>
      </section>
      <section class="card">
        <h2>Configuration</h2>
        <pre class="code">
          <code>{'ISSUER=https://sign-in.example\nCLIENT_ID=photos\nSCOPE=openid email'}</code>
        </pre>
      </section>
    </div>
  )
}
