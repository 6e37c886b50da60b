/** Longer forms of operators: groups of fields, rows of them, what stands beside, what would change. */

export const forms = `
.group { margin: 0; border: 1px solid var(--line); }
.group > legend { float: left; width: 100%; padding: 0; font-weight: 600; }
.group > legend + * { clear: both; }
.group.rules { display: grid; gap: var(--space-3); grid-column: 1 / -1; min-width: 0; padding: 0; border: 0; }
.group .fault { color: var(--danger-ink); font-size: var(--size-small); font-weight: 600; }

.form-fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); align-items: start; gap: var(--space-5); }
.form-row { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr)); gap: var(--space-3); padding-top: var(--space-3); border-top: 1px solid var(--line); }
.form-fields .check + .hint { margin-top: 0; padding-inline-start: 2rem; }
.form-row .field > label { margin-bottom: var(--space-1); font-size: var(--size-small); font-weight: 500; }

.beside { display: grid; gap: var(--space-5); align-items: start; }
.beside > * { min-width: 0; }
.beside h2 { font-size: var(--size-text); }

.bar {
  position: sticky;
  inset-block-end: 0;
  padding: var(--space-3) 0;
  background: var(--paper);
  border-top: 1px solid var(--line);
}

.card.places { gap: 0; }
.changes > li + li { margin-top: var(--space-3); }
.changes del { color: var(--ink-soft); text-decoration: none; }
.changes ins { font-weight: 600; text-decoration: none; }
.told { display: grid; gap: var(--space-2); }

@media (min-width: 75rem) {
  .beside { grid-template-columns: minmax(0, 1fr) 19rem; }
  .beside > aside { position: sticky; top: var(--space-5); grid-row: 1; grid-column: 2; }
  .beside > form { grid-row: 1; grid-column: 1; }
}
`
