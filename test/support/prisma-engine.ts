/** Prisma's own schema engine, as WebAssembly: an independent judge of our history and schema. */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

const filters = { externalTables: [], externalEnums: [] }

export type PrismaEngine = {
  /** The knowledge of `prisma migrate status`. */
  readonly diagnose: (folder: string) => ReturnType<SchemaEngine['diagnoseMigrationHistory']>
  /** Does the same as `prisma migrate deploy`; returns the names of the applied migrations. */
  readonly deploy: (folder: string) => Promise<string[]>
  /** The SQL that makes an empty database fit the schema. */
  readonly schemaSql: () => Promise<string>
}

/** It keeps the lock of a deployment for as long as it is connected, as the command line does. */
export async function withPrismaEngine<T>(
  { url, schemaPath }: { url: string; schemaPath: string },
  work: (engine: PrismaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: url })
  const ordinary = globalThis.setTimeout
  globalThis.setTimeout = withoutWaiting(ordinary)
  try {
    return await work(await openEngine(pool, schemaPath))
  } finally {
    globalThis.setTimeout = ordinary
    await pool.end()
  }
}

/** The engine never clears the ten seconds after which it would give up waiting for its lock. */
function withoutWaiting(ordinary: typeof setTimeout): typeof setTimeout {
  return new Proxy(ordinary, {
    apply: (target, self, args) => Reflect.apply(target, self, args).unref(),
  })
}

async function openEngine(pool: pg.Pool, schemaPath: string): Promise<PrismaEngine> {
  const schema = await readFile(schemaPath, 'utf8')
  const engine = await SchemaEngine.new(
    { datamodels: [[schemaPath, schema]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool)),
  )
  return {
    diagnose: async (folder) =>
      engine.diagnoseMigrationHistory({
        migrationsList: await listOf(folder),
        optInToShadowDatabase: false,
        filters,
      }),
    deploy: async (folder) => {
      const answer = await engine.applyMigrations({ migrationsList: await listOf(folder), filters })
      return answer.appliedMigrationNames
    },
    schemaSql: async () => {
      const files = [{ path: schemaPath, content: schema }]
      const answer = await engine.diff({
        from: { tag: 'empty' },
        to: { tag: 'schemaDatamodel', files },
        script: true,
        exitCode: null,
        filters,
      })
      return answer.stdout ?? ''
    },
  }
}

async function listOf(folder: string) {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
  const directories = names.map(async (name) => ({
    path: name,
    migrationFile: {
      path: 'migration.sql',
      content: {
        tag: 'ok' as const,
        value: await readFile(join(folder, name, 'migration.sql'), 'utf8'),
      },
    },
  }))
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(directories),
  }
}
