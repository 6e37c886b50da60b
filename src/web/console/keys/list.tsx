/** The keys: the ones that sign tokens, each with its life, and the ledger's. */

import type { VNode } from 'preact'
import type { KeyDocument } from '../../../contract/documents.ts'
import type { KeyState } from '../../../model/signing-key.ts'
import { Badge, Fact, Facts, Moment, type Mood } from '../../ui/facts.tsx'
import type { Filters } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { keysPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'

export function keyListRoutes({ get }: ConsoleRouter): void {
  get(keysPath, list)
}

type LastSeal = { readonly block: number; readonly at: string }

const pageSize = 200

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['cursor'])
  const keysOf = async (params: object) => {
    const call = { params: { limit: pageSize, ...params } }
    return (await visit.ask('listKeys', call)).body
  }
  const signing = await keysOf({ use: 'signing', ...filters })
  const isRetired = ({ state }: KeyDocument) => state === 'retired'
  showPage(
    ctx,
    <KeysPage
      {...frameOf(visit, options)}
      filters={filters}
      current={signing.items.filter((key) => !isRetired(key))}
      retired={signing.items.filter(isRetired)}
      next={signing.next_cursor}
      ledger={(await keysOf({ use: 'ledger' })).items}
      seal={await lastSeal(visit)}
      mayWrite={visit.may('parley:keys.write')}
      done={doneIn(ctx, doneSentences)}
    />,
  )
}

const doneSentences: Readonly<Record<string, string>> = {
  rotated: 'The next keys are published. They sign when every cache has fetched them.',
  replaced: 'New keys sign. Whatever the former ones signed is dead.',
  withdrawn: 'The key is withdrawn. Whatever it signed is dead.',
  sealed: 'Another key signs the ledger from the next seal on.',
}

async function lastSeal(visit: Visit): Promise<LastSeal | null> {
  if (!visit.may('parley:statistics.read')) return null
  const { body } = await visit.ask('getStatistics', { params: { span: 'hour' } })
  const { last_block: block, last_sealed_at: at } = body.sealing
  return block === null || at === null ? null : { block, at }
}

type KeysProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Keys for tokens that are not withdrawn. */
  readonly current: readonly KeyDocument[]
  /** Withdrawn keys for tokens, one page of them. */
  readonly retired: readonly KeyDocument[]
  readonly next: string | null
  readonly ledger: readonly KeyDocument[]
  /** Null before the first seal, and without the scope to read it. */
  readonly seal: LastSeal | null
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  title: 'Keys',
  lead: 'One key of each algorithm signs tokens. It is published for three hours before, and for 65 minutes after, so that a rotation fails no request.',
  rotate: 'Rotate',
  replace: 'A key leaked',
  uses: {
    ES256: 'Access tokens, ID tokens, logout tokens and status lists.',
    RS256: 'ID tokens of the clients that are registered for it.',
  },
  retire: 'Withdraw it now',
  retired: 'Withdrawn keys',
  heads: ['Key', 'State', 'Signed from', 'Signed until', 'Withdrawn'],
  published: 'Published',
  signs: 'Signs',
  signed: 'Signs no more',
  withdrawn: 'Withdrawn',
  soon: 'not settled',
  distrusted: 'distrusted',
  ledger: 'The ledger',
  ledgerLead:
    'One key signs the seals of the ledger, and nothing else. Those before it are never withdrawn: what they sealed is verified for ever.',
  ledgerHeads: ['Key', 'State', 'Seals from', 'Sealed until'],
  seal: 'Last seal',
  block: (number: number) => `Block ${number}`,
}

function KeysPage(props: KeysProps): VNode {
  const { mayWrite, filters, retired, next } = props
  return (
    <ConsoleFrame {...props} path={keysPath} title={text.title} lead={text.lead}>
      {mayWrite && (
        <p class="actions even">
          <a class="button primary" href={`${keysPath}/rotate`}>
            {text.rotate}
          </a>
          <a class="button" href={`${keysPath}/replace`}>
            {text.replace}
          </a>
        </p>
      )}
      <Algorithms {...props} />
      <Retired keys={retired} />
      <Pager path={keysPath} filters={filters} next={next} />
      <Ledger {...props} />
    </ConsoleFrame>
  )
}

function Algorithms({ current, mayWrite }: KeysProps): VNode {
  return (
    <>
      {Object.entries(text.uses).map(([alg, use]) => (
        <section key={alg} class="card keys">
          <div>
            <h2>{alg}</h2>
            <p class="hint">{use}</p>
          </div>
          {current
            .filter((one) => one.alg === alg)
            .map((one) => (
              <CurrentKey key={one.kid} value={one} mayWrite={mayWrite} />
            ))}
        </section>
      ))}
    </>
  )
}

type CurrentKeyProps = { readonly value: KeyDocument; readonly mayWrite: boolean }

function CurrentKey({ value, mayWrite }: CurrentKeyProps): VNode {
  const { kid, state } = value
  return (
    <article>
      <h3>
        <code>{kid}</code>
        <KeyBadge {...value} />
      </h3>
      <KeyLife value={value} />
      <NextStep value={value} />
      {mayWrite && state !== 'signing' && (
        <p>
          <a class="button small" href={`${keysPath}/${encodeURIComponent(kid)}/retire`}>
            {text.retire}
          </a>
        </p>
      )}
    </article>
  )
}

function Retired({ keys }: { readonly keys: readonly KeyDocument[] }): VNode | null {
  if (keys.length === 0) return null
  return (
    <section class="stack">
      <h2>{text.retired}</h2>
      <Table label={text.retired} heads={text.heads}>
        {keys.map((one) => (
          <tr key={one.kid}>
            <th scope="row">
              <code>{one.kid}</code>
              <span class="aside">{one.alg}</span>
            </th>
            <td>
              <KeyBadge {...one} />
            </td>
            {[one.signs_from, one.signs_until, one.retires_at].map((at, i) => (
              <td key={i} class="tight">
                <Moment at={at} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Ledger({ ledger, seal, mayWrite }: KeysProps): VNode {
  return (
    <section class="card">
      <h2>{text.ledger}</h2>
      <p>{text.ledgerLead}</p>
      <Table label={text.ledger} heads={text.ledgerHeads}>
        {ledger.map((one) => (
          <tr key={one.kid}>
            <th scope="row">
              <code>{one.kid}</code>
            </th>
            <td>
              <KeyBadge {...one} />
            </td>
            <td class="tight">
              <Moment at={one.signs_from} />
            </td>
            <td class="tight">
              <Moment at={one.signs_until} />
            </td>
          </tr>
        ))}
      </Table>
      {seal !== null && (
        <Facts>
          <Fact name={text.seal}>
            {text.block(seal.block)}
            {', '}
            <Moment at={seal.at} />
          </Fact>
        </Facts>
      )}
      {mayWrite && (
        <p>
          <a class="button" href={`${keysPath}/ledger/rotate`}>
            {text.rotate}
          </a>
        </p>
      )}
    </section>
  )
}

const states: Readonly<Record<KeyState, readonly [mood: Mood, label: string]>> = {
  next: ['warn', 'next'],
  signing: ['good', 'signing'],
  published: ['quiet', 'published'],
  retired: ['quiet', 'retired'],
}

function KeyBadge({ state, distrusted }: Pick<KeyDocument, 'state' | 'distrusted'>): VNode {
  const [mood, label] = states[state]
  return distrusted ? (
    <Badge mood="bad">{text.distrusted}</Badge>
  ) : (
    <Badge mood={mood}>{label}</Badge>
  )
}

/** The number of stages that a key has reached. */
const reached: Readonly<Record<KeyState, number>> = {
  next: 1,
  signing: 2,
  published: 3,
  retired: 4,
}

/** The stages of a key's life, past and future. */
function KeyLife({ value }: { readonly value: KeyDocument }): VNode {
  const done = reached[value.state]
  const stages = [
    [text.published, value.created_at],
    [text.signs, value.signs_from],
    [text.signed, value.signs_until],
    [text.withdrawn, value.retires_at],
  ] as const
  return (
    <ol class="progress">
      {stages.map(([name, at], i) => (
        <li key={name} class={classOf(i, done)} aria-current={i === done - 1 ? 'step' : undefined}>
          <span class="stage">{name}</span>
          <span>{at === null ? text.soon : <Moment at={at} />}</span>
        </li>
      ))}
    </ol>
  )
}

function classOf(stage: number, done: number): string {
  if (stage === done - 1) return 'current'
  return stage < done ? 'past' : 'to-come'
}

const nextSteps = {
  next: ['It begins to sign ', ', when every cache has fetched it.'],
  signing: ['Another key takes its place ', '.'],
  published: ['It is withdrawn ', ', when nothing that it signed is good any more.'],
} as const

const unsettled = 'It signs until somebody rotates it.'

function NextStep({ value }: { readonly value: KeyDocument }): VNode | null {
  const { state } = value
  if (state === 'retired') return null
  const at = { next: value.signs_from, signing: value.signs_until, published: value.retires_at }[
    state
  ]
  const [before, after] = nextSteps[state]
  return (
    <p class="next-step">
      {at === null ? (
        unsettled
      ) : (
        <>
          {before}
          <Moment at={at} />
          {after}
        </>
      )}
    </p>
  )
}
