/** Where things stand on a page: masthead, the intro and the sheet beside it, the banner. */

export const layout = `
.development {
  padding: var(--space-2) var(--space-5);
  background: var(--caution-wash);
  color: var(--caution-ink);
  font-size: var(--size-small);
  font-weight: 600;
  text-align: center;
}

.masthead {
  display: flex;
  align-items: center;
  gap: var(--space-3);
  width: 100%;
  max-width: 39rem;
  margin: 0 auto;
  padding: var(--space-5) var(--space-5) 0;
  font-weight: 650;
  letter-spacing: -0.01em;
}

.masthead svg { width: 1.75rem; height: 1.75rem; }

/* A picture of any shape, as high as the name's line allows. */
.masthead .logo { width: auto; max-width: 10rem; height: 2rem; object-fit: contain; }

.mark-first { fill: var(--accent); }
.mark-second { fill: var(--second); }
.mark-meet { fill: var(--meet); }

main {
  display: grid;
  flex: 1;
  align-content: start;
  gap: var(--space-6);
  width: 100%;
  max-width: 39rem;
  margin: 0 auto;
  padding: var(--space-6) var(--space-5) var(--space-7);
}

.intro { max-width: 36rem; }
.intro > * + * { margin-top: var(--space-4); }

.lead { color: var(--ink-soft); font-size: var(--size-lead); line-height: 1.5; text-wrap: balance; }
.lead .name { color: var(--ink); font-weight: 600; }
.note { color: var(--ink-soft); font-size: var(--size-small); text-wrap: balance; }

.sheet {
  padding: clamp(1.25rem, 0.5rem + 3.4vw, 2.5rem);
  border: 1px solid var(--line);
  border-radius: var(--corner-tail) var(--corner) var(--corner) var(--corner);
  background: var(--sheet);
  box-shadow: var(--shade);
}

.sheet, .sheet form { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-5); }
.sheet section > * + * { margin-top: var(--space-3); }

.emblem { display: none; }

@media (min-width: 60rem) {
  .masthead, main { max-width: 66rem; }
  .masthead { padding-top: var(--space-6); }

  main {
    grid-template-columns: minmax(0, 1fr) minmax(0, 29rem);
    align-content: center;
    align-items: start;
    gap: var(--space-8);
    padding-bottom: var(--space-8);
  }

  .intro { position: sticky; top: var(--space-6); padding-top: var(--space-6); }

  main:has(> .emblem) { align-items: center; }
  .emblem { display: block; justify-self: center; padding: var(--space-6); }
  .emblem svg { width: 17rem; height: 17rem; }
  .emblem .logo { display: block; max-width: 17rem; max-height: 17rem; min-width: 8rem; }
}
`
