/** The page of one API key, and revoking it. */

import type { VNode } from 'preact'
import { now } from '../../../base/clock.ts'
import type { ApiKeyDocument } from '../../../contract/documents.ts'
import { scopeWords } from '../../admin-api/document.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { apiKeyPath, apiKeysPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { isGood, makerOf, Scopes, type ScopeWords, StateBadge } from './api-key.tsx'

const path = `${apiKeysPath}/:id`

export function apiKeyRoutes({ get, form, act }: ConsoleRouter): void {
  get(path, showApiKey)
  form(`${path}/revoke`, 'revokeApiKey', confirm)
  act({ path: `${path}/revoke`, operationId: 'revokeApiKey' }, revoke)
}

async function showApiKey(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  showPage(
    ctx,
    <ApiKeyPage
      {...frameOf(visit, options)}
      apiKey={await readApiKey(request)}
      scopeWords={scopeWords()}
      mayRevoke={visit.may('parley:api_keys.write')}
      now={now()}
    />,
  )
}

async function readApiKey({ ctx, visit }: ConsoleRequest): Promise<ApiKeyDocument> {
  const { id } = ctx['params']
  return (await visit.ask('getApiKey', { params: { id } })).body
}

async function confirm(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, 'parley:api_keys.write')
  const page = { apiKey: await readApiKey(request), fault: null, now: now() }
  showPage(ctx, <RevokeApiKeyPage {...frameOf(visit, options)} {...page} />)
}

async function revoke({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('revokeApiKey', { params: { id } })
  seeOther(ctx, `${apiKeysPath}?told=revoked`)
}

type ApiKeyProps = ConsoleFrameProps & {
  readonly apiKey: ApiKeyDocument
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

function ApiKeyPage(props: ApiKeyProps): VNode {
  const { apiKey, scopeWords, mayRevoke, now } = props
  return (
    <ConsoleFrame {...props} path={apiKeysPath} title={apiKey.name}>
      <div class="cards">
        <KeyCard apiKey={apiKey} now={now} />
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

function KeyCard({ apiKey, now }: Pick<ApiKeyProps, 'apiKey' | 'now'>): VNode {
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
  readonly apiKey: ApiKeyDocument
  readonly fault: Fault | null
  readonly now: Date
}

function RevokeApiKeyPage(props: RevokeProps): VNode {
  const { apiKey, now } = props
  return (
    <ConfirmPage
      {...props}
      path={apiKeysPath}
      title={text.confirm}
      lead={text.confirmLead}
      action={`${apiKeyPath(apiKey)}/revoke`}
      typed={null}
      reason={null}
      button={text.confirm}
      back={apiKeyPath(apiKey)}
    >
      <KeyCard apiKey={apiKey} now={now} />
    </ConfirmPage>
  )
}
