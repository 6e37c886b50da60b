/** The contract as this server serves it: the document, and a page to read. Both are public. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import { sha256 } from '../../base/crypto.ts'
import { contractDocument } from '../admin-api/document.ts'
import type { Brand } from '../ui/brand.ts'
import { lookIn } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { chaptersOf } from './contents.ts'
import { ReferencePage } from './page.tsx'

export type ReferenceOptions = {
  readonly issuer: string
  readonly development: boolean
  readonly brand: Brand
}

type Made = { readonly body: string; readonly etag: string; readonly type: string }

/** Made at the first call, and answered from memory from then on. */
export function referenceRoutes(router: Router, options: ReferenceOptions): void {
  const { issuer, development, brand } = options
  const document = once(() => {
    const served = { ...contractDocument(), servers: [{ url: issuer, description: 'The issuer.' }] }
    return made(JSON.stringify(served), 'application/json')
  })
  const page = once(() => {
    const chapters = chaptersOf(contractDocument(), issuer)
    const element = <ReferencePage development={development} chapters={chapters} />
    return made(renderPage(element, lookIn('en', brand)), 'html')
  })
  router.get('/admin/v1/openapi.json', (ctx) => answer(ctx, document()))
  router.get('/admin/v1/reference', (ctx) => answer(ctx, page()))
}

function once(make: () => Made): () => Made {
  let known: Made | null = null
  return () => {
    known ??= make()
    return known
  }
}

function made(body: string, type: string): Made {
  return { body, type, etag: `"${sha256(body).toString('base64url').slice(0, 27)}"` }
}

function answer(ctx: Context, { body, etag, type }: Made): void {
  ctx.status = 200
  ctx.set('Cache-Control', 'public, max-age=300')
  ctx.set('ETag', etag)
  ctx.type = type
  ctx.body = body
  if (ctx.fresh) ctx.status = 304
}
