/** The parts that only some pages have: who meets whom, what is asked, facts, devices, places. */

export const parts = `
.meeting { width: 4.5rem; height: 4.5rem; }
.meeting-app { fill: var(--ink); }
.meeting-parley { fill: var(--accent); }
.meeting-ground { fill: var(--second); }
.meeting-letter { fill: var(--paper); font-size: 9px; font-weight: 650; }

.account {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: var(--space-1) var(--space-4);
  padding-bottom: var(--space-4);
  border-bottom: 1px solid var(--line);
}

.account .who { flex: 1 1 12rem; min-width: 0; line-height: 1.4; }
.account .button { margin-inline: calc(-1 * var(--space-2)); }
.label { display: block; color: var(--ink-soft); font-size: var(--size-small); }
.who .name { font-weight: 600; }

.scopes > li { position: relative; padding-left: 1.75rem; }
.scopes > li + li { margin-top: var(--space-4); }

.scopes > li::before {
  content: '';
  position: absolute;
  top: 0.45rem;
  left: 0;
  width: 0.75rem;
  height: 0.75rem;
  border-radius: 0.3rem 0.3rem 0.3rem 1px;
  background: var(--accent);
}

.scope-title { font-weight: 600; }
.scope-description { color: var(--ink-soft); font-size: var(--size-small); }

.new {
  display: inline-block;
  margin-left: var(--space-2);
  padding: 0 var(--space-2);
  border-radius: 1rem;
  background: var(--caution-wash);
  color: var(--caution-ink);
  font-size: var(--size-small);
  font-weight: 600;
}

.facts {
  display: grid;
  gap: var(--space-3);
  padding: var(--space-4);
  border-radius: var(--corner-small);
  background: var(--paper);
}

.facts dt { color: var(--ink-soft); font-size: var(--size-small); }
.facts dd { font-weight: 500; line-height: 1.4; }
.facts .name { font-weight: 600; }
.facts .aside { margin-top: var(--space-1); color: var(--ink-soft); font-size: var(--size-small); font-weight: 400; }
.facts code { user-select: all; }

/* Empty, for with none VoiceOver no longer tells the list as one. */
.devices { list-style-type: ''; }

.devices > li {
  display: grid;
  gap: var(--space-3);
  padding-top: var(--space-5);
  border-top: 1px solid var(--line);
}

.devices > li + li { margin-top: var(--space-5); }

.device { font-weight: 600; }
.traits {
  display: grid;
  grid-template-columns: fit-content(8rem) minmax(0, 1fr);
  gap: var(--space-1) var(--space-4);
  font-size: var(--size-small);
  line-height: 1.4;
}

/* Each stands in the columns of all: how long the names are depends on the language. */
.traits > div { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; }
.traits dt { color: var(--ink-soft); }

.places > li + li { border-top: 1px solid var(--line); }
.places > li { padding: var(--space-4) 0; }
.places > li:first-child { padding-top: 0; }
.places > li:last-child { padding-bottom: 0; }
.places a { font-weight: 600; }
.places p { color: var(--ink-soft); font-size: var(--size-small); }
`
