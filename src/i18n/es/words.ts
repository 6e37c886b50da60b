/** Spanish, the whole of it. */

import type { English } from '../en/words.ts'
import { account } from './account.ts'
import { activity } from './activity.ts'
import { frame } from './frame.ts'
import { mail } from './mail.ts'
import { recovery } from './recovery.ts'
import { steps } from './steps.ts'

export const spanish: English = { account, activity, frame, mail, recovery, steps }
