/** The settings of this node in the admin API. It reads no environment. */

import type { Config } from '../../config/config.ts'
import { type Operation, operation } from './operation.ts'

export type SettingsOptions = Pick<Config, 'mode' | 'shown'>

export function settingsOperations({ mode, shown }: SettingsOptions): readonly Operation[] {
  const items = shown.map(({ isGiven: given, isHidden: hidden, ...setting }) => {
    return { ...setting, given, hidden }
  })
  return [operation('getSettings', async () => ({ status: 200, body: { mode, items } }))]
}
