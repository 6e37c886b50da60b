/** Creating an API key. Only the reply to the form contains the key. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { now } from '../../../base/clock.ts'
import { uuidv7 } from '../../../base/crypto.ts'
import type { NewApiKeyDocument } from '../../../contract/documents.ts'
import { keyMakingScope } from '../../../model/operator-role.ts'
import { contractDocument, parametersOf, scopeWords } from '../../admin-api/document.ts'
import { field } from '../../middleware/guards.ts'
import { Choices } from '../../ui/choices.tsx'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { showPage } from '../../ui/show-page.ts'
import { apiKeysPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, textsIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { Scopes, type ScopeWords } from './api-key.tsx'

export function createApiKeyRoutes({ form, act }: ConsoleRouter): void {
  form(`${apiKeysPath}/new`, 'createApiKey', open)
  act({ path: apiKeysPath, operationId: 'createApiKey' }, create)
}

type ApiKeyForm = {
  readonly name: string
  readonly scopes: readonly string[]
  readonly days: string
  /** When the form was opened; the days count from then. */
  readonly from: string
  /** The idempotency key: a form sent twice creates one key. */
  readonly once: string
}

const defaultDays = '90'
const mostDays = 3_650

async function open(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, keyMakingScope)
  const from = now().toISOString()
  showForm(request, { name: '', scopes: [], days: defaultDays, from, once: uuidv7() }, null)
}

/** A form that is sent twice, for example by a reload, gets the same key. */
async function create(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, keyMakingScope)
  const form = formIn(ctx)
  const end = endOf(form)
  const wrong = faultIn(form, end)
  if (wrong !== null) return showForm(request, form, wrong)
  const { name, scopes, once } = form
  const body = { name, scopes, ...(end === null ? {} : { expires_at: end?.toISOString() }) }
  const { value, fault } = await attempt(() =>
    visit.ask('createApiKey', { body, headers: { 'idempotency-key': once } }),
  )
  if (value === null) return showForm(request, form, fault && asDaysFault(fault))
  const path = examplePath(scopes)
  const address = path && `${options.issuer}${path}`
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <CreatedApiKeyPage
      {...frame}
      apiKey={value.body}
      address={address}
      scopeWords={scopeWords()}
    />,
  )
}

/** The admin API names the moment of the end; this form asks for days. */
function asDaysFault(fault: Fault): Fault {
  if (fault.field !== 'expires_at') return fault
  return { field: 'days', message: 'They are over already: open this form anew.' }
}

function formIn(ctx: Context): ApiKeyForm {
  return {
    name: field(ctx, 'name').trim(),
    scopes: textsIn(ctx, 'scopes'),
    days: field(ctx, 'days').trim(),
    from: field(ctx, 'from'),
    once: field(ctx, 'once'),
  }
}

/** Null for a key without an end; undefined when the days are invalid. */
function endOf({ days, from }: ApiKeyForm): Date | null | undefined {
  if (days === '') return null
  const count = /^\d{1,4}$/.test(days) ? Number(days) : 0
  if (count < 1 || count > mostDays) return undefined
  const begin = Date.parse(from)
  const end = new Date((Number.isNaN(begin) ? now().getTime() : begin) + count * 86_400_000)
  return Number.isNaN(end.getTime()) ? undefined : end
}

function faultIn({ name, scopes }: ApiKeyForm, end: Date | null | undefined): Fault | null {
  if (name === '') return { field: 'name', message: 'Say what the key is for.' }
  if (scopes.length === 0) return { field: 'scopes', message: 'Choose at least one.' }
  if (end !== undefined) return null
  return { field: 'days', message: `A whole number, 1 to ${mostDays}; or nothing.` }
}

function showForm(
  { ctx, visit, options }: ConsoleRequest,
  form: ApiKeyForm,
  fault: Fault | null,
): void {
  const frame = frameOf(visit, options)
  showPage(
    ctx,
    <NewApiKeyPage {...frame} form={form} scopeWords={offeredScopes(visit)} fault={fault} />,
  )
}

/** The operator's own scopes, except the one for making keys: no key can make other keys. */
function offeredScopes({ may }: Visit): Readonly<Record<string, string>> {
  const known = Object.entries(scopeWords())
  return Object.fromEntries(known.filter(([scope]) => may(scope) && scope !== keyMakingScope))
}

/** The path of a read that needs only one of these scopes; null if there is none. */
function examplePath(scopes: readonly string[]): string | null {
  const document = contractDocument()
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/admin/v1/'))
  const found = paths.find(([, { get }]) => {
    if (get === undefined) return false
    const needed = Object.values(get.security?.[0] ?? {}).flat()
    const isAllowed = needed.length > 0 && needed.every((scope) => scopes.includes(scope))
    return isAllowed && parametersOf(document, get).every(({ required }) => !required)
  })
  return found?.[0] ?? null
}

type NewKeyProps = ConsoleFrameProps & {
  readonly form: ApiKeyForm
  /** The scopes on offer, with their meanings. */
  readonly scopeWords: ScopeWords
  readonly fault: Fault | null
}

const text = {
  title: 'A new API key',
  lead: 'Give it only what the script needs. It can do nothing that you cannot, and loses what you lose.',
  name: 'Name',
  nameHint: 'What it is for, so that somebody else knows later.',
  days: 'Days to live',
  daysHint: 'Left empty it has no end, and only revoking it ends it.',
  reads: 'It may see',
  changes: 'It may change',
  make: 'Make the key',
  cancel: 'Cancel',
  made: 'The key is made',
  once: 'This is the only time that it is shown: the server keeps a hash of it.',
  key: 'The key',
  ends: 'Ends',
  never: 'never',
  try: 'Try it',
  nothingToTry:
    'It reads nothing, so there is no call that would change nothing. The reference has an example of each.',
  reference: 'Reference of the admin API',
  may: 'What it may do',
  back: 'To the API keys',
}

function NewApiKeyPage(props: NewKeyProps): VNode {
  const { form, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={apiKeysPath}
      title={text.title}
      lead={text.lead}
      fault={fault?.field === null ? fault.message : null}
    >
      <form class="card stack" method="post" action={apiKeysPath}>
        <HiddenFields hidden={{ from: form.from, once: form.once }} />
        <div class="pair">
          <TextField
            name="name"
            label={text.name}
            hint={text.nameHint}
            value={form.name}
            fault={fault}
            required
          />
          <TextField
            name="days"
            label={text.days}
            hint={text.daysHint}
            value={form.days}
            fault={fault}
          />
        </div>
        <ScopeFields {...props} />
        <p class="actions">
          <button class="button primary" type="submit">
            {text.make}
          </button>
          <a class="button" href={apiKeysPath}>
            {text.cancel}
          </a>
        </p>
      </form>
    </ConsoleFrame>
  )
}

function ScopeFields({ form, scopeWords, fault }: NewKeyProps): VNode {
  const choices = Object.entries(scopeWords).map(([value, words]) => ({
    value,
    title: <code>{value}</code>,
    words,
  }))
  const isReading = ({ value }: { readonly value: string }) => /\.(read|list)$/.test(value)
  const shared = { name: 'scopes', chosen: form.scopes, isMany: true }
  return (
    <div class="pair">
      <Choices {...shared} legend={text.reads} choices={choices.filter(isReading)} fault={fault} />
      <Choices
        {...shared}
        legend={text.changes}
        choices={choices.filter((choice) => !isReading(choice))}
      />
    </div>
  )
}

type CreatedProps = ConsoleFrameProps & {
  readonly apiKey: NewApiKeyDocument
  readonly scopeWords: ScopeWords
  /** The address of a call to try; null when the key may read nothing. */
  readonly address: string | null
}

function CreatedApiKeyPage(props: CreatedProps): VNode {
  const { apiKey, scopeWords, address } = props
  const { key, expires_at: end } = apiKey
  return (
    <ConsoleFrame {...props} path={apiKeysPath} title={text.made} lead={apiKey.name}>
      <p class="notice warn" role="status">
        {text.once}
      </p>
      <section class="card">
        <h2>{text.key}</h2>
        <pre class="code">
          <code>{key}</code>
        </pre>
        <h2>{text.try}</h2>
        {address === null ? (
          <p>{text.nothingToTry}</p>
        ) : (
          <pre class="code">
            <code>{`curl -H 'Authorization: Bearer ${key}' '${address}'`}</code>
          </pre>
        )}
        <p>
          <a href="/admin/v1/reference">{text.reference}</a>
        </p>
      </section>
      <section class="card">
        <h2>{text.may}</h2>
        <Scopes scopes={apiKey.scopes} scopeWords={scopeWords} />
        <Facts>
          <Fact name={text.ends}>{end === null ? text.never : <Moment at={end} />}</Fact>
        </Facts>
      </section>
      <p class="actions">
        <a class="button primary" href={apiKeysPath}>
          {text.back}
        </a>
      </p>
    </ConsoleFrame>
  )
}
