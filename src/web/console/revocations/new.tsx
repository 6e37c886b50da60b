/** The form of a new revocation: first its kind, then which one, up to when, and why. */

import type { VNode } from 'preact'
import { neededBy, optionalTo, type ScopeField } from '../../../contract/revocation.ts'
import { hasMoment, revocationScopes } from '../../../model/revocation.ts'
import { type Fault, TextField } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { reachPath, revocationsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { mayRevoke, revokeScope, titleOf } from './revocation.tsx'
import { fieldsOf, type Kind, kindIn } from './target.ts'

export function newRevocationRoutes({ get }: ConsoleRouter): void {
  get(`${revocationsPath}/new`, showForm)
}

/** A link may fill in the form. Opening it revokes nothing. */
async function showForm({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const kind = kindIn(filtersIn(ctx, ['kind']))
  const props = frameOf(visit, options)
  if (kind === null)
    return showPage(ctx, <RevocationKindsPage {...props} mayRevoke={visit.may(revokeScope)} />)
  const values = filtersIn(ctx, fieldsOf(kind))
  showPage(
    ctx,
    <RevocationFormPage
      {...props}
      mayRevoke={mayRevoke(visit, kind)}
      kind={kind}
      values={values}
      faults={[]}
    />,
  )
}

const leads: Readonly<Record<Kind, string>> = {
  token: 'Its grant stands: the next refresh gets another one.',
  grant: 'What one application was allowed in one session.',
  session: 'With everything that any application was issued in it.',
  account: 'All sessions of somebody, or all but one: a lost device, a stolen password.',
  account_client: 'What one account allowed one client. The consent itself stands.',
  client: 'A client that leaked its secret: give it another one first, without an overlap.',
  network: 'Sessions that began at an address, or in a network.',
  everything: 'Every session and every token of everyone, yours too.',
}

const text = {
  title: 'Revoke',
  lead: 'What was issued by the moment you name is dead at once, and people sign in again. Before anything is done you see what it would reach.',
  onlySee: 'Your role can see what it would reach but cannot revoke it.',
  ownerOnly:
    'It reaches operators too, so only an owner can revoke it. You can see what it would reach.',
  other: 'Something else',
  before: 'Issued by',
  beforeHint:
    'Empty for now. Else a moment such as 2026-11-22 13:00, in UTC, or with a zone: 2026-11-22T13:00+01:00. What was issued later lives on.',
  reason: 'Reason',
  reasonHint: 'In your words. It stands in the ledger beside your name.',
  go: 'See what it would reach',
  fields: {
    jti: ['jti', 'As it stands in the token.'],
    grant_id: ['sid', 'As it stands in the tokens of the grant.'],
    session_id: ['Session', 'Its id.'],
    account_id: ['Account', 'Its email or its id.'],
    except_session: ['But for this session', 'Its id; empty for all of them.'],
    client_id: ['Client', 'Its id.'],
    network: ['Network', 'An address, or a network such as 203.0.113.0/24.'],
  } satisfies Record<ScopeField, readonly [label: string, hint: string]>,
}

type KindsProps = ConsoleFrameProps & { readonly mayRevoke: boolean }

function RevocationKindsPage(props: KindsProps): VNode {
  return (
    <ConsoleFrame {...props} path={revocationsPath} title={text.title} lead={leadFor(props)}>
      <ul class="card places">
        {revocationScopes.map((kind) => (
          <li key={kind}>
            <a href={`${revocationsPath}/new?kind=${kind}`}>{titleOf(kind)}</a>
            <p>{leads[kind]}</p>
          </li>
        ))}
      </ul>
    </ConsoleFrame>
  )
}

function leadFor({ mayRevoke }: KindsProps): string {
  return mayRevoke ? text.lead : text.onlySee
}

type FormProps = KindsProps & {
  readonly kind: Kind
  /** From the link that led here, or as they were typed. */
  readonly values: Filters
  readonly faults: readonly Fault[]
}

export function RevocationFormPage(props: FormProps): VNode {
  const { kind, faults, values } = props
  const names = fieldsOf(kind)
  const elsewhere = faults.find(({ field }) => field === null || !names.includes(field))
  return (
    <ConsoleFrame
      {...props}
      path={revocationsPath}
      title={`${text.title}: ${titleOf(kind).toLowerCase()}`}
      lead={leads[kind]}
      fault={elsewhere?.message ?? null}
    >
      {kind === 'everything' && !props.mayRevoke && <p class="notice">{text.ownerOnly}</p>}
      <section class="card narrow">
        <form class="stack" action={reachPath}>
          <input type="hidden" name="kind" value={kind} />
          <ScopeFields {...props} />
          {hasMoment(kind) && (
            <TextField
              name="before"
              label={text.before}
              hint={text.beforeHint}
              value={values['before'] ?? ''}
              fault={faultIn(faults, 'before')}
            />
          )}
          <TextField
            name="reason"
            label={text.reason}
            hint={text.reasonHint}
            value={values['reason'] ?? ''}
            fault={faultIn(faults, 'reason')}
            required
          />
          <p class="actions even">
            <button class="button primary" type="submit">
              {text.go}
            </button>
            <a class="button" href={`${revocationsPath}/new`}>
              {text.other}
            </a>
          </p>
        </form>
      </section>
    </ConsoleFrame>
  )
}

function ScopeFields({ kind, values, faults }: FormProps): VNode {
  return (
    <>
      {[...neededBy(kind), ...optionalTo(kind)].map((name) => {
        const [label, hint] = text.fields[name]
        return (
          <TextField
            key={name}
            name={name}
            label={label}
            hint={hint}
            value={values[name] ?? ''}
            fault={faultIn(faults, name)}
            required={neededBy(kind).includes(name)}
          />
        )
      })}
    </>
  )
}

function faultIn(faults: readonly Fault[], name: string): Fault | null {
  return faults.find(({ field }) => field === name) ?? null
}
