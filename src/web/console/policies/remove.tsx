/** Deleting a policy of one's own, or turning an edited preset back: its effect first, then the act. */

import type { PolicyDocument } from '../../../contract/documents.ts'
import { readPolicy } from '../../../contract/policy.ts'
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
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { writeScope } from './policy.tsx'
import { PolicyReview, type Review, reviewOf } from './review.tsx'

const path = `${policiesPath}/:name/removal`

export function policyRemovalRoutes({ form, act }: ConsoleRouter): void {
  form(path, 'removePolicy', confirm)
  act({ path: path, operationId: 'removePolicy' }, remove)
}

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

async function confirm(request: ConsoleRequest): Promise<void> {
  requireScope(request.visit, writeScope)
  return showConfirmation(request, null)
}

async function remove(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { name } = ctx['params']
  const isOwn = findPreset(name) === null
  const mistyped = isOwn ? typedFault(ctx, name) : null
  if (mistyped !== null) return showConfirmation(request, mistyped)
  const removal = { params: { name }, headers: { 'if-match': field(ctx, 'etag') } }
  const { fault } = await attempt(() => visit.ask('removePolicy', removal))
  if (fault !== null) return showConfirmation(request, fault)
  seeOther(ctx, isOwn ? `${policiesPath}?told=removed` : `${policyPath({ name })}?told=reset`)
}

async function showConfirmation(
  { ctx, visit, options }: ConsoleRequest,
  fault: Fault | null,
): Promise<void> {
  if (fault !== null) ctx.status = 400
  const { name } = ctx['params']
  const { body, headers } = await visit.ask('getPolicy', { params: { name } })
  const review = await removalReview(visit, body)
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

/** Null for a policy without a preset: it is deleted, so there is nothing to compare. */
async function removalReview(visit: Visit, document: PolicyDocument): Promise<Review | null> {
  const preset = findPreset(document.name)
  if (preset === null) return null
  return reviewOf(visit, readPolicy(document.name, document), preset)
}
