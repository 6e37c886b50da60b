/** The statistics in the admin API. */

import { toStatistics } from '../../contract/statistics.ts'
import { readStatistics } from '../../statistics/read.ts'
import type { Db } from '../../store/db.ts'
import { type Operation, operation } from './operation.ts'

export function statisticsOperations(db: Db): readonly Operation[] {
  return [
    operation('getStatistics', async ({ params: { span } }) => {
      return { status: 200, body: toStatistics(await readStatistics(db, span)) }
    }),
  ]
}
