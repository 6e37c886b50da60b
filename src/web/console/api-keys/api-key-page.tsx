/** One API key in the console: what it may do, and the way to revoke it. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { apiKeyPath, apiKeysPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import {
  isGood,
  makerOf,
  Scopes,
  type ScopeWords,
  type ShownApiKey,
  StateBadge,
} from './api-key.tsx'

type ApiKeyProps = ConsoleFrameProps & {
  readonly apiKey: ShownApiKey
  readonly scopeWords: ScopeWords
  readonly mayRevoke: boolean
  readonly now: Date
}

const text = {
  what: 'The key',
  begins: 'Begins with',
  state: 'State',
  maker: 'Made by',
  made: 'Made',
  ends: 'Ends',
  never: 'never',
  used: 'Last used',
  revoked: 'Revoked',
  may: 'What it may do',
  bound: 'As long as its maker may do it, too; a key made on the command line is bound to nobody.',
  revoke: 'Revoke it',
  confirm: 'Revoke this key',
  confirmLead:
    'From the next call on it opens nothing, on any node. It cannot be brought back: whatever uses it needs another.',
}

export function ApiKeyPage(props: ApiKeyProps): VNode {
  const { apiKey, scopeWords, mayRevoke, now } = props
  return (
    <ConsoleFrame {...props} path={apiKeysPath} title={apiKey.name}>
      <div class="cards">
        <What apiKey={apiKey} now={now} />
        <section class="card">
          <h2>{text.may}</h2>
          <Scopes scopes={apiKey.scopes} scopeWords={scopeWords} />
          <p class="hint">{text.bound}</p>
        </section>
      </div>
      {mayRevoke && isGood(apiKey, now) && (
        <p class="actions">
          <a class="button danger" href={`${apiKeyPath(apiKey)}/revoke`}>
            {text.revoke}
          </a>
        </p>
      )}
    </ConsoleFrame>
  )
}

function What({ apiKey, now }: Pick<ApiKeyProps, 'apiKey' | 'now'>): VNode {
  const { created_by: maker, expires_at: end, last_used_at: used } = apiKey
  return (
    <section class="card">
      <h2>{text.what}</h2>
      <Facts>
        <Fact name={text.begins}>
          <code>{apiKey.prefix}…</code>
        </Fact>
        <Fact name={text.state}>
          <StateBadge apiKey={apiKey} now={now} />
        </Fact>
        <Fact name={text.maker}>
          {makerOf(apiKey)}
          {makerOf(apiKey) !== maker.id && <code class="line">{maker.id}</code>}
        </Fact>
        <Fact name={text.made}>
          <Moment at={apiKey.created_at} />
        </Fact>
        <Fact name={text.ends}>{end === null ? text.never : <Moment at={end} />}</Fact>
        <Fact name={text.used}>{used === null ? text.never : <Moment at={used} />}</Fact>
        {apiKey.revoked_at !== null && (
          <Fact name={text.revoked}>
            <Moment at={apiKey.revoked_at} />
          </Fact>
        )}
      </Facts>
    </section>
  )
}

type RevokeProps = ConsoleFrameProps & {
  readonly apiKey: ShownApiKey
  readonly fault: Fault | null
  readonly now: Date
}

export function RevokeApiKeyPage(props: RevokeProps): VNode {
  const { apiKey, now } = props
  const path = apiKeyPath(apiKey)
  return (
    <ConfirmPage
      {...props}
      path={apiKeysPath}
      title={text.confirm}
      lead={text.confirmLead}
      action={`${path}/revoke`}
      typed={null}
      reason={null}
      button={text.confirm}
      back={path}
    >
      <What apiKey={apiKey} now={now} />
    </ConfirmPage>
  )
}
