/** Named statements and transactions, as the rest asks Postgres for them. It reaches nothing itself. */

import type { Columns, RowOf } from './columns.ts'

/** A statement is prepared once a connection under its name, so one name has one text. */
export type Statement<Row = never> = {
  readonly name: string
  readonly text: string
  readonly kind: 'read' | 'write'
  /** Absent where the caller of `rows` merely claims what a row holds. */
  readonly columns?: Columns
  /** For the compiler: it is never set. */
  readonly row?: Row
}

export type Db = {
  readonly rows: <Row>(statement: Statement<Row>, values?: readonly unknown[]) => Promise<Row[]>
  /**
   * One transaction: all that `work` does through `tx` stands, or nothing of it. It may run again
   * after a deadlock. Inside a transaction it joins that one.
   */
  readonly transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
}

/** A store that verbs hold, instead of getting `tx`. */
export type SharedDb = Db & {
  /** One transaction of several verbs: it includes all that `work` does through this store. */
  readonly transactionOfVerbs: <T>(work: () => Promise<T>) => Promise<T>
}

/** With its columns, the type of its rows follows from them, and a test describes it. */
export function read(name: string, text: string): Statement
export function read<C extends Columns>(name: string, text: string, columns: C): Statement<RowOf<C>>
export function read(name: string, text: string, columns?: Columns): Statement {
  return registered({ name, text, kind: 'read', ...(columns && { columns }) })
}

export function write(name: string, text: string): Statement
export function write<C extends Columns>(
  name: string,
  text: string,
  columns: C,
): Statement<RowOf<C>>
export function write(name: string, text: string, columns?: Columns): Statement {
  return registered({ name, text, kind: 'write', ...(columns && { columns }) })
}

/** A statement whose text is put together at run time. It is not one of `namedStatements`. */
export function composed(kind: Statement['kind'], name: string, text: string): Statement {
  return { name, text, kind }
}

const statements = new Map<string, Statement>()

function registered(statement: Statement): Statement {
  if (!statements.has(statement.name)) statements.set(statement.name, statement)
  return statement
}

/** The statements that modules have named, as far as they are loaded. */
export function namedStatements(): readonly Statement[] {
  return [...statements.values()]
}
