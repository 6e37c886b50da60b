/** The settings of this node in the admin API. It reads no environment. */

import type { Config } from '../../config/config.ts'
import { toSettings } from '../../contract/settings.ts'
import { type Operation, operation } from './operation.ts'

export type SettingsOptions = Pick<Config, 'mode' | 'shown'>

export function settingsOperations(settings: SettingsOptions): readonly Operation[] {
  const body = toSettings(settings)
  return [operation('getSettings', async () => ({ status: 200, body }))]
}
