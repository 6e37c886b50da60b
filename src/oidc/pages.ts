/** The library's pages, replaced by ours. They are drawn elsewhere. */

import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { speakAmong } from '../i18n/speaking.ts'
import { languageAmong } from '../model/language.ts'
import { isOwnClient } from '../model/own-client.ts'
import { sessionSlot } from './request.ts'

export type Refusal = {
  readonly error: string
  readonly description: string | undefined
  readonly status: number
  readonly requestId: string
  /** `step`: a sign-in that cannot continue. `sign_out`: a sign-out page that was used or is too old. */
  readonly at: 'step' | 'sign_out' | null
  /** The request itself, to find who is signed in. */
  readonly browser: Pick<KoaContextWithOIDC, 'cookies' | 'get'>
}

/** Each answers a whole HTML document. */
export type ProtocolPages = {
  readonly refusal: (refusal: Refusal) => Promise<string>
  readonly signOut: (props: {
    readonly clientName: string | null
    readonly accountEmail: string
    readonly action: string
    readonly hidden: Readonly<Record<string, string>>
  }) => string
  /** A form that sends itself on; with a button where there is no script. */
  readonly formPost: (props: {
    readonly action: string
    readonly fields: Readonly<Record<string, string>>
  }) => string
  /** The CSP source that `script-src` must allow for that form. */
  readonly formPostScript: string
  readonly signedOut: (props: {
    readonly isSignedIn: boolean
    readonly clientName: string | null
  }) => string
}

export function pageSources(pages: ProtocolPages) {
  return {
    renderError: async (ctx: KoaContextWithOIDC, out: ErrorOut) => {
      const { error, error_description: description } = out
      speakAmong(ctx.oidc?.params?.['ui_locales'])
      const requestId = String(ctx.state['requestId'])
      const { status } = ctx
      const refusal = { error, description, status, requestId, at: placeOf(ctx), browser: ctx }
      html(ctx, await pages.refusal(refusal))
    },
    logoutSource: async (ctx: KoaContextWithOIDC, form: string) => {
      html(ctx, pages.signOut({ ...whoLeaves(ctx), ...formOf(form, ctx.query['ui_locales']) }))
    },
    postLogoutSuccessSource: async (ctx: KoaContextWithOIDC) => {
      // The library says which app was left, but not whether the person chose to stay signed in.
      const { accountId } = await ctx.oidc.provider.Session.get(ctx)
      const page = { isSignedIn: accountId !== undefined, clientName: appOf(ctx) }
      html(ctx, pages.signedOut(page))
    },
  }
}

function placeOf({ path }: KoaContextWithOIDC): Refusal['at'] {
  if (path === '/logout/confirm') return 'sign_out'
  return path.startsWith('/authorize/') ? 'step' : null
}

function whoLeaves(ctx: KoaContextWithOIDC) {
  const account = sessionSlot.get()?.account
  const accountEmail = account?.email ?? account?.name ?? ''
  return { clientName: appOf(ctx), accountEmail }
}

/** The server's own pages are no app to the person. */
function appOf({ oidc: { client } }: KoaContextWithOIDC): string | null {
  return isOwnClient(client?.clientId) ? null : (client?.clientName ?? null)
}

/** Takes the address and the token against forgery out of the library's finished form. */
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

/** It marks the library's form; a seam test checks that it still does. */
const mark = '<title>Submitting Callback</title>'

export function redrawFormPost(ctx: KoaContextWithOIDC, pages: ProtocolPages): void {
  const { body } = ctx
  if (typeof body !== 'string' || !body.includes(mark)) return
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(body) ?? []
  const inputs = body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const fields = [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)])
  // Errors go back this way too: the library makes this form only for a checked address.
  ctx.state['formAction'] ??= unescaped(action)
  ctx.body = pages.formPost({ action: unescaped(action), fields: Object.fromEntries(fields) })
  const policy = ctx.response.get('Content-Security-Policy')
  const scripts = `script-src ${pages.formPostScript}`
  ctx.set('Content-Security-Policy', policy.replace(/script-src [^;]*/, scripts))
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
}
