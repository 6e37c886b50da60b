/** Copies the stylesheets and drawings of src into dist, as part of `npm run build`. */

import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

for (const path of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  if (/\.(css|svg)$/.test(path)) cpSync(join('src', path), join('dist', path))
}
