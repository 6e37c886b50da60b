/** A process that holds an embedded Postgres until its input ends. Tests kill it. */

import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts'

const [dataDir = '', mode] = process.argv.slice(2)

try {
  const { url, adopted, stop } = await startEmbeddedPostgres({ dataDir, fsync: mode === 'durable' })
  process.stdin.resume()
  process.stdin.once('close', () => void stop())
  process.stdout.write(`${JSON.stringify({ url, adopted })}\n`)
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`)
}
