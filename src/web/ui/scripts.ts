/** Serves the scripts of pages; the one of the dialog also to the pages of any application. */

import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type Router from '@koa/router'
import { sha256 } from '../../base/crypto.ts'
import { tailScript } from '../console/ledger/tail.tsx'
import { dialogScripts } from './session-dialog.tsx'
import { timesScript } from './time.tsx'

/** Applications name it by an address that stays, so that it is asked for again after a while. */
const cacheSeconds = 3600

export function sessionDialogRoutes(router: Router): void {
  for (const path of [dialogScripts.main, ...dialogScripts.parts, timesScript, tailScript]) {
    const script = readFileSync(new URL(`scripts/${basename(path)}`, import.meta.url), 'utf8')
    const etag = `"${sha256(script).toString('base64url')}"`
    router.get(path, (ctx) => {
      ctx.status = 200
      // Public: a script of another origin is read as CORS says.
      ctx.set('Access-Control-Allow-Origin', '*')
      ctx.set('Cache-Control', `public, max-age=${cacheSeconds}`)
      ctx.set('ETag', etag)
      ctx.type = 'text/javascript'
      ctx.body = script
      if (ctx.fresh) ctx.status = 304
    })
  }
}
