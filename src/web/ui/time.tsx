/** A time on a page: in UTC as it is sent, in the reader's own zone where there is script. */

import type { VNode } from 'preact'
import { exactMoment, shortMoment } from '../../i18n/moment.ts'
import { useLook } from './look.ts'

export function Time({ at }: { readonly at: Date }): VNode {
  const { language } = useLook()
  return (
    <time datetime={at.toISOString()} title={exactMoment(at)}>
      {shortMoment(at, language)}
    </time>
  )
}
