/** Requests that reach one node after the other, whatever connection is kept. */

import type { Cluster } from './cluster.ts'
import { checkedFetch } from './contract.ts'

/** For `newPerson`: addresses stay the issuer's, and each request goes to the next node. */
export function alternating({ nodes }: Pick<Cluster, 'nodes'>): typeof checkedFetch {
  let turn = 0
  return (to, init) => {
    const { pathname, search } = new URL(to)
    turn += 1
    return checkedFetch(`${nodes[turn % nodes.length]}${pathname}${search}`, init)
  }
}
