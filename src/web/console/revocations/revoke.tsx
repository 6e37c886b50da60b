/** Making a revocation: shows what it would reach, and makes it once the operator confirms. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { randomToken } from '../../../base/crypto.ts'
import type { ResponseDocument } from '../../../contract/operations.ts'
import { neededBy } from '../../../contract/revocation.ts'
import { field } from '../../middleware/guards.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Fault } from '../../ui/fields.tsx'
import { addressOf, type Filters } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { reachPath, revocationPath, revocationsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, typedFault } from '../request.ts'
import type { ConsoleRouter, FormAddress } from '../router.ts'
import type { Visit } from '../visit.ts'
import { RevocationFormPage } from './new.tsx'
import { mayRevoke, titleOf } from './revocation.tsx'
import { fieldsOf, type Kind, kindIn, type Target, targetIn } from './target.ts'

export function revokeRoutes({ form, act }: ConsoleRouter): void {
  form(reachPath, 'createRevocation', showReach)
  const formAddress: FormAddress = (ctx) => addressOf(reachPath, postedFields(ctx))
  act({ path: revocationsPath, operationId: 'createRevocation', formAddress }, revoke)
}

async function showReach({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const kind = kindIn(filtersIn(ctx, ['kind']))
  if (kind === null) return seeOther(ctx, `${revocationsPath}/new`)
  const form = { visit, options, kind, values: filtersIn(ctx, fieldsOf(kind)) }
  const { target, faults } = await targetIn(visit, kind, form.values)
  if (target === null) return showFaults(ctx, form, faults)
  await confirm(ctx, { ...form, target, fault: null })
}

type Form = Omit<ConsoleRequest, 'ctx'> & { readonly kind: Kind; readonly values: Filters }

function showFaults(ctx: Context, form: Form, faults: readonly Fault[]): void {
  const { visit, options, kind, values } = form
  ctx.status = 400
  showPage(
    ctx,
    <RevocationFormPage
      {...frameOf(visit, options)}
      mayRevoke={mayRevoke(visit, kind)}
      kind={kind}
      values={values}
      faults={faults}
    />,
  )
}

type Confirmation = Form & { readonly target: Target; readonly fault: Fault | null }

async function confirm(ctx: Context, { target, fault, ...form }: Confirmation): Promise<void> {
  const { visit, options, kind, values } = form
  const { scope, before } = target
  const body = { scope, ...(before === null ? {} : { before }) }
  const count = () => visit.ask('tryRevocation', { body })
  const counted = await attempt(count, ['store_unavailable'])
  if (fault !== null) ctx.status = 400
  const isWrong = counted.fault !== null && counted.code !== 'store_unavailable'
  if (isWrong) return showFaults(ctx, form, [besideField(counted.fault, kind)])
  showPage(
    ctx,
    <ReachPage
      {...frameOf(visit, options)}
      {...target}
      mayRevoke={mayRevoke(visit, kind)}
      kind={kind}
      values={{ kind, ...values }}
      reach={counted.value?.body ?? null}
      idempotencyKey={field(ctx, 'once') || randomToken(128)}
      fault={fault}
    />,
  )
}

/** The form has no field `scope`: a fault in it stands beside the field that names the target. */
function besideField({ field: name, message }: Fault, kind: Kind): Fault {
  return { field: name === 'scope' ? (neededBy(kind)[0] ?? null) : name, message }
}

async function revoke({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { kind: _, ...values } = postedFields(ctx)
  const kind = kindIn({ kind: field(ctx, 'kind') })
  if (kind === null) return seeOther(ctx, `${revocationsPath}/new`)
  const form = { visit, options, kind, values }
  const { target, faults } = await targetIn(visit, kind, values)
  if (target === null) return showFaults(ctx, form, faults)
  const mistyped = target.word === null ? null : typedFault(ctx, target.word)
  if (mistyped !== null) return confirm(ctx, { ...form, target, fault: mistyped })
  const { value, fault } = await make(visit, target, field(ctx, 'once'))
  if (fault !== null) return showFaults(ctx, form, [besideField(fault, kind)])
  seeOther(ctx, `${revocationPath(value.body)}?told=revoked`)
}

/** A form that is sent twice makes one revocation. */
function make(visit: Visit, { scope, before, reason }: Target, idempotencyKey: string) {
  const body = { scope, reason, ...(before === null ? {} : { before }) }
  const headers = { 'idempotency-key': idempotencyKey }
  return attempt(() => visit.ask('createRevocation', { body, headers }), ['not_found'])
}

/** The posted form as a query: after a new sign-in the operator confirms it again. */
function postedFields(ctx: Context): Filters {
  const kind = kindIn({ kind: field(ctx, 'kind') })
  const names = kind === null ? [] : ['kind', ...fieldsOf(kind)]
  const values = names.map((name) => [name, field(ctx, name)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== ''))
}

/** The admin API's count of what the revocation would end. */
type Reach = ResponseDocument<'tryRevocation'>

type ReachProps = ConsoleFrameProps & {
  readonly kind: Kind
  /** The target, in words that a person knows. */
  readonly about: readonly (readonly [name: string, value: string])[]
  /** Null for now. */
  readonly before: string | null
  readonly reason: string
  /** Null when there is too much to count in time. */
  readonly reach: Reach | null
  /** Whether it ends the operator's own session too. */
  readonly isOwn: boolean
  readonly mayRevoke: boolean
  /** The word to type; null when none is needed. */
  readonly word: string | null
  /** The values of the form, for the link back to it. */
  readonly values: Filters
  readonly idempotencyKey: string
  readonly fault: Fault | null
}

const text = {
  lead: 'This is what it would reach now. Nothing is done yet.',
  button: 'Revoke',
  about: 'What is revoked',
  learns: 'Who learns of it',
  before: 'Issued by',
  now: 'the moment you confirm',
  reason: 'Reason',
  sessions: 'Sessions',
  accounts: 'Accounts',
  grants: 'Grants',
  clients: 'Applications',
  token: 'One access token. What it belongs to goes on, and gets another one.',
  uncounted: 'So many that they cannot be counted while you wait. Revoking takes no longer for it.',
  notices: (clients: number, told: number) =>
    clients === 0
      ? 'No application loses anything.'
      : `${told} of ${clients} ${clients === 1 ? 'application is' : 'applications are'} told by back-channel logout, for each session. Whoever verifies tokens by the feed refuses them within a second; whoever asks here is refused at once.`,
  own: 'You are among them: you sign in again afterwards.',
  ownBefore: 'If you signed in by then you are among them, and sign in again afterwards.',
  onlySee: (kind: Kind) =>
    `Your role can see this but cannot revoke it. ${kind === 'everything' ? 'An owner' : 'An operator'} can.`,
}

function ReachPage(props: ReachProps): VNode {
  const { kind, values, idempotencyKey, mayRevoke, word } = props
  const title = titleOf(kind)
  const frame = { ...props, path: revocationsPath, title, lead: text.lead }
  if (!mayRevoke) {
    return (
      <ConsoleFrame {...frame} fault={null}>
        <TargetAndReach {...props} />
        <p class="notice">{text.onlySee(kind)}</p>
      </ConsoleFrame>
    )
  }
  return (
    <ConfirmPage
      {...frame}
      action={revocationsPath}
      hidden={{ ...values, once: idempotencyKey }}
      typed={word}
      reason={null}
      button={text.button}
      back={addressOf(`${revocationsPath}/new`, values)}
    >
      <TargetAndReach {...props} />
    </ConfirmPage>
  )
}

function TargetAndReach(props: ReachProps): VNode {
  const { kind, reach, isOwn, before } = props
  return (
    <>
      {kind !== 'token' && reach !== null && <Figures {...reach} />}
      <div class="cards">
        <TargetCard {...props} />
        <section class="card">
          <h2>{text.learns}</h2>
          <p>{noticeSentence(props)}</p>
          {isOwn && <p class="notice warn">{before === null ? text.own : text.ownBefore}</p>}
        </section>
      </div>
    </>
  )
}

function TargetCard({ about, before, reason }: ReachProps): VNode {
  return (
    <section class="card">
      <h2>{text.about}</h2>
      <Facts>
        {about.map(([name, value]) => (
          <Fact key={name} name={name}>
            <bdi>{value}</bdi>
          </Fact>
        ))}
        <Fact name={text.before}>{before === null ? text.now : <Moment at={before} />}</Fact>
        <Fact name={text.reason}>
          <bdi>{reason}</bdi>
        </Fact>
      </Facts>
    </section>
  )
}

function noticeSentence({ kind, reach }: ReachProps): string {
  if (kind === 'token') return text.token
  return reach === null ? text.uncounted : text.notices(reach.clients, reach.clients_told)
}

function Figures({ sessions, accounts, grants, clients }: Reach): VNode {
  const figures = [
    [text.sessions, sessions],
    [text.accounts, accounts],
    [text.grants, grants],
    [text.clients, clients],
  ] as const
  return (
    <dl class="figures">
      {figures.map(([name, count]) => (
        <div key={name} class="figure">
          <dt>{name}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
