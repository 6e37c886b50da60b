/** The document of a node's settings. Secrets are left out where the settings are explained. */

import type { Config } from '../config/config.ts'
import type { SettingsDocument } from './documents.ts'

export function toSettings({ mode, shown }: Pick<Config, 'mode' | 'shown'>): SettingsDocument {
  const items = shown.map(({ isGiven: given, isHidden: hidden, ...setting }) => {
    return { ...setting, given, hidden }
  })
  return { mode, items }
}
