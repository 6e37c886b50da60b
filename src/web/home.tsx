/** The page at the root, and the stylesheet of all pages. */

import type Router from '@koa/router'
import { type HomeLink, HomePage } from './home-page.tsx'
import { renderPage } from './ui/render.ts'
import { stylesheet, stylesheetPath } from './ui/stylesheet.ts'

export type HomeOptions = {
  readonly issuer: string
  readonly development: boolean
  readonly links: readonly HomeLink[]
}

export function homeRoutes(router: Router, options: HomeOptions): void {
  router.get('/', (ctx) => {
    ctx.type = 'html'
    ctx.body = renderPage(<HomePage {...options} />)
  })
  router.get(stylesheetPath, (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable')
    ctx.type = 'css'
    ctx.body = stylesheet
  })
}
