/** The library's page hooks, answered with our pages. */

import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { speakAmong } from '../i18n/speaking.ts'
import { languageAmong } from '../model/language.ts'
import type { ProtocolPages } from './pages.ts'
import { sessionSlot } from './request.ts'

export function pageSources(pages: ProtocolPages) {
  return {
    renderError: async (ctx: KoaContextWithOIDC, out: ErrorOut) => {
      const { error, error_description: description } = out
      speakAmong(ctx.oidc?.params?.['ui_locales'])
      const requestId = String(ctx.state['requestId'])
      html(ctx, pages.refusal({ error, description, status: ctx.status, requestId }))
    },
    logoutSource: async (ctx: KoaContextWithOIDC, form: string) => {
      html(ctx, pages.signOut({ ...whoLeaves(ctx), ...formOf(form, ctx.query['ui_locales']) }))
    },
    postLogoutSuccessSource: async (ctx: KoaContextWithOIDC) => {
      // The library tells which app was left, and not whether the person chose to stay.
      const { accountId } = await ctx.oidc.provider.Session.get(ctx)
      const clientName = ctx.oidc.client?.clientName ?? null
      html(ctx, pages.signedOut({ isSignedIn: accountId !== undefined, clientName }))
    },
  }
}

function whoLeaves(ctx: KoaContextWithOIDC) {
  const account = sessionSlot.get()?.account
  const accountEmail = account?.email ?? account?.name ?? ''
  return { clientName: ctx.oidc.client?.clientName ?? null, accountEmail }
}

/** The library hands over a finished form; its address and its token against forgery are ours. */
function formOf(form: string, asked: unknown) {
  const [, address = ''] = /action="([^"]+)"/.exec(form) ?? []
  const isAsked = typeof asked === 'string' && languageAmong(asked) !== null
  const action = isAsked ? `${address}?${new URLSearchParams({ ui_locales: asked })}` : address
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? []
  return { action, hidden: { xsrf } }
}

function html(ctx: KoaContextWithOIDC, page: string): void {
  ctx.type = 'html'
  ctx.body = page
}
