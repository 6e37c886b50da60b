/** The editor of a policy: shows the effect of new settings beside the form, and saves them once it was seen. */

import type { Context } from 'koa'
import type { VNode } from 'preact'
import { sha256 } from '../../../base/crypto.ts'
import { readPolicy, toPolicySettings } from '../../../contract/policy.ts'
import { canonicalJson } from '../../../model/canonical.ts'
import { isPolicyName, type Policy } from '../../../model/policy.ts'
import { originOf, type PolicyOrigin } from '../../../model/policy-change.ts'
import { policySentence } from '../../../model/policy-words.ts'
import { defaultPolicy } from '../../../model/presets.ts'
import { field } from '../../middleware/guards.ts'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { type Hidden, HiddenFields } from '../../ui/form.tsx'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { newPolicyPath, policiesPath, policyPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ConsoleOptions, Visit } from '../visit.ts'
import { formIn, formOf, PolicyFields, type PolicyForm, policyIn } from './form.tsx'
import { OriginBadge, writeScope } from './policy.tsx'
import { PolicyReview, type Review, reviewOf, settingsOf } from './review.tsx'

export function policyEditorRoutes({ get, act }: ConsoleRouter): void {
  for (const path of [newPolicyPath, `${policiesPath}/:name`]) {
    get(path, showEditor)
    act({ path, operationId: 'savePolicy' }, takeForm)
  }
}

/** The policy as it is now, or the one that a new policy is copied from. */
type Original = {
  readonly isNew: boolean
  readonly policy: Policy
  /** Empty for a new policy. */
  readonly etag: string
}

const doneSentences = {
  saved: 'It is saved. Every node knows it within a second.',
  reset: 'It is as it was made again.',
}

const lookFirst =
  'Nothing is saved yet. Look at what would change, and press Save once more to do it.'
const changedMeanwhile =
  'Nothing was saved: somebody changed it meanwhile. Here is what you would change of what stands now; press Save once more to do it.'

async function showEditor({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const original = await originalOf(ctx, visit)
  showState(
    ctx,
    { visit, options, original },
    { form: formOf(original.policy), done: doneIn(ctx, doneSentences) },
  )
}

/** Tries the settings; saves them only when the operator has seen the effect of these very settings. */
async function takeForm({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const original = await originalOf(ctx, visit)
  const editor = { visit, options, original }
  const form = formIn(ctx)
  const { policy, faults } = policyOf(ctx, original, form)
  if (faults.length > 0) return showState(ctx, editor, { form, faults })
  const review = await reviewOf(visit, original.policy, policy)
  if (field(ctx, 'act') !== 'save') return showState(ctx, editor, { form, review })
  const isSeen = field(ctx, 'tried') === digestOf(policy)
  const isCurrent = original.isNew || field(ctx, 'etag') === original.etag
  if (!isSeen || !isCurrent) {
    return showState(ctx, editor, {
      form,
      review,
      warning: isCurrent ? lookFirst : changedMeanwhile,
    })
  }
  const fault = await save(visit, original, policy)
  if (fault === null) return seeOther(ctx, `${policyPath(policy)}?told=saved`)
  showState(ctx, editor, { form, review, faults: [fault] })
}

async function originalOf(ctx: Context, visit: Visit): Promise<Original> {
  const { name } = ctx['params']
  if (name !== undefined) return { isNew: false, ...(await read(visit, name)) }
  const from = field(ctx, 'from') || String(ctx.query['from'] ?? defaultPolicy.name)
  return { isNew: true, ...(await read(visit, from)), etag: '' }
}

async function read(visit: Visit, name: string) {
  const { body, headers } = await visit.ask('getPolicy', { params: { name } })
  return { policy: readPolicy(body.name, body), etag: headers?.['ETag'] ?? '' }
}

function policyOf(ctx: Context, { isNew, policy }: Original, form: PolicyForm) {
  if (!isNew) return policyIn(policy.name, form)
  const name = field(ctx, 'name').trim()
  const read = policyIn(name, form)
  const fault = {
    field: 'name',
    message: 'Lower-case letters, digits, “-” and “_”, a letter first.',
  }
  return isPolicyName(name) ? read : { ...read, faults: [fault, ...read.faults] }
}

/** Null when the policy is saved. */
async function save(
  visit: Visit,
  { isNew, etag }: Original,
  policy: Policy,
): Promise<Fault | null> {
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

/** Identifies the settings that the operator has seen, so that no others are saved. */
function digestOf(policy: Policy): string {
  return sha256(canonicalJson(toPolicySettings(policy))).toString('base64url')
}

/** The form, and the props that differ from those of a page just opened. */
type EditorState = Partial<Omit<PolicyPageProps, 'form'>> & { readonly form: PolicyForm }

type Editor = {
  readonly visit: Visit
  readonly options: ConsoleOptions
  readonly original: Original
}

function showState(ctx: Context, { visit, options, original }: Editor, state: EditorState): void {
  if (state.faults !== undefined) ctx.status = 400
  const { policy, isNew, etag } = original
  const tried = state.review ? digestOf(state.review.after) : ''
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
      mayWrite={visit.may(writeScope)}
      done={null}
      warning={null}
      {...state}
    />,
  )
}

type PolicyPageProps = ConsoleFrameProps & {
  /** Null for a new policy. */
  readonly policy: { readonly name: string; readonly origin: PolicyOrigin } | null
  /** The policy as it is now, in one line. */
  readonly sentence: string
  readonly form: PolicyForm
  /** The name typed for a new policy. */
  readonly typedName: string
  readonly faults: readonly Fault[]
  /** Null until something was tried. */
  readonly review: Review | null
  readonly hidden: Hidden
  readonly mayWrite: boolean
  readonly done: string | null
  readonly warning: string | null
}

const text = {
  newTitle: 'New policy',
  newLead: (sentence: string) => `It begins like this: ${sentence}.`,
  lead: (sentence: string) => `${sentence}.`,
  name: 'Name',
  nameHint:
    'Lower-case letters, digits, “-” and “_”. It is also the name of the tier that picks it.',
  aside: 'Try it',
  asideLead:
    'Change something, then try it: you see here what would change, what it would do to the sessions that live now, and nothing is saved.',
  onlySee: 'Your role may try settings out, and saves nothing.',
  try: 'Try it',
  save: 'Save',
  wrong: 'Nothing was saved: something below cannot be so.',
  remove: { own: 'Delete this policy', edited: 'Turn it back to its preset', preset: '' },
}

function PolicyPage(props: PolicyPageProps): VNode {
  const { policy, sentence, faults, warning } = props
  const lead = policy === null ? text.newLead(sentence) : text.lead(sentence)
  const message = faults.find(({ field }) => field === null)?.message
  const fault = message ?? (faults.length > 0 ? text.wrong : warning)
  return (
    <ConsoleFrame
      {...props}
      path={policiesPath}
      title={policy?.name ?? text.newTitle}
      lead={lead}
      fault={fault}
    >
      <div class="beside">
        <Aside {...props} />
        <Form {...props} />
      </div>
    </ConsoleFrame>
  )
}

function Aside({ policy, review, mayWrite }: PolicyPageProps): VNode {
  return (
    <aside class="card" aria-label={text.aside} id="tried">
      {policy !== null && (
        <p>
          <OriginBadge origin={policy.origin} />
        </p>
      )}
      {review === null ? <p>{text.asideLead}</p> : <PolicyReview review={review} />}
      {!mayWrite && <p class="hint">{text.onlySee}</p>}
      {mayWrite && policy !== null && policy.origin !== 'preset' && (
        <a href={`${policyPath(policy)}/removal`}>{text.remove[policy.origin]}</a>
      )}
    </aside>
  )
}

function Form(props: PolicyPageProps): VNode {
  const { policy, form, faults, hidden, mayWrite, typedName } = props
  const action = policy === null ? newPolicyPath : policyPath(policy)
  return (
    <form class="stack" method="post" action={action}>
      <HiddenFields hidden={hidden} />
      {policy === null && (
        <section class="card">
          <TextField
            name="name"
            label={text.name}
            hint={text.nameHint}
            value={typedName}
            fault={faults.find(({ field }) => field === 'name') ?? null}
            required
          />
        </section>
      )}
      <PolicyFields form={form} faults={faults} />
      <p class="actions even bar">
        <button class="button" type="submit" name="act" value="try">
          {text.try}
        </button>
        {mayWrite && (
          <button class="button primary" type="submit" name="act" value="save">
            {text.save}
          </button>
        )}
      </p>
    </form>
  )
}
