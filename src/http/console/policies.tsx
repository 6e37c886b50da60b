/** The console's area of policies: its addresses, the list, and what holds for somebody. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { ExplainedPolicy } from '../../model/explained-policy.ts'
import { fromDocument } from '../../model/policy-document.ts'
import { formBody, sameOrigin } from '../guards.ts'
import { showPage } from '../show-page.ts'
import { EffectivePolicyPage, type Explanation } from '../views/console/effective-policy-page.tsx'
import type { Fault } from '../views/console/fields.tsx'
import { PoliciesPage } from '../views/console/policies-page.tsx'
import {
  effectivePolicyPath,
  newPolicyPath,
  policiesPath,
  type ShownPolicy,
} from '../views/console/policy.ts'
import { attempt, filtersIn } from './asking.ts'
import { findAccount } from './find-account.ts'
import { frameOf } from './frame-of.ts'
import { actOnPolicy, showEditor } from './policy-editor.tsx'
import { confirmRemoval, removePolicy } from './policy-removal.tsx'
import {
  type ConsoleAct,
  type ConsoleOptions,
  operating,
  operatingFreshly,
  type Visit,
} from './visit.ts'

type Handler = (ctx: Context, visit: Visit, options: ConsoleOptions) => Promise<void>

export function policyRoutes(router: Router, options: ConsoleOptions): void {
  const ours = sameOrigin(options.issuer)
  const acting =
    (handler: Handler): ConsoleAct =>
    (ctx, visit) =>
      handler(ctx, visit, options)
  const see = (handler: Handler) => (ctx: Context) => operating(ctx, options, acting(handler))
  const dare = (handler: Handler) => (ctx: Context) =>
    operatingFreshly(ctx, options, acting(handler))
  router.get(policiesPath, see(list))
  router.get(effectivePolicyPath, see(explain))
  for (const path of [newPolicyPath, `${policiesPath}/:name`]) {
    router.get(path, see(showEditor))
    router.post(path, ours, formBody, see(actOnPolicy))
  }
  router.get(`${policiesPath}/:name/removal`, dare(confirmRemoval))
  router.post(`${policiesPath}/:name/removal`, ours, formBody, dare(removePolicy))
}

const told: Readonly<Record<string, string>> = { removed: 'The policy is gone.' }

async function list(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
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

async function explain(ctx: Context, visit: Visit, options: ConsoleOptions): Promise<void> {
  const { account = '', client = '' } = filtersIn(ctx, ['account', 'client'])
  const asked = { account: account.trim(), client: client.trim() }
  const found = asked.account === '' ? null : await explanationOf(visit, asked)
  const shown = found !== null && 'explained' in found ? found : null
  const fault = found !== null && 'message' in found ? found : null
  showPage(
    ctx,
    <EffectivePolicyPage {...frameOf(visit, options)} {...asked} found={shown} fault={fault} />,
  )
}

type Asked = { readonly account: string; readonly client: string }

async function explanationOf(
  visit: Visit,
  { account, client }: Asked,
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
