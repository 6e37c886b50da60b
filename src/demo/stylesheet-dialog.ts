/** How the dialog about the session looks. Colours and type come from stylesheet.ts. */

export const dialogStyles = `
.watch {
  --rest: 1;
  width: min(27rem, calc(100vw - 32px));
  max-height: calc(100dvh - 32px);
  margin: auto;
  padding: 0;
  overflow: hidden auto;
  border: 1px solid var(--line);
  border-radius: 26px;
  background: var(--sheet);
  box-shadow: var(--shadow);
  color: var(--ink);
}
.watch::backdrop { background: color-mix(in srgb, var(--paper) 84%, transparent); }
.watch:has([data-when="ended"]:not([hidden]))::backdrop { background: var(--paper); }
.watch-part { display: grid; gap: 14px; justify-items: center; padding: 34px 28px 30px; text-align: center; }
.watch [hidden] { display: none; }
.watch p { color: var(--soft); text-wrap: balance; }
.watch h2:focus { outline: none; }
.watch .button { margin-top: 8px; }
.watch .failed { color: var(--bad); font-weight: 600; }
.watch .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.hourglass {
  display: grid;
  align-items: center;
  width: calc(100% + 56px);
  min-height: 132px;
  margin: -34px -28px 8px;
  /* The tide goes out with the time. */
  background:
    linear-gradient(color-mix(in srgb, var(--sea) 30%, var(--sheet)) 3px, color-mix(in srgb, var(--sea) 15%, var(--sheet)) 0) 0 100% / 100% calc(var(--rest) * 100%) no-repeat,
    radial-gradient(circle at 82% 34%, color-mix(in srgb, var(--coral) 45%, var(--well)) 0 21px, transparent 22px) no-repeat,
    var(--well);
}
.watch .hourglass span { font: 600 3.1rem/1 var(--serif); font-variant-numeric: tabular-nums; color: var(--sea); }
@media (prefers-reduced-motion: no-preference) {
  .hourglass { transition: background-size 1s linear; }
}
`
