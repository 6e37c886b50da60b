/** The page of one operator, where another role is chosen. */

import type { VNode } from 'preact'
import type { AccountDocument } from '../../../contract/documents.ts'
import { showPage } from '../../ui/show-page.ts'
import { operatorPath, operatorsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { AccountCard, RoleField, readAccount, roleOf, writeScope } from './operator.tsx'

export function operatorRoutes({ get }: ConsoleRouter): void {
  get(`${operatorsPath}/:id`, showOperator)
}

async function showOperator(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, writeScope)
  const { account } = await readAccount(request)
  showPage(ctx, <OperatorPage {...frameOf(visit, options)} account={account} />)
}

type OperatorProps = ConsoleFrameProps & { readonly account: AccountDocument }

const text = {
  change: 'Another role',
  next: 'Go on',
}

function OperatorPage(props: OperatorProps): VNode {
  const { account } = props
  return (
    <ConsoleFrame {...props} path={operatorsPath} title={account.email ?? account.id}>
      <div class="cards">
        <AccountCard account={account} />
        <section class="card">
          <h2>{text.change}</h2>
          <form class="stack" action={`${operatorPath({ account_id: account.id })}/role`}>
            <RoleField chosen={roleOf(account) ?? ''} mayTake={roleOf(account) !== null} />
            <p class="actions">
              <button class="button primary" type="submit">
                {text.next}
              </button>
            </p>
          </form>
        </section>
      </div>
    </ConsoleFrame>
  )
}
