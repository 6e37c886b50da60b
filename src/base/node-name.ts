/** The name of this process among the nodes: its host name and process id. */

import { hostname } from 'node:os'

export function nodeName(): string {
  return `${hostname()}/${process.pid}`
}
