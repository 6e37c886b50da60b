/** The declared columns of each statement are compared with Postgres's description. */

import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Columns, column, orNull } from '../../src/store/columns.ts'
import type * as Statements from '../../src/store/db.ts'
import type { Statement } from '../../src/store/db.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import {
  type DescribedColumn,
  type Describer,
  openDescriber,
} from '../support/describe-statement.ts'

let database: TestDatabase
let describer: Describer
let statements: readonly Statement[]

beforeAll(async () => {
  database = await createDatabase()
  describer = await openDescriber(database.url)
  statements = await statementsOfTheServer()
})
afterAll(async () => {
  await describer?.close()
  await database?.drop()
})

/** Taken from the built server, since other tests add their own statements to those of the sources. */
async function statementsOfTheServer(): Promise<readonly Statement[]> {
  const store: typeof Statements = await import(resolve('dist/store/db.js'))
  for await (const file of glob('dist/**/*.js')) {
    // A module names its statements when it is loaded.
    if (/from '[^']*\/db\.js'/.test(readFileSync(file, 'utf8'))) await import(resolve(file))
  }
  return store.namedStatements()
}

/** Nobody can read a column that holds nothing, as those of locks, or that has no name. */
async function describe({ text }: Statement): Promise<readonly DescribedColumn[]> {
  return (await describer.describe(text)).filter(
    ({ name, type }) => type !== 'void' && name !== '?column?',
  )
}

test('every named statement returns the columns that it declares', async () => {
  expect(statements.length).toBeGreaterThan(200)
  const faults: string[] = []
  for (const statement of statements) {
    const described = await describe(statement)
    const { name, text, columns } = statement
    if (columns)
      faults.push(...faultsOf({ text, columns }, described).map((it) => `${name}: ${it}`))
  }
  expect(faults).toEqual([])
})

test('every named statement that answers columns declares them', async () => {
  const found: string[] = []
  for (const statement of statements) {
    const isDeclared = statement.columns !== undefined || (await describe(statement)).length === 0
    if (!isDeclared) found.push(statement.name)
  }
  expect(found).toEqual([])
})

test('a wrong name, type or nullability is detected', async () => {
  const text = 'SELECT id, email, disabled_at, created_at AS "createdAt" FROM accounts'
  const columns = {
    id: column.text,
    email: column.text,
    disabled_at: orNull(column.timestamp),
    createdAt: orNull(column.timestamp),
    tier: column.text,
  }
  expect(faultsOf({ text, columns }, await describer.describe(text))).toEqual([
    'tier is declared and not answered',
    'id is uuid and not text',
    'email may be null',
    'createdAt is never null',
  ])
})

type Declaration = { readonly text: string; readonly columns: Columns }

function faultsOf(
  { text, columns }: Declaration,
  described: readonly DescribedColumn[],
): readonly string[] {
  const names = described.map(({ name }) => name)
  const missing = Object.keys(columns).filter((name) => !names.includes(name))
  const mayAddNulls = /\b(LEFT|RIGHT|FULL) JOIN\b/.test(text)
  return [
    ...missing.map((name) => `${name} is declared and not answered`),
    ...described.flatMap((column) => faultsOfColumn(columns[column.name], column, mayAddNulls)),
  ]
}

function faultsOfColumn(
  kind: Columns[string] | undefined,
  { name, type, isNotNull }: DescribedColumn,
  mayAddNulls: boolean,
): readonly string[] {
  if (kind === undefined) return [`${name} is answered and not declared`]
  const faults: string[] = []
  if (!kind.types.includes(type)) faults.push(`${name} is ${type} and not ${kind.types.join('/')}`)
  if (isNotNull === false && !kind.isNullable && !kind.isPresent) faults.push(`${name} may be null`)
  const isNever = isNotNull === true && !mayAddNulls
  if (isNever && (kind.isNullable || kind.isPresent)) faults.push(`${name} is never null`)
  return faults
}
