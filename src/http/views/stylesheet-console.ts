/** The parts of pages full of figures: tables, marks, filters, facts side by side, ways onward. */

export const consoleParts = `
.wide .masthead, .wide main { max-width: 84rem; }
.wide main { grid-template-columns: minmax(0, 1fr); gap: var(--space-5); padding-top: var(--space-5); }
.wide h1 { font-size: clamp(1.5rem, 1.3rem + 0.9vw, 2rem); }
.workspace { display: grid; align-content: start; gap: var(--space-5); min-width: 0; }
.workspace > * { min-width: 0; }
.workspace h2 { font-size: 1.125rem; letter-spacing: -0.01em; }

.heading { display: grid; gap: var(--space-2); max-width: 48rem; }
.wide .lead { font-size: 1rem; text-wrap: pretty; }
.stack { display: grid; gap: var(--space-5); }
.narrow { max-width: 40rem; }
.field > .fault { margin-top: var(--space-2); color: var(--danger-ink); font-size: var(--size-small); font-weight: 600; }

.side-nav ul { display: flex; gap: var(--space-1); overflow-x: auto; }
.side-nav h2 { display: none; }

.side-nav a {
  display: flex;
  align-items: center;
  min-height: 2.75rem;
  padding: 0 var(--space-4);
  border-radius: var(--corner-small);
  color: var(--ink-soft);
  font-weight: 500;
  text-decoration: none;
  white-space: nowrap;
}

.side-nav a:hover { background: var(--wash); color: var(--ink); }
.side-nav a[aria-current] { background: var(--wash); color: var(--accent); font-weight: 650; }

.side-nav .who { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-3); padding: var(--space-2) var(--space-4) 0; font-size: var(--size-small); }
.side-nav .who .label { display: inline; }
.side-nav .who a { padding: 0; }

.card {
  display: grid;
  align-content: start;
  gap: var(--space-4);
  min-width: 0;
  padding: clamp(1rem, 0.6rem + 1.4vw, 1.5rem);
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner-medium) var(--corner-medium);
  background: var(--sheet);
}

.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: var(--space-5); }
.card svg, .figure svg { width: 100%; height: auto; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr)); gap: var(--space-3); }

.figure {
  display: flex;
  flex-direction: column;
  gap: var(--space-1);
  min-width: 0;
  padding: var(--space-4) clamp(1rem, 0.6rem + 1.4vw, 1.5rem);
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner-medium) var(--corner-medium);
  background: var(--sheet);
}

.figure dt, .figure .label { color: var(--ink-soft); font-size: var(--size-small); }

.figure dd, .figure strong {
  font-size: 1.75rem;
  font-variant-numeric: tabular-nums;
  font-weight: 650;
  letter-spacing: -0.02em;
  line-height: 1.2;
}

.figure .aside { margin-top: auto; color: var(--ink-soft); font-size: var(--size-small); font-weight: 400; letter-spacing: 0; line-height: 1.4; }

.card > .facts { padding: 0; background: none; }

.code {
  display: block;
  margin: 0;
  padding: var(--space-4);
  overflow-x: auto;
  border: 1px solid var(--line);
  border-radius: var(--corner-small);
  background: var(--paper);
  font: 0.875rem / 1.6 var(--face-code);
  overflow-wrap: normal;
  tab-size: 2;
  white-space: pre;
}

.code code { font: inherit; }

.notice.bad { border-color: var(--danger-line); background: var(--danger-wash); color: var(--danger-ink); }
.notice.warn { border-color: var(--caution-line); background: var(--caution-wash); color: var(--caution-ink); }

/* The brand's colour was measured against the pages' grounds, and not against these. */
.notice.bad a, .notice.warn a, .notice.good a { color: inherit; }
.notice.good { border-color: var(--good-ink); background: var(--good-wash); }

/* Says what to do next, where there is nothing yet. */
.empty {
  display: grid;
  justify-items: center;
  gap: var(--space-3);
  padding: var(--space-7) var(--space-5);
  border: 1px dashed var(--edge);
  border-radius: var(--corner-medium);
  color: var(--ink-soft);
  text-align: center;
}

.empty > h2, .empty > strong { color: var(--ink); }

@media (min-width: 60rem) {
  .wide main { display: block; padding-top: var(--space-6); }

  .wide main:has(> .side-nav) {
    display: grid;
    grid-template-columns: 13rem minmax(0, 1fr);
    align-content: start;
    align-items: start;
    gap: var(--space-6);
  }

  .side-nav { position: sticky; top: var(--space-5); }
  .side-nav ul { flex-direction: column; overflow: visible; }
  .side-nav .who { display: grid; justify-items: start; gap: var(--space-1); margin-top: var(--space-4); padding-top: var(--space-4); border-top: 1px solid var(--line); }
  .side-nav h2 { display: block; padding: var(--space-4) var(--space-4) var(--space-2); color: var(--ink-soft); font-size: var(--size-small); }
  .card > .facts > div { display: grid; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr); gap: var(--space-4); }
}
`
