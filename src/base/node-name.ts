/** What this process is called where several serve together: its machine and its number there. */

import { hostname } from 'node:os'

export function nodeName(): string {
  return `${hostname()}/${process.pid}`
}
