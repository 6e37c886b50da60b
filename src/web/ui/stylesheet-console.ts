/** The parts of pages full of figures: tables, marks, filters, facts side by side, ways onward. */

export const consoleParts = `
.wide .masthead, .wide main { max-width: 84rem; }
.wide main { grid-template-columns: minmax(0, 1fr); gap: var(--space-5); padding-top: var(--space-5); }
.wide h1 { font-size: clamp(1.5rem, 1.3rem + 0.9vw, 1.875rem); }
.workspace { display: grid; grid-template-columns: minmax(0, 1fr); align-content: start; gap: var(--space-5); min-width: 0; }
.workspace h2 { font-size: 1.125rem; letter-spacing: -0.01em; }

.heading { display: grid; gap: var(--space-2); max-width: 48rem; }
.wide .lead { font-size: 1rem; text-wrap: pretty; }
.stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-5); }
.narrow { max-width: 40rem; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: var(--space-5); }
.plain > li + li { margin-top: var(--space-2); }
.plain .aside { display: block; color: var(--ink-soft); font-size: var(--size-small); }
.line { display: block; }

.role > h3 { margin: 0; font-size: var(--size-text); font-weight: 650; }
.role + .role { padding-top: var(--space-4); border-top: 1px solid var(--line); }
.role > ul { margin-top: var(--space-2); padding-inline-start: var(--space-5); color: var(--ink-soft); font-size: var(--size-small); list-style: disc; }
.field > .fault { margin-top: var(--space-2); color: var(--danger-ink); font-size: var(--size-small); font-weight: 600; }

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
.card > .foot { margin-top: auto; }
.cards.uneven { align-items: start; }
.card svg, .figure svg { width: 100%; height: auto; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr)); gap: var(--space-3); }

.figure {
  display: flex;
  flex-direction: column;
  gap: var(--space-1);
  min-width: 0;
  padding: var(--space-3) var(--space-4);
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner-medium) var(--corner-medium);
  background: var(--sheet);
}

.figure dt, .figure .label { color: var(--ink-soft); font-size: 0.8125rem; font-weight: 600; }

.figure dd, .figure strong {
  font-size: 1.625rem;
  font-variant-numeric: tabular-nums;
  font-weight: 650;
  letter-spacing: -0.02em;
  line-height: 1.2;
}

.figure .aside { margin-top: auto; color: var(--ink-soft); font-size: 0.8125rem; font-weight: 400; letter-spacing: 0; line-height: 1.4; }

.card > .facts { padding: 0; background: none; }

.code {
  display: block;
  margin: 0;
  padding: var(--space-4);
  border: 1px solid var(--line);
  border-radius: var(--corner-small);
  background: var(--paper);
  font: 0.875rem / 1.6 var(--face-code);
  overflow-wrap: anywhere;
  tab-size: 2;
  white-space: pre-wrap;
}

/* What is copied is taken whole: the lines break where they are shown alone. */
.code code { font: inherit; user-select: all; }

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

  .workspace .button { min-height: 2.5rem; padding-inline: var(--space-4); font-size: 0.9375rem; }
  .workspace .button.small { min-height: 2rem; padding-inline: var(--space-3); font-size: var(--size-small); }
  .workspace .field > :is(input, select) { min-height: 2.5rem; padding: var(--space-1) var(--space-3); font-size: 0.9375rem; }
  .workspace .check { min-height: 2.25rem; padding-block: var(--space-1); }
  .workspace .actions { display: flex; flex-wrap: wrap; }
  .card > .facts > div { display: grid; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr); gap: var(--space-4); }
}
`
