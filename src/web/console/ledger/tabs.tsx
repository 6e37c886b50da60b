/** The tabs of the ledger: search, live tail, blocks. */

import type { VNode } from 'preact'
import { ledgerPath } from '../addresses.ts'

const text = { label: 'The ledger', search: 'Search', tail: 'Live tail', blocks: 'Blocks' }

export type LedgerTab = 'search' | 'tail' | 'blocks'

const tabs: readonly (readonly [tab: LedgerTab, path: string])[] = [
  ['search', ledgerPath],
  ['tail', `${ledgerPath}/tail`],
  ['blocks', `${ledgerPath}/blocks`],
]

export function LedgerTabs({ open }: { readonly open: LedgerTab }): VNode {
  return (
    <nav class="tabs" aria-label={text.label}>
      {tabs.map(([tab, path]) => (
        <a key={tab} href={path} aria-current={tab === open ? 'page' : undefined}>
          {text[tab]}
        </a>
      ))}
    </nav>
  )
}
