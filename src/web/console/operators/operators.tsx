/** The console's area of operators: who they are, making one, changing and taking away a role. */

import type { Context } from 'koa'
import { isOperatorRole, type OperatorRole } from '../../../model/operator-role.ts'
import { scopeWords } from '../../admin-api/document.ts'
import { field } from '../../middleware/guards.ts'
import type { Fault } from '../../ui/fields.tsx'
import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { overviewPath, operatorsPath as path } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope, typedFault } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { Visit } from '../visit.ts'
import { roleOf, type ShownAccount, type ShownOperator, typedFor } from './operator.tsx'
import { OperatorPage } from './operator-page.tsx'
import { OperatorsPage } from './operators-page.tsx'
import { RolePage } from './role-page.tsx'

const scope = 'parley:operators.write'

export function operatorRoutes({ get, post, getFresh, postFresh }: ConsoleRouter): void {
  get(path, list)
  post(path, find)
  get(`${path}/:id`, showOne)
  getFresh(`${path}/:id/role`, confirm)
  postFresh(`${path}/:id/role`, change)
}

type Given = { readonly email: string; readonly role: string }

function list(request: ConsoleRequest): Promise<void> {
  return showList(request, { email: '', role: 'viewer' }, null)
}

async function showList(
  { ctx, visit, options }: ConsoleRequest,
  given: Given,
  fault: Fault | null,
): Promise<void> {
  const { body } = await visit.ask<{ items: readonly ShownOperator[] }>('listOperators')
  showPage(
    ctx,
    <OperatorsPage
      {...frameOf(visit, options)}
      operators={body.items}
      ownId={visit.session.accountId}
      isChanged={ctx.query['told'] === 'changed'}
      given={given}
      fault={fault}
      scopeWords={scopeWords()}
    />,
  )
}

/** Whose account it is, by its email, which then stands in no address. */
async function find(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  requireScope(visit, scope)
  const given = { email: field(ctx, 'email').trim(), role: field(ctx, 'role') }
  const params = { email: given.email }
  const { value, fault } = await attempt(() =>
    visit.ask<Page<ShownAccount>>('listAccounts', { params }),
  )
  const account = value?.body.items[0]
  const wrong = fault ?? (account === undefined ? nobody : wrongRole(given.role, account))
  if (account === undefined || wrong !== null) return showList(request, given, wrong)
  seeOther(ctx, `${path}/${account.id}/role?role=${given.role}`)
}

const nobody: Fault = {
  field: 'email',
  message:
    'No account has this address. Make one first, under Accounts or by parley account create.',
}

function wrongRole(role: string, account: ShownAccount): Fault | null {
  if (!isOperatorRole(role)) return { field: 'role', message: 'Choose one of these.' }
  if (roleOf(account) !== role) return null
  return { field: 'role', message: 'This account has this role already.' }
}

async function showOne({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  requireScope(visit, scope)
  const { account } = await accountOf(ctx, visit)
  showPage(ctx, <OperatorPage {...frameOf(visit, options)} account={account} />)
}

async function accountOf(ctx: Context, visit: Visit) {
  const { id } = ctx['params']
  const { body, headers } = await visit.ask<ShownAccount>('getAccount', { params: { id } })
  return { account: body, match: headers?.['ETag'] ?? '' }
}

async function confirm(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  requireScope(visit, scope)
  const role = roleIn([ctx.query['role'] ?? ''].flat()[0] ?? '')
  if (role === undefined) return seeOther(ctx, `${path}/${ctx['params'].id}`)
  await ask(request, role, null)
}

/** Undefined for what is none. */
function roleIn(text: string): OperatorRole | null | undefined {
  if (text === 'none') return null
  return isOperatorRole(text) ? text : undefined
}

async function ask(
  { ctx, visit, options }: ConsoleRequest,
  role: OperatorRole | null,
  fault: Fault | null,
): Promise<void> {
  const { account, match } = await accountOf(ctx, visit)
  const isOwn = account.id === visit.session.accountId
  const props = { account, match, role, isOwn, fault }
  showPage(ctx, <RolePage {...frameOf(visit, options)} {...props} />)
}

/** What was read when it was decided is what is changed: the ETag went with the form. */
async function change(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const role = roleIn(field(ctx, 'role'))
  if (role === undefined) return seeOther(ctx, `${path}/${ctx['params'].id}`)
  const { account } = await accountOf(ctx, visit)
  const word = typedFor(account, role)
  const mistyped = word === null ? null : typedFault(ctx, word)
  if (mistyped !== null) return ask(request, role, mistyped)
  const { fault } = await attempt(() =>
    visit.ask('setRole', {
      params: { id: account.id },
      body: { role },
      headers: { 'if-match': field(ctx, 'match') },
    }),
  )
  if (fault !== null) return ask(request, role, fault)
  const isOwn = account.id === visit.session.accountId
  // Who gave up their own role may have lost this page with it.
  seeOther(ctx, isOwn ? overviewPath : `${path}?told=changed`)
}
