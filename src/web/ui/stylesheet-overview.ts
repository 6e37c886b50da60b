/** How the first page of the console looks: what needs attention, and charts of what happened. */

export const overview = `
.attention { display: grid; gap: var(--space-3); }
.attention li + li { margin-top: var(--space-3); }
.attention .notice p + p { margin-top: var(--space-1); font-size: 0.9375rem; }

.all-well { display: flex; align-items: baseline; gap: var(--space-2); color: var(--good-ink); font-size: 0.9375rem; }
.all-well::before { content: '✓' / ''; font-weight: 700; }

.split { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-4); }

.spans ul { display: flex; gap: 2px; padding: 3px; border: 1px solid var(--line); border-radius: var(--corner-small); background: var(--sheet); }
.spans a { display: flex; align-items: center; min-height: 2.25rem; padding: 0 var(--space-4); border-radius: 0.5rem; color: var(--ink); font-size: var(--size-small); font-weight: 600; text-decoration: none; }
.spans a:hover { background: var(--quiet-wash); }
.spans a[aria-current] { background: var(--wash); color: var(--accent); }

.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17.5rem, 100%), 1fr)); gap: var(--space-4); }
.chart { grid-template-rows: auto auto auto auto 1fr; gap: 0; padding: var(--space-4); }
.chart .split { align-items: baseline; gap: 0 var(--space-3); line-height: 1.4; }
.chart h3 { margin: 0; font-size: var(--size-small); font-weight: 600; }
.chart .aside { color: var(--ink-soft); font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.chart .sum { font-size: 1.5rem; font-variant-numeric: tabular-nums; font-weight: 650; letter-spacing: -0.02em; line-height: 1.3; }

.chart svg { width: 100%; height: 4.5rem; margin-top: var(--space-3); overflow: visible; }
.chart .ground { fill: none; stroke: var(--edge); vector-effect: non-scaling-stroke; }
.chart .bar { fill: var(--accent); }
.chart-caution .bar { fill: var(--caution-line); }
.chart .bar-unfinished { fill-opacity: 0.5; }
.chart .column { fill: transparent; }
.chart .column:hover { fill: var(--ink); fill-opacity: 0.08; }
.chart .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.chart .line-other { stroke: var(--ink-soft); stroke-width: 1.5; stroke-dasharray: 4 3; }
.chart .area { fill: var(--accent); fill-opacity: 0.14; }

.chart .axis { display: flex; justify-content: space-between; gap: var(--space-2); margin-top: var(--space-1); color: var(--ink-soft); font-size: 0.75rem; }
.chart .note { margin-top: var(--space-2); font-size: 0.8125rem; line-height: 1.4; text-wrap: pretty; }

.figures-table > summary { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--accent); font-size: var(--size-small); font-weight: 600; cursor: pointer; }
.figures-table > summary::before { content: '▸' / ''; margin-inline-end: var(--space-2); }
.figures-table[open] > summary::before { content: '▾' / ''; }

.first-steps ol { display: grid; gap: var(--space-4); margin: 0; padding-inline-start: 1.25rem; }
.first-steps li > * + * { margin-top: var(--space-2); }
.first-steps li > :is(a, strong) { font-weight: 650; }
.first-steps p { color: var(--ink-soft); font-size: var(--size-small); }

/* Nine empty grounds below each other say no more than nine times none. */
@media (max-width: 40rem) {
  .chart-empty svg, .chart-empty .axis { display: none; }
  .charts { gap: var(--space-3); }
}

@media (forced-colors: active) {
  .chart .bar, .chart .area { fill: CanvasText; }
  .chart .line { stroke: CanvasText; }
}
`
