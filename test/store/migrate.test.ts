import pg from 'pg'
import { createDatabase } from '../support/database.ts'

test('x', async () => {
  const { url, drop } = await createDatabase()
  const c = new pg.Client(url)
  await c.connect()
  console.log((await c.query('select * from _prisma_migrations')).rows)
  await c.end()
  await drop()
})
