/** Making a revocation in the console: what of, what that would reach, and doing it once it is confirmed. */

import type { Context } from 'koa'
import { randomToken } from '../../../base/crypto.ts'
import { neededBy } from '../../../model/revocation-document.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { Filters } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { revocationPath, revocationsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, typedFault } from '../request.ts'
import type { ConsoleOptions, Visit } from '../visit.ts'
import { type Reach, ReachPage } from './reach-page.tsx'
import type { ShownRevocation } from './revocation.tsx'
import { RevocationFormPage, RevocationKindsPage } from './revocation-form-page.tsx'
import { type Kind, kindIn, namesOf, type Target, targetIn } from './revocation-target.ts'

export function framed(visit: Visit, options: ConsoleOptions) {
  return { ...frameOf(visit, options), mayRevoke: visit.may('parley:revocations.make') }
}

/** A link may fill the form; it does nothing more. */
export async function begin({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const kind = kindIn(filtersIn(ctx, ['kind']))
  const props = framed(visit, options)
  if (kind === null) return showPage(ctx, <RevocationKindsPage {...props} />)
  const given = filtersIn(ctx, namesOf(kind))
  showPage(ctx, <RevocationFormPage {...props} kind={kind} given={given} faults={[]} />)
}

export async function tryOut({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const kind = kindIn(filtersIn(ctx, ['kind']))
  if (kind === null) return seeOther(ctx, `${revocationsPath}/new`)
  const request = { kind, given: filtersIn(ctx, namesOf(kind)) }
  const { target, faults } = await targetIn(visit, kind, request.given)
  if (target === null) return mend(ctx, { visit, options, ...request, faults })
  await confirm(ctx, { visit, options, ...request, target, fault: null })
}

type Seen = Omit<ConsoleRequest, 'ctx'> & { readonly kind: Kind; readonly given: Filters }

function mend(
  ctx: Context,
  { visit, options, ...request }: Seen & { faults: readonly Fault[] },
): void {
  ctx.status = 400
  showPage(ctx, <RevocationFormPage {...framed(visit, options)} {...request} />)
}

type Confirming = Seen & { readonly target: Target; readonly fault: Fault | null }

async function confirm(ctx: Context, { target, fault, ...seen }: Confirming): Promise<void> {
  const { visit, options, kind, given } = seen
  const { scope, before } = target
  const body = { scope, ...(before === null ? {} : { before }) }
  const counting = () => visit.ask<Reach>('tryRevocation', { body })
  const tried = await attempt(counting, ['store_unavailable'])
  if (fault !== null) ctx.status = 400
  const isWrong = tried.fault !== null && tried.code !== 'store_unavailable'
  if (isWrong) return mend(ctx, { ...seen, faults: [placed(tried.fault, kind)] })
  showPage(
    ctx,
    <ReachPage
      {...framed(visit, options)}
      {...target}
      kind={kind}
      given={{ kind, ...given }}
      reach={tried.value?.body ?? null}
      once={field(ctx, 'once') || randomToken(128)}
      fault={fault}
    />,
  )
}

/** What is wrong with the scope is wrong with what it names. */
function placed({ field: name, message }: Fault, kind: Kind): Fault {
  return { field: name === 'scope' ? (neededBy(kind)[0] ?? null) : name, message }
}

export async function revoke({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { kind: _, ...given } = postedIn(ctx)
  const kind = kindIn({ kind: field(ctx, 'kind') })
  if (kind === null) return seeOther(ctx, `${revocationsPath}/new`)
  const seen = { visit, options, kind, given }
  const { target, faults } = await targetIn(visit, kind, given)
  if (target === null) return mend(ctx, { ...seen, faults })
  const mistyped = target.word === null ? null : typedFault(ctx, target.word)
  if (mistyped !== null) return confirm(ctx, { ...seen, target, fault: mistyped })
  const { value, fault } = await make(visit, target, field(ctx, 'once'))
  if (fault !== null) return mend(ctx, { ...seen, faults: [placed(fault, kind)] })
  seeOther(ctx, `${revocationPath(value.body)}?told=revoked`)
}

/** Sent twice it is made once. */
function make(visit: Visit, { scope, before, reason }: Target, once: string) {
  const body = { scope, reason, ...(before === null ? {} : { before }) }
  const headers = { 'idempotency-key': once }
  return attempt(
    () => visit.ask<ShownRevocation>('createRevocation', { body, headers }),
    ['not_found'],
  )
}

/** As the form was sent, for the address at which it can be confirmed again. */
export function postedIn(ctx: Context): Filters {
  const kind = kindIn({ kind: field(ctx, 'kind') })
  const names = kind === null ? [] : ['kind', ...namesOf(kind)]
  const given = names.map((name) => [name, field(ctx, name)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}
