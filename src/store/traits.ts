/** The network, browser and device of the current request. */

import { browserFamily } from '../base/user-agent.ts'
import type { Traits } from '../model/binding.ts'
import { currentOrigin } from './unit-of-work.ts'

export function currentTraits(): Traits {
  const { network, userAgent, device } = currentOrigin()
  return { network, browser: browserFamily(userAgent), device }
}
