/** What goes through stages in time: which are past, which one holds, which are to come. */

export const progress = `
.progress { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); margin: 0; padding: 0; list-style-type: ''; }

.progress > li {
  position: relative;
  display: grid;
  align-content: start;
  gap: 0.125rem;
  padding: 1.5rem var(--space-3) 0 0;
  color: var(--ink-soft);
  font-size: var(--size-small);
  line-height: 1.4;
}

/* The way from this stage to the next one, and the stage itself. */
.progress > li::before, .progress > li::after { content: ''; position: absolute; }
.progress > li::before { top: 0.4375rem; right: 0; left: 0; border-top: 2px dashed var(--line); }
.progress > li:last-child::before { display: none; }

.progress > li::after {
  top: 0;
  left: 0;
  width: 1rem;
  height: 1rem;
  border: 2px solid var(--edge);
  border-radius: 0.4rem 0.4rem 0.4rem 2px;
  background: var(--sheet);
}

.progress > .past::before { border-top: 2px solid var(--accent); }
.progress > :is(.past, .current)::after { border-color: var(--accent); background: var(--accent); }
.progress > .current { color: var(--ink); }
.progress > .current::before { border-top: 2px dashed var(--accent); }
.progress > .current .stage { font-weight: 650; }

@media (max-width: 45rem) {
  .progress { grid-template-columns: minmax(0, 1fr); }
  .progress > li { padding: 0 0 var(--space-4) 2rem; }
  .progress > li:last-child { padding-bottom: 0; }
  .progress > li::before, .progress > .past::before, .progress > .current::before {
    top: 0.25rem;
    bottom: -0.25rem;
    left: 0.4375rem;
    right: auto;
    border-top: 0;
    border-left: 2px dashed var(--line);
  }
  .progress > .past::before { border-left: 2px solid var(--accent); }
  .progress > .current::before { border-left: 2px dashed var(--accent); }
  .progress > li::after { top: 0.125rem; }
}

.keys > article { display: grid; gap: var(--space-4); min-width: 0; }
.keys > article + article { padding-top: var(--space-5); border-top: 1px solid var(--line); }
.keys h3 { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-3); font-size: 1rem; }
.keys h3 code { overflow-wrap: anywhere; }
.keys .next-step { color: var(--ink-soft); font-size: var(--size-small); }
`
