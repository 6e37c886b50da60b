/** What a statement costs, as Postgres explains it: its plan, and the buffers it touched. */

import type { Db } from '../../src/store/db.ts'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows'?: number
  Plans?: Node[]
}
export type Plan = { name: string; text: string; buffers: number }

/** Explains each statement before it runs. */
export function explaining(db: Db, plans: Plan[]): Db {
  const told: Db = {
    transaction: (work) => db.transaction((tx) => work(explaining(tx, plans))),
    rows: async (statement, values = []) => {
      if (/^\s*(SELECT|UPDATE|INSERT|WITH)/.test(statement.text)) {
        const [row] = await db.rows<{ 'QUERY PLAN': [{ Plan: Node & Record<string, number> }] }>(
          {
            ...statement,
            name: `explain_${statement.name}`,
            text: `EXPLAIN (BUFFERS, ${statement.kind === 'read' ? 'ANALYZE, ' : ''}FORMAT JSON) ${statement.text}`,
          },
          values,
        )
        const plan = row?.['QUERY PLAN'][0].Plan
        const buffers = (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
        plans.push({ name: statement.name, text: JSON.stringify(plan), buffers })
      }
      return db.rows(statement, values)
    },
  }
  return told
}

/** Of a table, or of its partition of this month: the next one is empty. */
export function scanOf(...tables: string[]): RegExp {
  const month = new Date().toISOString().slice(0, 7).replace('-', '')
  return new RegExp(`"Seq Scan"[^}]*"Relation Name":"(${tables.join('|')})(_${month})?"`)
}
