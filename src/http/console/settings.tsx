/** The console's area of settings: the configuration of the node that answers, as seen. */

import type Router from '@koa/router'
import { showPage } from '../show-page.ts'
import { SettingsPage, type ShownSettings } from '../views/console/settings-page.tsx'
import { frameOf } from './frame-of.ts'
import { type ConsoleOptions, operating } from './visit.ts'

export function settingsRoutes(router: Router, options: ConsoleOptions): void {
  router.get('/console/settings', (ctx) =>
    operating(ctx, options, async (_, visit) => {
      const { body } = await visit.ask<ShownSettings>('getSettings')
      showPage(ctx, <SettingsPage {...frameOf(visit, options)} settings={body} />)
    }),
  )
}
