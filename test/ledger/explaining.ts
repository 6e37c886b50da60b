/** The cost of a statement according to EXPLAIN: its plan and the buffers it touched. */

import pg from 'pg'
import type { Db, Statement } from '../../src/store/db.ts'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  Plans?: Node[]
}
export type Plan = { name: string; text: string; buffers: number }

/**
 * Explains each statement after it ran, by name on its own connection: this shows the generic plan
 * that a server uses, not a plan for these values only.
 */
export function explaining(db: Db, plans: Plan[]): Db {
  return {
    transaction: (work) => db.transaction((tx) => work(explainingIn(tx, plans))),
    rows: (statement, values = []) =>
      db.transaction((tx) => explainingIn(tx, plans).rows(statement, values)),
  }
}

function explainingIn(tx: Db, plans: Plan[]): Db {
  const told: Db = {
    transaction: (work) => work(told),
    rows: async <Row>(statement: Statement<Row>, values: readonly unknown[] = []) => {
      const rows = await tx.rows<Row>(statement, values)
      if (/^\s*(SELECT|UPDATE|INSERT|WITH)/.test(statement.text)) {
        plans.push(await explain(tx, statement, values))
      }
      return rows
    },
  }
  return told
}

let explained = 0

async function explain(
  tx: Db,
  { name, kind }: Statement<unknown>,
  values: readonly unknown[],
): Promise<Plan> {
  const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`
  const options = `BUFFERS, ${kind === 'read' ? 'ANALYZE, ' : ''}FORMAT JSON`
  explained += 1
  const [row] = await tx.rows<{ 'QUERY PLAN': [{ Plan: Node & Record<string, number> }] }>({
    name: `explain_${explained}`,
    kind: 'read',
    text: `EXPLAIN (${options}) EXECUTE ${pg.escapeIdentifier(name)}${given}`,
  })
  const plan = row?.['QUERY PLAN'][0].Plan
  const buffers = (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  return { name, text: JSON.stringify(plan), buffers }
}

function literal(value: unknown): string {
  const sent = prepare(value)
  return sent === null ? 'NULL' : pg.escapeLiteral(String(sent))
}

/** The driver's format of a value: lists in braces, times as text, bytes as hexadecimal. */
function prepare(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(element).join(',')}}`
  return value
}

function element(value: unknown): string {
  const sent = prepare(value)
  if (sent === null) return 'NULL'
  return `"${String(sent).replaceAll(/[\\"]/g, '\\$&')}"`
}

/** Matches a scan of a table or of its partition of this month; the next partition is empty. */
export function scanOf(...tables: string[]): RegExp {
  const month = new Date().toISOString().slice(0, 7).replace('-', '')
  return new RegExp(`"Seq Scan"[^}]*"Relation Name":"(${tables.join('|')})(_${month})?"`)
}
