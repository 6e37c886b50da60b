/** Serves the browser scripts of pages. Pages of other applications may load the session dialog. */

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type Router from '@koa/router'
import { sha256 } from '../../base/crypto.ts'

export const timesScript = '/assets/times.js'
export const tailScript = '/assets/ledger-tail.js'
export const dialogScript = '/session/dialog.js'

/** The dialog's script imports these two from its own folder. */
const dialogParts = ['/session/dialog-parts.js', '/session/dialog-source.js']

/** Applications load the dialog from a path that never changes, so browsers must ask again. */
const cacheSeconds = 3600

export function scriptRoutes(router: Router): void {
  for (const path of [dialogScript, ...dialogParts, timesScript, tailScript]) {
    const script = readFileSync(new URL(`scripts/${basename(path)}`, import.meta.url), 'utf8')
    const etag = `"${sha256(script).toString('base64url')}"`
    router.get(path, (ctx) => {
      ctx.status = 200
      // Public: CORS lets pages of any origin load it as a module.
      ctx.set('Access-Control-Allow-Origin', '*')
      ctx.set('Cache-Control', `public, max-age=${cacheSeconds}`)
      ctx.set('ETag', etag)
      ctx.type = 'text/javascript'
      ctx.body = script
      if (ctx.fresh) ctx.status = 304
    })
  }
}
