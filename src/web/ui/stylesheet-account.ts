/** The parts of the person's own account: the way between its pages, marks, what is allowed. */

export const account = `
.tabs > ul { display: flex; flex-wrap: wrap; gap: var(--space-2) clamp(0.875rem, 3.6vw, 1.5rem); }

.tabs a {
  display: flex;
  align-items: center;
  min-height: 2.75rem;
  border-bottom: 3px solid transparent;
  color: var(--ink-soft);
  font-size: clamp(0.9375rem, 0.87rem + 0.3vw, 1rem);
  font-weight: 600;
  text-decoration: none;
}

.tabs a:hover { border-color: var(--edge); color: var(--ink); }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); }

.owner { padding-bottom: var(--space-4); border-bottom: 1px solid var(--line); }

/* Below the owner's line or a heading, the first one needs no line of its own. */
.owner ~ .devices > li:first-child { padding-top: 0; border-top: 0; }

.device:has(.here, .new) { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-2); }

.here {
  display: inline-block;
  padding: 0 var(--space-2);
  border-radius: 1rem;
  background: var(--wash);
  color: var(--accent);
  font-size: var(--size-small);
}

.device > .new { margin-left: 0; }

.state { color: var(--ink-soft); font-size: var(--size-small); }
.traits > div { row-gap: var(--space-1); }
.traits dd { grid-column: 2; }

.allowed { font-size: var(--size-small); }
.allowed > p { margin-bottom: var(--space-2); color: var(--ink-soft); }
.allowed .scopes > li { padding-left: 1.5rem; }
.allowed .scopes > li + li { margin-top: var(--space-1); }
.allowed .scopes > li::before { top: 0.35rem; }

.sheet .sweeping { gap: var(--space-2); padding-top: var(--space-5); border-top: 1px solid var(--line); }
.sweeping p { color: var(--ink-soft); font-size: var(--size-small); text-align: center; }
`
