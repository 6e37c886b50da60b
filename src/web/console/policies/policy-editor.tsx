/** The editor of a policy: what is typed is tried beside it, and saved once its effect was seen. */

import type { Context } from 'koa'
import { sha256 } from '../../../base/crypto.ts'
import { canonicalJson } from '../../../model/canonical.ts'
import { isPolicyName, type Policy } from '../../../model/policy.ts'
import { originOf } from '../../../model/policy-change.ts'
import { fromDocument, toDocument } from '../../../model/policy-document.ts'
import { policySentence } from '../../../model/policy-words.ts'
import { defaultPolicy } from '../../../model/presets.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { policyPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleOptions, Visit } from '../visit.ts'
import type { PolicyForm, ShownPolicy } from './policy.ts'
import { formIn, formOf, policyIn } from './policy-form.ts'
import { PolicyPage } from './policy-page.tsx'
import type { Review } from './policy-review.tsx'
import { settingsOf, simulate } from './simulate.ts'

/** What is edited: a policy as it stands, or a new one that is like another. */
type Edited = {
  readonly isNew: boolean
  readonly policy: Policy
  /** Of what was read; empty for a new one. */
  readonly etag: string
}

type Shown = Partial<Omit<Parameters<typeof PolicyPage>[0], 'form'>> & { readonly form: PolicyForm }

const saved = 'It is saved. Every node knows it within a second.'
const turnedBack = 'It is as it was made again.'
const told: Readonly<Record<string, string>> = { saved, reset: turnedBack }

const lookFirst =
  'Nothing is saved yet. Look at what would change, and press Save once more to do it.'
const changedMeanwhile =
  'Nothing was saved: somebody changed it meanwhile. Here is what you would change of what stands now; press Save once more to do it.'

export async function showEditor({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const edited = await editedIn(ctx, visit)
  const done = told[String(ctx.query['told'])] ?? null
  get(ctx, { visit, options, edited }, { form: formOf(edited.policy), done })
}

/** Tries what was typed; saves it if that is asked and what it would do was shown before. */
export async function actOnPolicy({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const edited = await editedIn(ctx, visit)
  const page = { visit, options, edited }
  const form = formIn(ctx)
  const { policy, faults } = typedIn(ctx, edited, form)
  if (faults.length > 0) return get(ctx, page, { form, faults })
  const review = await reviewOf(visit, edited, policy)
  if (field(ctx, 'act') !== 'save') return get(ctx, page, { form, review })
  const isSeen = field(ctx, 'tried') === digestOf(policy)
  const isCurrent = edited.isNew || field(ctx, 'etag') === edited.etag
  if (!isSeen || !isCurrent) {
    return get(ctx, page, { form, review, warning: isCurrent ? lookFirst : changedMeanwhile })
  }
  const fault = await save(visit, edited, policy)
  if (fault === null) return seeOther(ctx, `${policyPath(policy)}?told=saved`)
  get(ctx, page, { form, review, faults: [fault] })
}

async function editedIn(ctx: Context, visit: Visit): Promise<Edited> {
  const { name } = ctx['params']
  if (name !== undefined) return { isNew: false, ...(await read(visit, name)) }
  const from = field(ctx, 'from') || String(ctx.query['from'] ?? defaultPolicy.name)
  return { isNew: true, ...(await read(visit, from)), etag: '' }
}

async function read(visit: Visit, name: string) {
  const { body, headers } = await visit.ask<ShownPolicy>('getPolicy', { params: { name } })
  return { policy: fromDocument(body.name, body), etag: headers?.['ETag'] ?? '' }
}

function typedIn(ctx: Context, { isNew, policy }: Edited, form: PolicyForm) {
  if (!isNew) return policyIn(policy.name, form)
  const name = field(ctx, 'name').trim()
  const typed = policyIn(name, form)
  const fault = {
    field: 'name',
    message: 'Lower-case letters, digits, “-” and “_”, a letter first.',
  }
  return isPolicyName(name) ? typed : { ...typed, faults: [fault, ...typed.faults] }
}

async function reviewOf(visit: Visit, { policy: before }: Edited, after: Policy): Promise<Review> {
  return { before, after, simulation: await simulate(visit, after) }
}

/** Null when it is saved. */
async function save(visit: Visit, { isNew, etag }: Edited, policy: Policy): Promise<Fault | null> {
  const { name } = policy
  const headers: Record<string, string> = isNew ? { 'if-none-match': '*' } : { 'if-match': etag }
  const request = { params: { name }, body: settingsOf(policy), headers }
  const { fault, code } = await attempt(() => visit.ask('savePolicy', request))
  if (code !== 'precondition_failed') return fault
  return isNew
    ? {
        field: 'name',
        message: 'There is a policy of this name: edit that one, or choose another.',
      }
    : { field: null, message: changedMeanwhile }
}

/** What was seen is what is saved: a field that was changed since is looked at first. */
function digestOf(policy: Policy): string {
  return sha256(canonicalJson(toDocument(policy))).toString('base64url')
}

type Page = { readonly visit: Visit; readonly options: ConsoleOptions; readonly edited: Edited }

function get(ctx: Context, { visit, options, edited }: Page, shown: Shown): void {
  if (shown.faults !== undefined) ctx.status = 400
  const { policy, isNew, etag } = edited
  const tried = shown.review ? digestOf(shown.review.after) : ''
  showPage(
    ctx,
    <PolicyPage
      {...frameOf(visit, options)}
      policy={isNew ? null : { name: policy.name, origin: originOf(policy) }}
      sentence={policySentence(policy)}
      typedName={field(ctx, 'name')}
      faults={[]}
      review={null}
      hidden={isNew ? { from: policy.name, tried } : { etag, tried }}
      mayWrite={visit.may('parley:policies.write')}
      done={null}
      warning={null}
      {...shown}
    />,
  )
}
