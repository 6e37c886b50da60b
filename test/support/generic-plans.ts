/** The cost of a prepared statement under its generic plan, as the pool uses it. */

import type { Db } from '../../src/store/db.ts'

export type GenericPlan = {
  readonly name: string
  readonly buffers: number
  readonly scans: readonly Scan[]
}

/** How one table or index was read, and how many of its rows, all together. */
export type Scan = { readonly how: string; readonly table: string; readonly rows: number }

type Node = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly Node[]
}

/** Explains each read before it runs. */
export function planning(db: Db, plans: GenericPlan[]): Db {
  return {
    transaction: (work) => db.transaction((tx) => work(planning(tx, plans))),
    rows: async (statement, values = []) => {
      if (statement.kind === 'read') plans.push(await planOf(db, statement, values))
      return db.rows(statement, values)
    },
  }
}

/**
 * Explains each write as it runs, under the plan that the connection of the transaction `tx` holds for
 * it.
 */
export function planningWrites(tx: Db, plans: GenericPlan[]): Db {
  const planned: Db = {
    transaction: (work) => work(planned),
    rows: async (statement, values = []) => {
      if (statement.kind === 'read') return tx.rows(statement, values)
      await ask(tx, 'SAVEPOINT planned')
      const rows = await tx.rows(statement, values)
      await ask(tx, 'ROLLBACK TO SAVEPOINT planned')
      plans.push(await explain(tx, statement.name, values))
      return rows
    },
  }
  return planned
}

function planOf(
  db: Db,
  { name, text }: { name: string; text: string },
  values: readonly unknown[],
): Promise<GenericPlan> {
  return db.transaction(async (tx) => {
    await ask(tx, `PREPARE generic AS ${text}`)
    const plan = await explain(tx, 'generic', values)
    await ask(tx, 'DEALLOCATE generic')
    return { ...plan, name }
  })
}

/**
 * The plan that the connection holds already for the statement of this name: `db` must have one
 * connection only, on which the statement was sent before.
 */
export function planHeld(db: Db, name: string, values: readonly unknown[]): Promise<GenericPlan> {
  return explain(db, name, values)
}

async function explain(db: Db, name: string, values: readonly unknown[]): Promise<GenericPlan> {
  const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`
  const [row] = await ask<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    db,
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE "${name}"${given}`,
  )
  const plan = row?.['QUERY PLAN'][0].Plan
  if (plan === undefined) throw new Error('a plan has one row')
  const buffers = plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
  return { name, buffers, scans: scansOf(plan) }
}

function ask<Row>(db: Db, text: string): Promise<Row[]> {
  return db.rows<Row>({ name: '', text, kind: 'read' })
}

function scansOf(node: Node): readonly Scan[] {
  const table = node['Relation Name']
  const read = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)
  const rows = read * node['Actual Loops']
  const own = table === undefined ? [] : [{ how: node['Node Type'], table, rows }]
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)]
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  const text = Array.isArray(value) ? `{${value.map(element).join(',')}}` : textOf(value)
  return `'${text.replaceAll("'", "''")}'`
}

/** Of an array literal, which Postgres takes for an array of any type. */
function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  return `"${textOf(value).replace(/["\\]/g, '\\$&')}"`
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value)
}
