/** In development: a page with the mail that is not sent. In production it is not there. */

import type Router from '@koa/router'
import type { ShownLetter } from '../mail/mailer.ts'
import { ShownMailPage } from './development-mail-page.tsx'
import { renderPage } from './ui/render.ts'

export function shownMailRoutes(router: Router, shown: () => readonly ShownLetter[]): void {
  router.get('/dev/mail', (ctx) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.type = 'html'
    ctx.body = renderPage(
      <ShownMailPage letters={shown().map(({ sentAt, letter }) => ({ ...letter, at: sentAt }))} />,
    )
  })
}
