/** The library's bare self-submitting form, redrawn as our page. The values stay as they are. */

import type { KoaContextWithOIDC } from 'oidc-provider'
import type { ProtocolPages } from './pages.ts'

/** The one mark by which the library's form is known (a seam test keeps watch over it). */
const mark = '<title>Submitting Callback</title>'

export function redrawFormPost(ctx: KoaContextWithOIDC, pages: ProtocolPages): void {
  const { body } = ctx
  if (typeof body !== 'string' || !body.includes(mark)) return
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(body) ?? []
  const inputs = body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  const fields = [...inputs].map(([, name = '', value = '']) => [name, unescaped(value)])
  // An error too is carried back: the library makes this form for a checked address alone.
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
