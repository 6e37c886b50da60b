/** How the dialog about the session looks: the ring that runs out, the words, what covers the page. */

export const dialog = `
.session-end {
  --rest: 1;
  width: min(25rem, calc(100vw - 2 * var(--space-4)));
  max-height: calc(100dvh - 2 * var(--space-4));
  margin: auto;
  padding: var(--space-6) clamp(var(--space-5), 6vw, var(--space-6));
  overflow-y: auto;
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner) var(--corner) var(--corner);
  background: var(--sheet);
  box-shadow: var(--shade);
  color: var(--ink);
  text-align: center;
}

.session-end::backdrop { background: color-mix(in srgb, var(--paper) 82%, transparent); }

/* What the page shows is no longer for whoever sits there now. */
.session-end:has([data-when='ended']:not([hidden]))::backdrop { background: var(--paper); }

.session-end h2 { font-size: 1.375rem; letter-spacing: -0.015em; text-wrap: balance; }
.session-end h2:focus { outline: none; }
.session-end p { margin-top: var(--space-3); color: var(--ink-soft); text-wrap: balance; }
.session-end .actions { margin-top: var(--space-5); }
.session-end .actions > [hidden] { display: none; }
.session-end .alert { margin: 0; color: var(--danger-ink); text-align: left; }

.spoken {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.countdown { position: relative; width: 7.5rem; margin: 0 auto var(--space-5); }

.countdown circle { fill: none; stroke-width: 7; }
.countdown-track { stroke: var(--line); }

.countdown-rest {
  stroke: var(--accent);
  stroke-linecap: round;
  stroke-dasharray: 1;
  stroke-dashoffset: calc(1 - var(--rest));
  transform: rotate(-90deg);
  transform-origin: center;
}

.countdown > span {
  position: absolute;
  inset: 0;
  display: grid;
  place-content: center;
  font-size: 1.75rem;
  font-variant-numeric: tabular-nums;
  font-weight: 650;
  letter-spacing: -0.02em;
}

@media (prefers-reduced-motion: no-preference) {
  .countdown-rest { transition: stroke-dashoffset 1s linear; }
  .session-end[open] { animation: arrive 180ms ease-out; }
  @keyframes arrive { from { opacity: 0; transform: translateY(0.5rem); } }
}

@media (forced-colors: active) {
  .countdown-rest { stroke: Highlight; }
}
`
