/** Before a policy of one's own is deleted, or an edited preset turned back: what that would do. */

import { fromDocument } from '../../../model/policy-document.ts'
import { findPreset } from '../../../model/presets.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { policiesPath, policyPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, typedFault } from '../request.ts'
import type { Visit } from '../visit.ts'
import type { ShownPolicy } from './policy.ts'
import { PolicyReview, type Review } from './policy-review.tsx'
import { simulate } from './simulate.ts'

const text = {
  own: {
    title: (name: string) => `Delete ${name}`,
    lead: 'It is gone for good. While it is an account’s tier or a client’s policy, it cannot be deleted.',
    button: 'Delete the policy',
  },
  preset: {
    title: (name: string) => `Turn ${name} back`,
    lead: 'It becomes what it was made, for everyone who lives under it.',
    button: 'Turn it back',
  },
}

export async function confirmRemoval(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, 'parley:policies.write')
  return ask(request, null)
}

export async function removePolicy(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { name } = ctx['params']
  const isOwn = findPreset(name) === null
  const mistyped = isOwn ? typedFault(ctx, name) : null
  if (mistyped !== null) return ask(request, mistyped)
  const removal = { params: { name }, headers: { 'if-match': field(ctx, 'etag') } }
  const { fault } = await attempt(() => visit.ask('removePolicy', removal))
  if (fault !== null) return ask(request, fault)
  seeOther(ctx, isOwn ? `${policiesPath}?told=removed` : `${policyPath({ name })}?told=reset`)
}

async function ask({ ctx, visit, options }: ConsoleRequest, fault: Fault | null): Promise<void> {
  if (fault !== null) ctx.status = 400
  const { name } = ctx['params']
  const { body, headers } = await visit.ask<ShownPolicy>('getPolicy', { params: { name } })
  const review = await reviewOf(visit, body)
  const words = review === null ? text.own : text.preset
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={policiesPath}
      title={words.title(name)}
      lead={words.lead}
      action={`${policyPath({ name })}/removal`}
      hidden={{ etag: headers?.['ETag'] ?? '' }}
      typed={review === null ? name : null}
      reason={null}
      button={words.button}
      back={policyPath({ name })}
      fault={fault}
    >
      {review !== null && (
        <section class="card narrow">
          <PolicyReview review={review} />
        </section>
      )}
    </ConfirmPage>,
  )
}

/** Null where there is nothing to come back to. */
async function reviewOf(visit: Visit, shown: ShownPolicy): Promise<Review | null> {
  const after = findPreset(shown.name)
  if (after === null) return null
  const before = fromDocument(shown.name, shown)
  return { before, after, simulation: await simulate(visit, after) }
}
