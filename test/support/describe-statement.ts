/** Asks Postgres for the columns of a statement without running it. */

import pg from 'pg'

export type DescribedColumn = {
  readonly name: string
  /** As in `pg_type`. */
  readonly type: string
  /** Null for a column that comes straight from no table. */
  readonly isNotNull: boolean | null
}

type Field = Pick<pg.FieldDef, 'name' | 'tableID' | 'columnID' | 'dataTypeID'>

export type Describer = {
  readonly describe: (text: string) => Promise<readonly DescribedColumn[]>
  readonly close: () => Promise<void>
}

export async function openDescriber(connectionString: string): Promise<Describer> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const types = await client.query('SELECT oid::int, typname AS name FROM pg_type')
  const attributes = await client.query(
    `SELECT attrelid::bigint || ' ' || attnum AS id, attnotnull AS "isNotNull" FROM pg_attribute`,
  )
  const typeNames = new Map<number, string>(types.rows.map(({ oid, name }) => [oid, name]))
  const notNull = new Map<string, boolean>(
    attributes.rows.map(({ id, isNotNull }) => [id, isNotNull]),
  )
  return {
    describe: async (text) =>
      (await fieldsOf(client, text)).map(({ name, tableID, columnID, dataTypeID }) => ({
        name,
        type: typeNames.get(dataTypeID) ?? String(dataTypeID),
        isNotNull: notNull.get(`${tableID} ${columnID}`) ?? null,
      })),
    close: () => client.end(),
  }
}

/** Parse and Describe of the extended protocol; `pg` would bind and execute as well. */
function fieldsOf(client: pg.Client, text: string): Promise<readonly Field[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Field[]>()
  let fields: readonly Field[] = []
  const submit = (connection: pg.Connection) => {
    connection.parse({ name: '', text, types: [] }, true)
    connection.describe({ type: 'S', name: '' }, true)
    connection.sync()
  }
  client.query({
    submit,
    handleRowDescription: (message: { fields: readonly Field[] }) => {
      fields = message.fields
    },
    handleError: reject,
    handleReadyForQuery: () => resolve(fields),
  })
  return promise
}
