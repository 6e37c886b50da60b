/** The fields of a policy's form: every setting with its label, its meaning and what is wrong with it. */

import type { VNode } from 'preact'
import type { PolicySetting } from '../../../model/policy.ts'
import { nameOf } from '../../../model/policy-document.ts'
import { CheckField, type Fault, SelectField, TextField } from '../../ui/fields.tsx'
import { Inline } from '../../ui/prose.tsx'
import type { PolicyForm } from './policy.ts'
import { fieldOf, groups, hintOf, labelOf } from './policy-text.ts'
import { RuleFields } from './rule-fields.tsx'

type FieldsProps = { readonly form: PolicyForm; readonly faults: readonly Fault[] }

export function PolicyFields(props: FieldsProps): VNode {
  return (
    <>
      {groups.map(([title, settings]) => (
        <fieldset key={title} class="card group">
          <legend>
            <h2>{title}</h2>
          </legend>
          <div class="form-fields">
            {settings.map((setting) => (
              <SettingField key={setting} setting={setting} {...props} />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}

type SettingProps = FieldsProps & { readonly setting: PolicySetting }

function SettingField({ setting, form, faults }: SettingProps): VNode {
  const name = nameOf(setting)
  const field = fieldOf(setting)
  const shared = {
    name,
    label: labelOf(setting),
    value: form.texts[name] ?? '',
    hint: <Inline text={hintOf(setting)} />,
    fault: faults.find((fault) => fault.field === name) ?? null,
  }
  switch (field.kind) {
    case 'rules':
      return <RuleFields form={form} faults={faults} />
    case 'check':
      return <CheckField {...shared} value="yes" checked={shared.value === 'yes'} />
    case 'choice':
      return <SelectField {...shared} choices={field.choices} />
    case 'number':
      return <TextField {...shared} type="number" required />
    case 'duration':
      return <TextField {...shared} required />
  }
}
