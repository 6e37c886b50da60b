/** The editor of one policy, with what its settings would do beside it. */

import type { VNode } from 'preact'
import type { PolicyOrigin } from '../../../model/policy-change.ts'
import { type Fault, TextField } from '../../ui/fields.tsx'
import { type Hidden, HiddenFields } from '../../ui/form.tsx'
import { newPolicyPath, policiesPath, policyPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import type { PolicyForm } from './policy.ts'
import { OriginBadge } from './policy-badge.tsx'
import { PolicyFields } from './policy-fields.tsx'
import { PolicyReview, type Review } from './policy-review.tsx'

export type PolicyPageProps = ConsoleFrameProps & {
  /** Null for one that is not there yet: it is asked for. */
  readonly policy: { readonly name: string; readonly origin: PolicyOrigin } | null
  /** As it stands, in one line. */
  readonly sentence: string
  readonly form: PolicyForm
  /** What a new one is to be called, as it was typed. */
  readonly typedName: string
  readonly faults: readonly Fault[]
  /** Null before anything was tried. */
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

export function PolicyPage(props: PolicyPageProps): VNode {
  const { policy, sentence, faults, warning } = props
  const lead = policy === null ? text.newLead(sentence) : text.lead(sentence)
  const about = faults.find(({ field }) => field === null)?.message
  const fault = about ?? (faults.length > 0 ? text.wrong : warning)
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
