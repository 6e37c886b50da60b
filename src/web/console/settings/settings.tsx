/** The console's area of settings: the configuration of the node that answers, as seen. */

import { showPage } from '../../ui/show-page.ts'
import { settingsPath } from '../addresses.ts'
import { frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { SettingsPage, type ShownSettings } from './settings-page.tsx'

export function settingsRoutes({ get }: ConsoleRouter): void {
  get(settingsPath, showSettings)
}

async function showSettings({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { body } = await visit.ask<ShownSettings>('getSettings')
  showPage(ctx, <SettingsPage {...frameOf(visit, options)} settings={body} />)
}
