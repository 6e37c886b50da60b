/**
 * The kinds of columns with which a statement says what its rows hold. They cost nothing at run
 * time: a test compares them with the columns that Postgres describes.
 */

export type Kind<Value> = {
  /** Names in `pg_type`. */
  readonly types: readonly string[]
  readonly isNullable: boolean
  /** Whether the statement rules out the null that its table allows. */
  readonly isPresent: boolean
  /** For the compiler: it is never set. */
  readonly value?: Value
}

export type Columns = Readonly<Record<string, Kind<unknown>>>

export type RowOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name] extends Kind<infer Value> ? Value : never
}

function kind<Value>(...types: readonly string[]): Kind<Value> {
  return { types, isNullable: false, isPresent: false }
}

export const column = {
  uuid: kind<string>('uuid'),
  text: kind<string>('text'),
  texts: kind<string[]>('_text'),
  bool: kind<boolean>('bool'),
  number: kind<number>('int4', 'float8'),
  /** It arrives as a text, since a number of JavaScript cannot hold it. */
  bigint: kind<string>('int8'),
  timestamp: kind<Date>('timestamptz'),
  bytes: kind<Buffer>('bytea'),
  /** One of a few texts, by a constraint of the table or by the statement itself. */
  word: <Word extends string>(): Kind<Word> => kind('text'),
  words: <Word extends string>(): Kind<Word[]> => kind('_text'),
  /** The code decides what its documents hold: Postgres cannot tell. */
  json: <Value>(): Kind<Value> => kind('json', 'jsonb'),
} as const

export function orNull<Value>({ types }: Kind<Value>): Kind<Value | null> {
  return { types, isNullable: true, isPresent: false }
}

/** For a column that is nullable in its table, and never null in what the statement finds. */
export function present<Value>({ types }: Kind<Value>): Kind<Value> {
  return { types, isNullable: false, isPresent: true }
}
