/** French, the whole of it. */

import type { English } from '../en/words.ts'
import { mapTexts } from '../map-texts.ts'
import { account } from './account.ts'
import { activity } from './activity.ts'
import { frame } from './frame.ts'
import { mail } from './mail.ts'
import { recovery } from './recovery.ts'
import { steps } from './steps.ts'

const written: English = { account, activity, frame, mail, recovery, steps }

/** No line begins with the sign that ends a clause: the space before it does not break. */
export const french: English = mapTexts(written, (text) => text.replace(/ (?=[:;?!])/g, '\u00a0'))
