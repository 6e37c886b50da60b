/** The tables of the job queue, in a schema of their own. Its library makes and changes them. */

import { PgBoss } from 'pg-boss'

export const queueSchema = 'jobs'

/** Any number of nodes may call it at once. */
export async function prepareQueue(connectionString: string): Promise<void> {
  const boss = new PgBoss({
    connectionString,
    schema: queueSchema,
    application_name: 'parley migrate',
    max: 1,
    schedule: false,
    supervise: false,
    registerInstance: false,
  })
  // A failing call throws by itself.
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false })
}
