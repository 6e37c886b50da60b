/** What the rest asks of Postgres: named statements and transactions. It reaches nothing itself. */

/** A statement is prepared once a connection under its name, so one name has one text. */
export type Statement = {
  readonly name: string
  readonly text: string
  readonly kind: 'read' | 'write'
}

export type Db = {
  readonly rows: <Row>(statement: Statement, values?: readonly unknown[]) => Promise<Row[]>
  /**
   * One transaction: all that `work` asks of the store stands, or nothing of it. It may run again
   * after a deadlock. Inside a transaction it joins that one.
   */
  readonly transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
}

export function read(name: string, text: string): Statement {
  return { name, text, kind: 'read' }
}

export function write(name: string, text: string): Statement {
  return { name, text, kind: 'write' }
}
