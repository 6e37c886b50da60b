/** How the reference of the admin API looks: the contents beside what is told, code that wraps. */

export const reference = `
.reference { display: grid; gap: var(--space-6); min-width: 0; }
.reference-main { min-width: 0; }
.reference-head > * + *, .reference-main > * + *, .reference section > * + * { margin-top: var(--space-4); }
.reference-main > section + section { padding-top: var(--space-5); }
.reference h2 { font-size: var(--size-lead); }
.reference h4 { margin: var(--space-4) 0 0; font-size: var(--size-small); font-weight: 650; }

.contents { font-size: var(--size-small); }
.contents > ul > li + li { margin-top: var(--space-3); }
.contents > ul > li > a { font-weight: 650; }
.contents ul ul { display: none; padding-left: var(--space-3); }
.contents li { line-height: 1.4; padding: var(--space-1) 0; }

.operation {
  display: grid;
  gap: var(--space-3);
  min-width: 0;
  padding: var(--space-5);
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner) var(--corner) var(--corner);
  background: var(--sheet);
}

.operation h3 { margin: 0; font-size: var(--size-text); font-weight: 650; }
.operation > * { min-width: 0; }
.operation p { max-width: 44rem; }
.address strong { color: var(--accent); letter-spacing: 0.02em; }

.fields > div {
  display: grid;
  gap: var(--space-1) var(--space-4);
  padding: var(--space-2) 0;
  border-top: 1px solid var(--line);
  font-size: var(--size-small);
}

.fields .needed {
  margin-left: var(--space-2);
  padding: 0 var(--space-2);
  border-radius: 1rem;
  background: var(--wash);
  font-size: 0.75rem;
  white-space: nowrap;
}

.fields dd { min-width: 0; }
.fields .fields > div:last-child { padding-bottom: 0; }
.shape { color: var(--ink-soft); }

.reference pre {
  margin: 0;
  padding: var(--space-4);
  border-radius: var(--corner-small);
  background: var(--paper);
  white-space: pre-wrap;
  font-size: var(--size-small);
}

.reference summary { padding: var(--space-2) 0; color: var(--accent); cursor: pointer; }

@media (min-width: 40rem) {
  .fields > div { grid-template-columns: minmax(0, 13rem) minmax(0, 1fr); }
}

@media (min-width: 60rem) {
  .reference { grid-template-columns: minmax(0, 16rem) minmax(0, 1fr); column-gap: var(--space-7); }
  .reference-head, .reference-main { grid-column: 2; }
  .contents ul ul { display: block; }
  .contents { grid-row: 1 / span 2; grid-column: 1; position: sticky; top: var(--space-5); max-height: calc(100vh - 3rem); overflow-y: auto; align-self: start; }
}
`
