/** What is done with an account in the console: its tier, a way back in, an end for a while or for good. */

import { field } from '../../middleware/guards.ts'
import { seeOther } from '../../ui/see-other.ts'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { type Kind, lifecycleRoutes } from '../lifecycle.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { readAccount, showAccount, writeScope } from './accounts.tsx'

const one = `${accountsPath}/:id`

export function accountActs(router: ConsoleRouter): void {
  const { post } = router
  post(`${one}/tier`, setTier)
  post(`${one}/reset`, sendReset)
  lifecycleRoutes(router, accounts)
}

const accounts: Kind = {
  listPath: accountsPath,
  scope: writeScope,
  read: async (request) => {
    const { account } = await readAccount(request)
    const name = account.email ?? account.id
    return { id: account.id, name, typed: name, path: accountPath(account) }
  },
  leads: {
    disable:
      'Every session of the account ends at once, with whatever applications were issued, and nobody signs in to it until somebody enables it again. What ended stays ended.',
    delete:
      'Every session of the account ends at once, and it is gone for good. Its email is free again, its id is never given to anyone else. The ledger keeps its events; “parley audit forget” erases what is personal in them.',
  },
  operations: { disable: 'disableAccount', enable: 'enableAccount', delete: 'deleteAccount' },
}

const changed = 'Somebody else changed the account meanwhile. This is how it is now: decide anew.'

async function setTier(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { account } = await readAccount(request)
  const { fault } = await attempt(() =>
    visit.ask('setTier', {
      params: { id: account.id },
      body: { tier: field(ctx, 'tier') },
      headers: { 'if-match': field(ctx, 'etag') },
    }),
  )
  if (fault === null) return seeOther(ctx, `${accountPath(account)}?told=tier`)
  ctx.status = fault.isStale ? 412 : 400
  await showAccount(request, fault.isStale ? { field: null, message: changed } : fault)
}

async function sendReset(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { account } = await readAccount(request)
  const { fault } = await attempt(() =>
    visit.ask('sendPasswordReset', { params: { id: account.id } }),
  )
  if (fault === null) return seeOther(ctx, `${accountPath(account)}?told=reset`)
  ctx.status = 400
  await showAccount(request, fault)
}
