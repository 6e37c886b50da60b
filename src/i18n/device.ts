/** The name of a device in the reader's language. */

import { seenDevice } from '../base/user-agent.ts'
import { fill } from './fill.ts'
import type { Words } from './words.ts'

export function deviceName({ frame }: Pick<Words, 'frame'>, userAgent: string | null): string {
  const { browser, system } = seenDevice(userAgent)
  if (browser !== '' && system !== '') return fill(frame.device.known, { browser, system })
  return browser || system || frame.device.unknown
}
