/** Making an API key: its name, what it may do, how long; and the key itself, this once. */

import type { VNode } from 'preact'
import { Choices } from '../../ui/choices.tsx'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { apiKeysPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { type MadeApiKey, Scopes, type ScopeWords } from './api-key.tsx'

export type GivenKey = {
  readonly name: string
  readonly scopes: readonly string[]
  readonly days: string
  /** When the form was opened, from which the days count. */
  readonly from: string
  /** By which the form, sent twice, makes one key. */
  readonly once: string
}

type NewKeyProps = ConsoleFrameProps & {
  readonly given: GivenKey
  /** Those that may be given, with what they mean. */
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

export function NewApiKeyPage(props: NewKeyProps): VNode {
  const { given, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={apiKeysPath}
      title={text.title}
      lead={text.lead}
      fault={fault?.field === null ? fault.message : null}
    >
      <form class="card stack" method="post" action={apiKeysPath}>
        <HiddenFields hidden={{ from: given.from, once: given.once }} />
        <div class="pair">
          <TextField
            name="name"
            label={text.name}
            hint={text.nameHint}
            value={given.name}
            fault={fault}
            required
          />
          <TextField
            name="days"
            label={text.days}
            hint={text.daysHint}
            value={given.days}
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

function ScopeFields({ given, scopeWords, fault }: NewKeyProps): VNode {
  const choices = Object.entries(scopeWords).map(([value, words]) => ({
    value,
    title: <code>{value}</code>,
    words,
  }))
  const isReading = ({ value }: { readonly value: string }) => /\.(read|list)$/.test(value)
  const shared = { name: 'scopes', chosen: given.scopes, isMany: true }
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

type MadeKeyProps = ConsoleFrameProps & {
  readonly apiKey: MadeApiKey
  readonly scopeWords: ScopeWords
  /** Of a call that it may make; null when it may read nothing. */
  readonly address: string | null
}

export function MadeApiKeyPage(props: MadeKeyProps): VNode {
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
