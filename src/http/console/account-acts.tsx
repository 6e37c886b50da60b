/** What is done with an account in the console: its tier, a way back in, an end for a while or for good. */

import { field } from '../guards.ts'
import { seeOther } from '../see-other.ts'
import { showPage } from '../show-page.ts'
import { type AccountInFull, accountsPath, pathOf } from '../views/console/account.tsx'
import { ConfirmPage } from '../views/console/confirm-page.tsx'
import type { Fault } from '../views/console/fields.tsx'
import { readAccount, showAccount, writeScope } from './accounts.tsx'
import { type Answering, type Asked, demand } from './answering.ts'
import { attempt, typedFault } from './asking.ts'
import { frameOf } from './frame-of.ts'

const one = `${accountsPath}/:id`

export function accountActs({ take, showFreshly, takeFreshly }: Answering): void {
  take(`${one}/tier`, setTier)
  take(`${one}/reset`, sendReset)
  take(`${one}/enable`, enable)
  for (const act of ['disable', 'delete'] as const) {
    showFreshly(`${one}/${act}`, (asked) => confirm(asked, { act }))
    takeFreshly(`${one}/${act}`, (asked) => end(asked, act))
  }
}

const changed = 'Somebody else changed the account meanwhile. This is how it is now: decide anew.'

async function setTier(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { account } = await readAccount(asked)
  const { fault } = await attempt(() =>
    visit.ask('setTier', {
      params: { id: account.id },
      body: { tier: field(ctx, 'tier') },
      headers: { 'if-match': field(ctx, 'etag') },
    }),
  )
  if (fault === null) return seeOther(ctx, `${pathOf(account)}?told=tier`)
  ctx.status = fault.isStale ? 412 : 400
  await showAccount(asked, fault.isStale ? { field: null, message: changed } : fault)
}

async function sendReset(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { account } = await readAccount(asked)
  const { fault } = await attempt(() =>
    visit.ask('sendPasswordReset', { params: { id: account.id } }),
  )
  if (fault === null) return seeOther(ctx, `${pathOf(account)}?told=reset`)
  ctx.status = 400
  await showAccount(asked, fault)
}

async function enable(asked: Asked): Promise<void> {
  const { ctx, visit } = asked
  const { account } = await readAccount(asked)
  await visit.ask('enableAccount', { params: { id: account.id } })
  seeOther(ctx, `${pathOf(account)}?told=enabled`)
}

type Act = 'disable' | 'delete'

const texts = {
  disable: {
    title: (who: string) => `Disable ${who}`,
    lead: 'Every session of the account ends at once, with whatever applications were issued, and nobody signs in to it until somebody enables it again. What ended stays ended.',
    button: 'Disable it',
  },
  delete: {
    title: (who: string) => `Delete ${who}`,
    lead: 'Every session of the account ends at once, and it is gone for good. Its email is free again, its id is never given to anyone else. The ledger keeps its events; “parley audit forget” erases what is personal in them.',
    button: 'Delete it',
  },
} as const

type Asking = { readonly act: Act; readonly reason?: string; readonly fault?: Fault | null }

async function confirm(asked: Asked, { act, reason = '', fault = null }: Asking): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, writeScope)
  const { account } = await readAccount(asked)
  const { title, lead, button } = texts[act]
  showPage(
    ctx,
    <ConfirmPage
      {...frameOf(visit, options)}
      path={accountsPath}
      title={title(wordFor(account))}
      lead={lead}
      action={`${pathOf(account)}/${act}`}
      typed={act === 'delete' ? wordFor(account) : null}
      reason={reason}
      button={button}
      back={pathOf(account)}
      fault={fault}
    />,
  )
}

function wordFor({ email, id }: AccountInFull): string {
  return email ?? id
}

async function end(asked: Asked, act: Act): Promise<void> {
  const { ctx } = asked
  const { account } = await readAccount(asked)
  const reason = field(ctx, 'reason')
  const fault = act === 'delete' ? typedFault(ctx, wordFor(account)) : null
  const refused =
    fault ?? (await attempt(() => endBy(asked, { act, id: account.id, reason }))).fault
  if (refused !== null) {
    ctx.status = 400
    return confirm(asked, { act, reason, fault: refused })
  }
  const isGone = act === 'delete'
  seeOther(ctx, isGone ? `${accountsPath}?told=deleted` : `${pathOf(account)}?told=disabled`)
}

type Ending = { readonly act: Act; readonly id: string; readonly reason: string }

function endBy({ visit }: Asked, { act, id, reason }: Ending) {
  return act === 'delete'
    ? visit.ask('deleteAccount', { params: { id, reason } })
    : visit.ask('disableAccount', { params: { id }, body: { reason } })
}
