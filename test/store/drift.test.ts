/** The migrations and schema.prisma describe one database; what Prisma cannot say is listed here. */

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import pg from 'pg'
import { createDatabase, createEmptyDatabase, type TestDatabase } from '../support/database.ts'
import { withPrismaEngine } from '../support/prisma-engine.ts'

const schemaPath = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))

/**
 * Left out on both sides, because schema.prisma has no words for it: partitions (of a partitioned
 * table only the parent counts), partial indexes, and whatever is neither table, column nor index
 * (fillfactor, checks, triggers, functions). The history is Prisma's own table.
 */
const comparable = `
  c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
  AND c.relname <> '_prisma_migrations'`

let migrated: TestDatabase
let declared: TestDatabase

beforeAll(async () => {
  migrated = await createDatabase()
  declared = await createEmptyDatabase()
  const sql = await withPrismaEngine({ url: declared.url, schemaPath }, (e) => e.schemaSql())
  await rows(declared, sql)
})

afterAll(async () => {
  await migrated.drop()
  await declared.drop()
})

test('both have the same tables', async () => {
  await expectSame(`
    SELECT c.relname AS "table" FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND ${comparable} ORDER BY 1`)
})

test('both have the same columns, with type, nullability and default', async () => {
  await expectSame(`
    SELECT c.relname || '.' || a.attname AS "column",
      format_type(a.atttypid, a.atttypmod) AS type,
      a.attnotnull AS required,
      pg_get_expr(d.adbin, d.adrelid) AS "default"
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND ${comparable}
    ORDER BY 1`)
})

test('both have the same primary keys, unique keys and indexes', async () => {
  await expectSame(`
    SELECT t.relname AS "table", c.relname AS "index", i.indisprimary AS "primary",
      i.indisunique AS "unique",
      (SELECT string_agg(pg_get_indexdef(i.indexrelid, n, true), ', ' ORDER BY n)
       FROM generate_series(1, i.indnatts) AS n) AS columns
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_class t ON t.oid = i.indrelid
    WHERE i.indpred IS NULL AND t.relname <> '_prisma_migrations' AND ${comparable} ORDER BY 1, 2`)
})

test('both have the same foreign keys and enums', async () => {
  await expectSame(`
    SELECT c.relname AS "table", k.conname AS "key", pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'f' AND ${comparable} ORDER BY 1, 2`)
  await expectSame(`
    SELECT t.typname, array_agg(e.enumlabel ORDER BY e.enumsortorder) AS labels
    FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
    WHERE t.typnamespace = 'public'::regnamespace GROUP BY 1 ORDER BY 1`)
})

async function expectSame(catalog: string): Promise<void> {
  expect(await rows(migrated, catalog)).toEqual(await rows(declared, catalog))
}

async function rows({ url }: TestDatabase, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
