/** A time on a page: sent in UTC, converted to the reader's time zone by script. */

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
