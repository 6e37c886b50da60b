/** The library's page hooks, answered with our pages. */

import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import type { ProtocolPages } from './pages.ts'
import { inRequest } from './request.ts'

export function pageSources(pages: ProtocolPages) {
  return {
    renderError: async (ctx: KoaContextWithOIDC, out: ErrorOut) => {
      const { error, error_description: description } = out
      const requestId = String(ctx.state['requestId'])
      html(ctx, pages.refusal({ error, description, status: ctx.status, requestId }))
    },
    logoutSource: async (ctx: KoaContextWithOIDC, form: string) => {
      html(ctx, pages.signOut({ ...whoLeaves(ctx), ...formOf(form) }))
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
  const account = inRequest().session?.account
  const accountEmail = account?.email ?? account?.name ?? ''
  return { clientName: ctx.oidc.client?.clientName ?? null, accountEmail }
}

/** The library hands over a finished form; its address and its token against forgery are ours. */
function formOf(form: string): { action: string; hidden: Record<string, string> } {
  const [, action = ''] = /action="([^"]+)"/.exec(form) ?? []
  const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? []
  return { action, hidden: { xsrf } }
}

function html(ctx: KoaContextWithOIDC, page: string): void {
  ctx.type = 'html'
  ctx.body = page
}
