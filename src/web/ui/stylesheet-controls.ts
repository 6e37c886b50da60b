/** What a person presses or fills in: fields, buttons, the alert and the notice above them. */

export const controls = `
.field > label { display: block; margin-bottom: var(--space-2); font-weight: 600; }

.field > input {
  display: block;
  width: 100%;
  min-height: 3rem;
  padding: var(--space-2) var(--space-4);
  border: 1px solid var(--edge);
  border-radius: var(--corner-small);
  background: var(--sheet);
  font-size: max(1rem, 16px);
}

.field > input:hover { border-color: var(--ink-soft); }

.field > input:focus-visible {
  border-color: var(--accent);
  outline-offset: 1px;
}

.field > input[aria-invalid='true'] {
  border-color: var(--danger-line);
  box-shadow: inset 0 0 0 1px var(--danger-line);
}

.field > input[readonly] { border-color: transparent; background: var(--paper); }
.hint { margin-top: var(--space-2); color: var(--ink-soft); font-size: var(--size-small); }

.ways { display: grid; gap: var(--space-1); padding-top: var(--space-4); border-top: 1px solid var(--line); }
.ways a { display: flex; align-items: center; min-height: 2.75rem; }

.alert {
  padding: var(--space-3) var(--space-4);
  border-left: 4px solid var(--danger-line);
  border-radius: var(--corner-tail) var(--corner-small) var(--corner-small) var(--corner-tail);
  background: var(--danger-wash);
  color: var(--danger-ink);
  font-weight: 600;
}

.notice {
  padding: var(--space-3) var(--space-4);
  border-left: 4px solid var(--accent);
  border-radius: var(--corner-tail) var(--corner-small) var(--corner-small) var(--corner-tail);
  background: var(--wash);
}

.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-height: 3rem;
  padding: var(--space-2) var(--space-5);
  border: 1px solid var(--edge);
  border-radius: var(--corner-small);
  background: transparent;
  color: var(--ink);
  font-size: max(1rem, 16px);
  font-weight: 600;
  line-height: 1.3;
  text-align: center;
  text-decoration: none;
  cursor: pointer;
}

.button:hover { border-color: var(--ink); background: var(--wash); color: var(--ink); }

.button.primary {
  border-color: transparent;
  background: var(--accent);
  color: var(--on-accent);
}

.button.primary:hover { background: var(--accent-deep); }

.button.quiet {
  min-height: 2.75rem;
  padding: var(--space-1) var(--space-2);
  border-color: transparent;
  color: var(--accent);
  font-weight: 500;
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}

.actions { display: grid; gap: var(--space-3); }
/* Two words beside each other, however long they are in a language. */
.actions.even .button { padding-inline: var(--space-3); }
.actions.even { grid-template-columns: repeat(auto-fit, minmax(min(9rem, 100%), 1fr)); }

/* A second click of a double click must not land on an answer that has only just appeared. */
.settling { animation: settle 500ms step-end; }
@keyframes settle { from { visibility: hidden; } }
`
