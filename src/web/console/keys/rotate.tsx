/** Rotating, replacing and withdrawing keys: the confirmation of each, and the call. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { signingAlgorithms } from '../../../model/signing-key.ts'
import { field } from '../../middleware/guards.ts'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { keysPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'

export function keyRotationRoutes({ form, act }: ConsoleRouter): void {
  for (const action of actions) {
    form(action.path, action.operationId, (request) => confirm(request, action, null))
    act(action, (request) => run(request, action))
  }
}

type PageProps = ConsoleFrameProps & {
  readonly alg: string
  readonly kid: string
  readonly reason: string
  readonly fault: Fault | null
}

type Action = {
  readonly path: string
  readonly page: (props: PageProps) => VNode
  /** The word to type; null when nothing is lost. */
  readonly word: string | null
  readonly operationId: 'rotateKeys' | 'retireKey'
  readonly bodyOf: (alg: string) => object
  /** The key of the sentence that confirms it on the list. */
  readonly done: string
}

const leakedWord = 'leaked'
const withdrawWord = 'withdraw'

/** An empty choice stands for every algorithm. */
const algorithmIn = (alg: string) => (alg === '' ? {} : { alg })

const actions: readonly Action[] = [
  {
    path: `${keysPath}/rotate`,
    page: (props) => <RotatePage {...props} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: algorithmIn,
    done: 'rotated',
  },
  {
    path: `${keysPath}/replace`,
    page: (props) => <ReplacePage {...props} />,
    word: leakedWord,
    operationId: 'rotateKeys',
    bodyOf: (alg) => ({ ...algorithmIn(alg), immediate: true }),
    done: 'replaced',
  },
  {
    path: `${keysPath}/ledger/rotate`,
    page: (props) => <RotateLedgerPage {...props} />,
    word: null,
    operationId: 'rotateKeys',
    bodyOf: () => ({ use: 'ledger' }),
    done: 'sealed',
  },
  {
    path: `${keysPath}/:kid/retire`,
    page: (props) => <RetirePage {...props} />,
    word: withdrawWord,
    operationId: 'retireKey',
    bodyOf: () => ({}),
    done: 'withdrawn',
  },
]

async function confirm(
  { ctx, visit, options }: ConsoleRequest,
  { page }: Action,
  fault: Fault | null,
): Promise<void> {
  requireScope(visit, 'parley:keys.write')
  if (fault !== null) ctx.status = 400
  const input = { alg: field(ctx, 'alg'), reason: field(ctx, 'reason'), kid: kidOf(ctx) }
  showPage(ctx, page({ ...frameOf(visit, options), ...input, fault }))
}

async function run(request: ConsoleRequest, action: Action): Promise<void> {
  const { ctx, visit } = request
  const { word, operationId, bodyOf, done } = action
  const mistyped = word === null ? null : typedFault(ctx, word)
  if (mistyped !== null) return confirm(request, action, mistyped)
  const body = { ...bodyOf(field(ctx, 'alg')), reason: field(ctx, 'reason') }
  const params = operationId === 'retireKey' ? { kid: kidOf(ctx) } : {}
  const { fault } = await attempt(() => visit.ask(operationId, { params, body }))
  if (fault !== null) return confirm(request, action, fault)
  seeOther(ctx, `${keysPath}?told=${done}`)
}

function kidOf(ctx: Context): string {
  return String(ctx['params'].kid ?? '')
}

const text = {
  alg: 'Which',
  each: 'the keys of every algorithm',
  rotate: {
    title: 'Rotate the keys',
    lead: 'A new key is published now and signs in three hours. The one before it stays published until nothing that it signed is good any more, and is then withdrawn. No request fails, and nobody has to do anything.',
    button: 'Rotate',
  },
  replace: {
    title: 'A key leaked',
    lead: 'A new key signs at once, and every other key of the algorithm is withdrawn.',
    dies: 'What dies',
    deaths: [
      'Every access token that they signed, within a second: here, and at APIs that follow the revocation feed.',
      'Every ID token that they signed, as a hint at signing out too.',
    ],
    lives: 'What lives',
    lives2: [
      'Sessions and refresh tokens: applications are refused once, refresh, and go on. Nobody signs in again.',
      'For up to five minutes, the dead tokens at an API that keeps the published keys and follows no feed.',
    ],
    button: 'Replace the keys now',
  },
  retire: {
    title: 'Withdraw a key',
    lead: 'It leaves the published keys now, and its private part is destroyed. Whatever it signed is dead within a second; applications refresh and go on. A key that was to sign next signs never.',
    key: 'Key',
    button: 'Withdraw it',
  },
  ledger: {
    title: "Rotate the ledger's key",
    lead: 'A new key signs the ledger from the next seal on. What the one before it sealed is verified for ever. Keep a copy of the public keys where the owner of the database cannot reach it.',
    button: 'Rotate',
  },
}

function RotatePage({ alg, ...props }: PageProps): VNode {
  return (
    <ConfirmPage
      {...props}
      path={keysPath}
      title={text.rotate.title}
      lead={text.rotate.lead}
      action={`${keysPath}/rotate`}
      fields={<AlgorithmField alg={alg} fault={props.fault} />}
      typed={null}
      button={text.rotate.button}
      isDangerous={false}
      back={keysPath}
    />
  )
}

function ReplacePage({ alg, ...props }: PageProps): VNode {
  const { title, lead, button, dies, deaths, lives, lives2 } = text.replace
  return (
    <ConfirmPage
      {...props}
      path={keysPath}
      title={title}
      lead={lead}
      action={`${keysPath}/replace`}
      fields={<AlgorithmField alg={alg} fault={props.fault} />}
      typed={leakedWord}
      button={button}
      back={keysPath}
    >
      <div class="cards">
        <Consequences title={dies} items={deaths} />
        <Consequences title={lives} items={lives2} />
      </div>
    </ConfirmPage>
  )
}

type ConsequencesProps = { readonly title: string; readonly items: readonly string[] }

function Consequences({ title, items }: ConsequencesProps): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul class="scopes">
        {items.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}

function RetirePage({ kid, ...props }: PageProps): VNode {
  return (
    <ConfirmPage
      {...props}
      path={keysPath}
      title={text.retire.title}
      lead={text.retire.lead}
      action={`${keysPath}/${encodeURIComponent(kid)}/retire`}
      typed={withdrawWord}
      button={text.retire.button}
      back={keysPath}
    >
      <p>
        {text.retire.key} <code>{kid}</code>
      </p>
    </ConfirmPage>
  )
}

function RotateLedgerPage(props: PageProps): VNode {
  return (
    <ConfirmPage
      {...props}
      path={keysPath}
      title={text.ledger.title}
      lead={text.ledger.lead}
      action={`${keysPath}/ledger/rotate`}
      typed={null}
      button={text.ledger.button}
      isDangerous={false}
      back={keysPath}
    />
  )
}

const choices = [['', text.each], ...signingAlgorithms.map((alg) => [alg, alg] as const)] as const

function AlgorithmField({ alg, fault }: Pick<PageProps, 'alg' | 'fault'>): VNode {
  return <SelectField name="alg" label={text.alg} value={alg} choices={choices} fault={fault} />
}
