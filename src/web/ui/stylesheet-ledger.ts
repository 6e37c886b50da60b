/** What only the pages of the ledger have: the ways within it, ids by their end, the live tail. */

export const ledger = `
.tabs { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-5); border-bottom: 1px solid var(--line); }
.tabs a { display: inline-flex; align-items: center; min-height: 2.75rem; margin-bottom: -1px; border-bottom: 2px solid transparent; color: var(--ink-soft); font-weight: 600; text-decoration: none; }
.tabs a:hover { color: var(--ink); }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); }

.table .about { display: block; color: var(--ink-soft); white-space: nowrap; }
.table .about ~ .badge, .table .about ~ span { margin-inline-end: var(--space-1); }
.table .id { font-size: 0.8125rem; }
.facts .id { overflow-wrap: anywhere; }
.facts .code { font-weight: 400; }

.tail { display: grid; gap: var(--space-3); min-width: 0; }
.tail[hidden] { display: none; }
.tail-bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-4); }
.tail tbody > tr:first-child > * { background: color-mix(in srgb, var(--wash) 45%, var(--sheet)); }
`
