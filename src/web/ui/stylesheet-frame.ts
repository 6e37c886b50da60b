/** The frame of pages that have a way at their side: on a phone a menu, on a desk a rail. */

export const frame = `
.masthead .product { padding-inline-start: var(--space-3); border-inline-start: 1px solid var(--line); color: var(--ink-soft); font-weight: 500; }
.masthead .menu-button { margin-inline-start: auto; }
.masthead .product, .masthead .menu-button { flex: none; }

/* A long name gives way: the menu must stay in reach. */
.masthead:has(> .menu-button) > span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

.skip {
  position: absolute;
  inset-block-start: var(--space-2);
  inset-inline-start: var(--space-2);
  z-index: 1;
  padding: var(--space-2) var(--space-4);
  border-radius: var(--corner-small);
  background: var(--accent);
  color: var(--on-accent);
}

.skip:hover { color: var(--on-accent); }
.skip:not(:focus) { width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.back { display: inline-flex; align-items: center; gap: var(--space-1); min-height: 2rem; font-size: var(--size-small); font-weight: 600; text-decoration: none; }
.back:hover { text-decoration: underline; }
.back::before { content: '‹' / ''; font-size: 1.25rem; line-height: 1; }

.side-nav .label { padding: var(--space-2) var(--space-3) var(--space-1); font-size: 0.8125rem; font-weight: 600; }

.side-nav a {
  display: flex;
  align-items: center;
  min-height: 2.75rem;
  padding: 0 var(--space-3);
  border-radius: var(--corner-tail) var(--corner-small) var(--corner-small);
  color: var(--ink);
  font-size: 0.9375rem;
  font-weight: 500;
  text-decoration: none;
}

/* The rail scrolls by itself and would cut an outline off. */
.side-nav a:focus-visible { outline-offset: -3px; }
.side-nav a:hover { background: var(--quiet-wash); }
.side-nav a[aria-current] { background: var(--wash); color: var(--accent); font-weight: 650; }

.side-nav .who { border-top: 1px solid var(--line); padding-top: var(--space-3); }
.side-nav .who > p { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-2); padding: 0 var(--space-3) var(--space-1); font-size: var(--size-small); }
.side-nav .who .label { width: 100%; padding: 0; font-weight: 400; }
.side-nav .who .name { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.side-nav .who ul { display: flex; flex-wrap: wrap; }
.side-nav .who a { color: var(--ink-soft); font-size: var(--size-small); }

@media (max-width: 59.99rem) {
  .side-nav[popover]:not(:popover-open) { display: none; }

  .side-nav:popover-open {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    align-content: start;
    gap: var(--space-3) var(--space-2);
    inset: var(--space-3);
    width: auto;
    max-width: 30rem;
    height: fit-content;
    max-height: calc(100dvh - 2 * var(--space-3));
    margin: 0 0 0 auto;
    padding: var(--space-4);
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: var(--corner-tail) var(--corner) var(--corner);
    background: var(--sheet);
    box-shadow: var(--shade);
    color: var(--ink);
  }

  .side-nav::backdrop { background: color-mix(in srgb, var(--paper) 75%, transparent); }
  .side-nav > .menu-button { order: -1; grid-column: 2; justify-self: end; }
  .side-nav > .menu-button + div { order: -2; align-self: center; }
  .side-nav .who { grid-column: 1 / -1; }
}

@media (min-width: 60rem) {
  .wide:has(> .side-nav) {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) / 14.5rem minmax(0, 1fr);
    align-items: start;
  }

  .wide > .development { grid-area: 1 / 1 / 2 / 3; }

  /* The rail's ground, as long as the page is. */
  .wide:has(> .side-nav)::before {
    content: '';
    grid-area: 2 / 1 / 4 / 2;
    align-self: stretch;
    border-inline-end: 1px solid var(--line);
    background: var(--sheet);
  }

  .side-nav ~ main { grid-area: 2 / 2 / 4 / 3; max-width: 82rem; margin: 0; padding: var(--space-6) clamp(1.5rem, 3vw, 3rem) var(--space-7); }
  .masthead:has(~ .side-nav) { grid-area: 2 / 1; padding: var(--space-5) var(--space-4) var(--space-3) var(--space-5); }
  .menu-button { display: none; }

  .side-nav {
    position: sticky;
    inset: 0 auto auto;
    display: grid;
    grid-area: 3 / 1;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    width: auto;
    height: auto;
    max-height: 100dvh;
    margin: 0;
    padding: var(--space-2) var(--space-3) var(--space-4) var(--space-4);
    overflow-y: auto;
    border: 0;
    background: none;
    color: inherit;
  }

  .side-nav a { min-height: 2rem; }
  .side-nav .who { margin-top: var(--space-1); }
  .side-nav .who a { min-height: 2rem; }
}
`
