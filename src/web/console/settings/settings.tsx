/** The console's area of settings: the configuration of the node that answers, as seen. */

import { showPage } from '../../ui/show-page.ts'
import { settingsPath } from '../addresses.ts'
import type { Answering, Asked } from '../answering.ts'
import { frameOf } from '../frame-of.ts'
import { SettingsPage, type SettingDocuments } from './settings-page.tsx'

export function settingsRoutes({ show }: Answering): void {
  show(settingsPath, showSettings)
}

async function showSettings({ ctx, visit, options }: Asked): Promise<void> {
  const { body } = await visit.ask<SettingDocuments>('getSettings')
  showPage(ctx, <SettingsPage {...frameOf(visit, options)} settings={body} />)
}
