/** The console's area of policies: its addresses, the list, and what holds for somebody. */

import type { ExplainedPolicy } from '../../../model/explained-policy.ts'
import { fromDocument } from '../../../model/policy-document.ts'
import type { Fault } from '../../ui/fields.tsx'
import { showPage } from '../../ui/show-page.ts'
import { effectivePolicyPath, newPolicyPath, policiesPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { findAccount } from '../find-account.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { EffectivePolicyPage, type Explanation } from './effective-policy-page.tsx'
import { PoliciesPage } from './policies-page.tsx'
import type { ShownPolicy } from './policy.ts'
import { actOnPolicy, showEditor } from './policy-editor.tsx'
import { confirmRemoval, removePolicy } from './policy-removal.tsx'

export function policyRoutes({ get, post, getFresh, postFresh }: ConsoleRouter): void {
  get(policiesPath, list)
  get(effectivePolicyPath, explain)
  for (const path of [newPolicyPath, `${policiesPath}/:name`]) {
    get(path, showEditor)
    post(path, actOnPolicy)
  }
  getFresh(`${policiesPath}/:name/removal`, confirmRemoval)
  postFresh(`${policiesPath}/:name/removal`, removePolicy)
}

const told: Readonly<Record<string, string>> = { removed: 'The policy is gone.' }

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { body } = await visit.ask<{ readonly items: readonly ShownPolicy[] }>('listPolicies')
  const policies = body.items.map((shown) => {
    return { policy: fromDocument(shown.name, shown), origin: shown.origin }
  })
  showPage(
    ctx,
    <PoliciesPage
      {...frameOf(visit, options)}
      policies={policies}
      mayWrite={visit.may('parley:policies.write')}
      done={told[String(ctx.query['told'])] ?? null}
    />,
  )
}

async function explain({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { account = '', client = '' } = filtersIn(ctx, ['account', 'client'])
  const request = { account: account.trim(), client: client.trim() }
  const found = request.account === '' ? null : await explanationOf(visit, request)
  const shown = found !== null && 'explained' in found ? found : null
  const fault = found !== null && 'message' in found ? found : null
  showPage(
    ctx,
    <EffectivePolicyPage {...frameOf(visit, options)} {...request} found={shown} fault={fault} />,
  )
}

type Sought = { readonly account: string; readonly client: string }

async function explanationOf(
  visit: Visit,
  { account, client }: Sought,
): Promise<Explanation | Fault> {
  const found = await findAccount(visit, account)
  if (found === null) return { field: 'account', message: 'No account has this email or id.' }
  const params = { id: found.id, ...(client === '' ? {} : { client_id: client }) }
  const asking = () => visit.ask<ExplainedPolicy>('explainPolicy', { params })
  const { value, fault } = await attempt(asking, ['not_found'])
  if (fault !== null) return { field: 'client', message: 'No enabled client has this id.' }
  const explained = value.body
  const document = Object.entries(explained.settings).map(
    ([name, one]) => [name, one.value] as const,
  )
  const policy = fromDocument(explained.account_policy, Object.fromEntries(document))
  return { account: found.email ?? found.id, explained, policy }
}
