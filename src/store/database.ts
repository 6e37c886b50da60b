/** Sends statements to Postgres: the pool, named statements, transactions. It decides nothing. */

import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { isDomainError } from '../base/errors.ts'
import type { Db, SharedDb, Statement } from './db.ts'
import { asStoreFailure, isAnswer, isRetryable } from './failures.ts'
import { PrismaClient } from './generated/client.ts'
import { count, fail } from './unit-of-work.ts'

export type Store = SharedDb & {
  /** For cold reads: look-ups and lists (docs/decisions/0004). */
  readonly prisma: PrismaClient
  /** Whether a transaction of several verbs runs here. */
  readonly isInTransaction: () => boolean
  /** For parts that keep connections of their own. */
  readonly url: string
  readonly close: () => Promise<void>
}

export type StoreOptions = {
  readonly url: string
  readonly poolSize: number
  /** How long a request waits for a connection before it is told to come again. */
  readonly connectMilliseconds?: number
}

/**
 * A statement means the same whatever its values: to plan it again, or to compile it, costs more. A
 * plan that was made while a table was empty must not read all of it later, so where an index leads
 * to a row, it is used.
 */
const planOnce = `SET plan_cache_mode = 'force_generic_plan'; SET jit = off;
  SET enable_seqscan = off`

const limits = {
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  lock_timeout: 4_000,
  query_timeout: 6_000,
} as const

export function openStore({ url, poolSize, connectMilliseconds = 1_000 }: StoreOptions): Store {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    keepAlive: true,
    connectionTimeoutMillis: connectMilliseconds,
    // The pool waits for it, and a failure reaches the caller who asked for the connection.
    onConnect: (client) => client.query(planOnce),
    ...limits,
  })
  // An idle connection that breaks is replaced at its next use; the error belongs to no request.
  pool.on('error', () => undefined)
  return {
    ...shared(onPool(pool)),
    url,
    prisma: new PrismaClient({ adapter: new PrismaPg(pool) }),
    close: () => pool.end(),
  }
}

function onPool(pool: pg.Pool): Db {
  return {
    rows: async (statement, values = []) => {
      count(statement.kind)
      if (statement.kind === 'write') count('commit')
      return alone(pool, (connection) => send(connection, statement, values))
    },
    transaction: (work) => retried(() => transact(pool, work)),
  }
}

/** Null once it is over: work that was left running then asks the store as usual. */
type Current = { tx: Db | null }

function shared(
  db: Db,
): Pick<Store, 'rows' | 'transaction' | 'transactionOfVerbs' | 'isInTransaction'> {
  const running = new AsyncLocalStorage<Current>()
  const current = () => running.getStore()?.tx ?? db
  return {
    rows: (statement, values) => current().rows(statement, values),
    transaction: (work) => current().transaction(work),
    transactionOfVerbs: (work) =>
      current().transaction(async (tx) => {
        const here: Current = { tx }
        try {
          return await running.run(here, work)
        } finally {
          here.tx = null
        }
      }),
    isInTransaction: () => current() !== db,
  }
}

/** `pool.query` would throw the connection away for every statement that Postgres refuses. */
async function alone<T>(pool: pg.Pool, work: (on: pg.PoolClient) => Promise<T>): Promise<T> {
  const connection = await connect(pool)
  let broken: Error | undefined
  try {
    return await work(connection)
  } catch (error) {
    broken = isAnswer(error) ? undefined : new Error('a statement broke off', { cause: error })
    throw error
  } finally {
    release(connection, broken)
  }
}

async function send<Row>(
  to: pg.PoolClient,
  { name, text }: Statement<Row>,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    const result = await to.query({ name, text, values: [...values] })
    return result.rows
  } catch (error) {
    throw failed(error)
  }
}

async function transact<T>(pool: pg.Pool, work: (tx: Db) => Promise<T>): Promise<T> {
  const connection = await connect(pool)
  let broken: Error | undefined
  try {
    await control(connection, 'BEGIN')
    const result = await work(onTransaction(connection))
    await control(connection, 'COMMIT')
    count('commit')
    return result
  } catch (error) {
    broken = await rollback(connection)
    throw error
  } finally {
    release(connection, broken)
  }
}

/**
 * The work's own errors stay as they are: only those of Postgres can mean that the store is away, and each
 * statement of the work has translated its own.
 */
async function control(connection: pg.PoolClient, text: 'BEGIN' | 'COMMIT'): Promise<void> {
  try {
    await connection.query(text)
  } catch (error) {
    throw failed(error)
  }
}

/**
 * A connection outlives the request that opened it, and would keep the request's data in memory.
 */
const belongingToNobody = AsyncLocalStorage.snapshot()

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    const connection = await belongingToNobody(() => pool.connect())
    connection.on('error', ignore)
    return connection
  } catch (error) {
    throw failed(error)
  }
}

/** The pool listens only to idle connections, and an error without a listener ends the process. */
function ignore(): void {
  // The next statement on the connection fails, and is answered.
}

function release(connection: pg.PoolClient, broken: Error | undefined): void {
  connection.release(broken)
  connection.off('error', ignore)
}

/** The error of a connection that could not even roll back: the pool must drop it. */
async function rollback(connection: pg.PoolClient): Promise<Error | undefined> {
  try {
    await connection.query('ROLLBACK')
    return undefined
  } catch (error) {
    return error instanceof Error ? error : new Error('rollback failed', { cause: error })
  }
}

function failed(error: unknown): unknown {
  const failure = asStoreFailure(error)
  if (failure !== error && isDomainError(failure)) fail(failure)
  return failure
}

function onTransaction(connection: pg.PoolClient): Db {
  const tx: Db = {
    rows: async (statement, values = []) => {
      count(statement.kind)
      return send(connection, statement, values)
    },
    transaction: (work) => work(tx),
  }
  return tx
}

/** A deadlock or a serialization failure did nothing, so the whole transaction is tried again. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 3 || !isRetryable(error)) throw error
    }
  }
}
