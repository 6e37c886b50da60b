/** English, the whole of it: what every other language has to say, too. */

import { account } from './account.ts'
import { activity } from './activity.ts'
import { frame } from './frame.ts'
import { mail } from './mail.ts'
import { recovery } from './recovery.ts'
import { steps } from './steps.ts'

export const english = { account, activity, frame, mail, recovery, steps }

/** The shape of every language. */
export type English = typeof english
