/** Lists of many: the table, the marks in it, the filters above it, the ways onward below. */

export const tables = `
.table-scroll {
  overflow-x: auto;
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner-medium) var(--corner-medium);
  background: var(--sheet);
}

.card .table-scroll { border: 0; border-radius: 0; }

.table {
  width: 100%;
  border-collapse: collapse;
  font-size: var(--size-small);
  font-variant-numeric: tabular-nums;
  line-height: 1.4;
  overflow-wrap: normal;
}

.table caption { padding: var(--space-4); font-weight: 650; text-align: start; }

.table th, .table td {
  padding: 0.4375rem var(--space-4);
  border-bottom: 1px solid var(--line);
  text-align: start;
  vertical-align: top;
}

.table tbody tr:last-child > * { border-bottom: 0; }
.table tbody tr:hover > * { background: color-mix(in srgb, var(--wash) 45%, var(--sheet)); }

.table thead th {
  background: var(--paper);
  color: var(--ink-soft);
  font-size: 0.8125rem;
  font-weight: 600;
  white-space: nowrap;
}

.table tbody th { min-width: 9rem; font-weight: 600; }
.table .number { text-align: end; }
.table .tight { width: 1%; white-space: nowrap; }
.table .words { min-width: 16rem; }
.table .aside { display: block; color: var(--ink-soft); font-size: 0.8125rem; font-weight: 400; }
.table time { display: inline-block; text-wrap: balance; }
.table .tight time { text-wrap: nowrap; }
.table td:empty::after { content: '–'; color: var(--ink-soft); }

.badge {
  display: inline-block;
  padding: 0 0.5625rem;
  border-radius: 1rem;
  background: var(--wash);
  color: var(--accent);
  font-size: 0.8125rem;
  font-weight: 600;
  line-height: 1.5;
  white-space: nowrap;
}

.badge-good { background: var(--good-wash); color: var(--good-ink); }
.badge-bad { background: var(--danger-wash); color: var(--danger-ink); }
.badge-warn { background: var(--caution-wash); color: var(--caution-ink); }
.badge-quiet { background: var(--quiet-wash); color: var(--ink-soft); }

.toolbar { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-3) var(--space-4); }
.toolbar .field { flex: 1 1 11rem; min-width: 0; max-width: 22rem; }
.toolbar .field > label { margin-bottom: var(--space-1); font-size: var(--size-small); }
.toolbar .field > input, .toolbar .field > select { min-height: 2.75rem; padding-block: var(--space-1); }
.toolbar .button { min-height: 2.75rem; }
.toolbar .push { margin-inline-start: auto; }
.toolbar .more { order: 1; flex: 1 0 100%; }
.toolbar .more > summary { display: inline-flex; gap: var(--space-2); align-items: center; min-height: 2.75rem; color: var(--accent); font-weight: 600; cursor: pointer; }
.toolbar .more > summary::before { content: '▸'; }
.toolbar .more[open] > summary::before { content: '▾'; }
.toolbar .more > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); gap: var(--space-3) var(--space-4); padding-block: var(--space-2) var(--space-3); }

.field > select, .field > textarea {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: var(--space-2) var(--space-4);
  border: 1px solid var(--edge);
  border-radius: var(--corner-small);
  background: var(--sheet);
  color: inherit;
  font: inherit;
  font-size: max(1rem, 16px);
}

.field > textarea { min-height: 3rem; font-family: var(--face-code); line-height: 1.5; }
.field > select:hover, .field > textarea:hover { border-color: var(--ink-soft); }

.field > select:focus-visible, .field > textarea:focus-visible {
  border-color: var(--accent);
  outline-offset: 1px;
}

.field > textarea[aria-invalid='true'], .field > select[aria-invalid='true'] {
  border-color: var(--danger-line);
  box-shadow: inset 0 0 0 1px var(--danger-line);
}

.check { display: flex; gap: var(--space-3); align-items: start; min-height: 2.75rem; padding-block: var(--space-2); }
.check > input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0.15rem 0 0; accent-color: var(--accent); }
.hint .lost { display: block; margin-top: var(--space-1); color: var(--caution-ink); }

/* Boxes that belong together, each with what it means. */
.choices { min-width: 0; margin: 0; padding: 0; border: 0; }
.choices > legend { margin-bottom: var(--space-1); padding: 0; font-weight: 600; }
.choices > .fault { color: var(--danger-ink); font-size: var(--size-small); font-weight: 600; }
.choices strong { font-weight: 600; }
.choices strong:has(code) { font-weight: 500; }
.choices .aside { display: block; color: var(--ink-soft); font-size: var(--size-small); line-height: 1.4; }

.button.small { min-height: 2.25rem; padding: var(--space-1) var(--space-3); font-size: 0.9375rem; }
.button.danger { border-color: transparent; background: var(--danger-fill); color: var(--on-danger); }
.button.danger:hover { background: var(--danger-fill-deep); color: var(--on-danger); }

/* What happened, one thing after the other, along a line. */
.timeline { display: grid; gap: var(--space-5); margin: 0; padding: 0; list-style-type: ''; }
.timeline > li { position: relative; display: grid; gap: var(--space-1); padding-inline-start: 1.5rem; font-size: var(--size-small); line-height: 1.4; }
.timeline > li::before { content: ''; position: absolute; inset: 0.35rem auto auto 0; width: 0.625rem; height: 0.625rem; border-radius: 50%; background: var(--accent); }
.timeline > li:not(:last-child)::after { content: ''; position: absolute; inset: 1.25rem auto calc(-1 * var(--space-5)) 0.25rem; width: 2px; background: var(--line); }
.timeline .aside { color: var(--ink-soft); }
.timeline .traits { color: var(--ink-soft); }
.timeline dd { overflow-wrap: anywhere; }

.pager { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-3); }
.pager a { display: inline-flex; align-items: center; min-height: 2.75rem; font-weight: 600; }
.pager p { color: var(--ink-soft); font-size: var(--size-small); }
`
