/** How the larger parts of Harbor's pages look. Colours and type come from stylesheet.ts. */

export const partStyles = `
.hero { display: grid; gap: 26px; }
.hero img { width: 100%; height: auto; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 22px; box-shadow: var(--shadow); }
.hero-text { display: grid; gap: 18px; justify-items: start; }
.stages { display: grid; gap: 14px; margin: 40px 0 8px; counter-reset: stage; }
.stages li {
  counter-increment: stage;
  display: grid;
  grid-template-columns: auto 1fr;
  grid-template-rows: auto 1fr;
  gap: 4px 16px;
  padding: 20px 0 0;
  border-top: 1px solid var(--line);
}
.stages li::before {
  content: counter(stage);
  grid-row: span 2;
  font: italic 2.3rem/1 var(--serif);
  color: var(--coral);
  min-width: 1.1ch;
}
.stages h2 { font-size: 1.2rem; }
.stages p { color: var(--soft); font-size: 0.97rem; }

.greeting { display: grid; gap: 10px; padding: 18px 0 34px; }
.greeting code { display: inline-block; font-size: 0.8em; }
.section-head { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 14px 28px; margin-bottom: 20px; }
.section-head h2 { margin-bottom: 4px; }
.library { scroll-margin-top: 12px; margin-bottom: 52px; }
.photos { display: grid; grid-template-columns: repeat(2, 1fr); gap: 12px; }
.frame {
  aspect-ratio: 3 / 2;
  border-radius: 14px;
  border: 1px dashed var(--line);
  background:
    radial-gradient(circle at 70% 36%, var(--line) 0 9%, transparent 9.4%),
    linear-gradient(180deg, var(--sheet) 0 58%, var(--well) 58% 100%);
}
.frame:nth-child(3) { display: none; }
figure { margin: 0; }
figure img { width: 100%; height: auto; aspect-ratio: 3 / 2; object-fit: cover; border-radius: 14px; box-shadow: var(--shadow); }
figcaption { display: grid; padding: 9px 2px 8px; font-size: 0.875rem; color: var(--soft); }
figcaption time { white-space: nowrap; }
figcaption .title { font: 600 1.02rem var(--serif); color: var(--ink); }

.columns, .tokens { display: grid; gap: 20px; align-content: start; min-width: 0; }
.columns { margin-top: 20px; }
.papers > h2 { margin-bottom: 4px; }
.panel {
  padding: 22px 20px;
  border: 1px solid var(--line);
  border-radius: 20px;
  background: var(--sheet);
  box-shadow: var(--shadow);
  min-width: 0;
}
.panel > .hint { margin-top: 6px; }
.revoking { margin-bottom: 34px; max-width: 46rem; overflow-wrap: anywhere; }
.revoking p { margin-top: 6px; color: var(--soft); }
.revoking a { color: var(--sea); }
.panel-head { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
main > .log { margin-top: 34px; max-width: 46rem; }

.life { margin: 18px 0 4px; }
.life svg { display: block; width: 100%; height: 7px; border-radius: 99px; }
.life .track { fill: var(--line); }
.life .rest { fill: var(--sea); }
.life p { margin-top: 7px; font-size: 0.9rem; color: var(--sea); font-weight: 600; }
.life.over p { color: var(--bad); }

table { width: 100%; border-collapse: collapse; margin-top: 18px; table-layout: fixed; }
caption {
  text-align: left;
  padding-bottom: 7px;
  font-size: 0.78rem;
  font-weight: 700;
  letter-spacing: 0.09em;
  text-transform: uppercase;
  color: var(--soft);
}
tr { border-top: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: 10px 0; }
th { width: 92px; padding-right: 8px; font: 600 0.85rem/1.7 var(--mono); color: var(--sea); overflow-wrap: anywhere; }
.value { display: block; font: 0.9rem/1.55 var(--mono); overflow-wrap: anywhere; }
.explanation { display: block; margin-top: 1px; font-size: 0.875rem; color: var(--soft); }
details { margin-top: 16px; border-top: 1px solid var(--line); padding-top: 6px; }
summary { padding: 10px 0; font-weight: 600; font-size: 0.94rem; cursor: pointer; color: var(--sea); }
.raw {
  padding: 14px;
  border-radius: 12px;
  background: var(--well);
  font: 0.78rem/1.6 var(--mono);
  overflow-wrap: anywhere;
  user-select: all;
}

.badge { padding: 3px 12px; border-radius: 99px; font-size: 0.82rem; font-weight: 700; background: var(--well); color: var(--soft); }
.badge.good { background: var(--good-well); color: var(--good); }
.badge.revoked, .badge.ended { background: var(--bad-well); color: var(--bad); }
.stub { margin-top: 14px; padding: 12px 14px; border-radius: 12px; background: var(--well); font: 0.85rem/1.5 var(--mono); overflow-wrap: anywhere; }
.count { margin-top: 12px; font-size: 0.94rem; color: var(--soft); }
.count strong { font: 600 1.5rem var(--serif); color: var(--ink); margin-right: 3px; }
.buttons { display: grid; gap: 10px; margin-top: 16px; }
.buttons .button { width: 100%; }

.log ol { margin-top: 14px; }
.log li { position: relative; padding: 0 0 18px 22px; border-left: 2px solid var(--line); margin-left: 5px; font-size: 0.9rem; }
.log li:last-child { padding-bottom: 0; }
.log li::before {
  content: "";
  position: absolute;
  left: -7px;
  top: 6px;
  width: 12px;
  height: 12px;
  border-radius: 50%;
  border: 2px solid var(--sheet);
  background: var(--good);
}
.log li.refused::before, .log li.failed::before { background: var(--bad); }
.log-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 9px; font-size: 0.82rem; color: var(--soft); }
.log-head time { font-family: var(--mono); }
.log-head code { color: var(--bad); }
.outcome { font-weight: 700; color: var(--good); }
.refused .outcome, .failed .outcome { color: var(--bad); }
.log .request { font-weight: 600; overflow-wrap: anywhere; }
.log li p:last-child { color: var(--soft); overflow-wrap: anywhere; }
.notice.ended { display: grid; gap: 14px; justify-items: start; }

@media (min-width: 760px) {
  main { padding: 12px 32px 72px; }
  .bar, footer { padding-left: 32px; padding-right: 32px; }
  .hero > * { grid-area: 1 / 1; }
  .hero img { aspect-ratio: 1240 / 560; border-radius: 30px; }
  .hero-text {
    position: relative;
    align-content: end;
    padding: 44px 48px;
    border-radius: 30px;
    color: #fff;
    background: linear-gradient(75deg, rgb(14 16 38 / 78%), rgb(14 16 38 / 50%) 38%, rgb(14 16 38 / 0%) 66%);
  }
  .hero-text h1 { max-width: 13ch; }
  .hero-text :focus-visible { outline-color: #fff; }
  .hero-text .lead { color: #f1ecf0; max-width: 40ch; }
  .stages { grid-template-columns: repeat(3, 1fr); gap: 32px; }
  .message { grid-template-columns: 1fr 1.1fr; gap: 56px; padding: 40px 0; }
  .photos { grid-template-columns: repeat(3, 1fr); gap: 22px; }
  .frame:nth-child(3) { display: block; }
  .panel { padding: 28px; }
  .notice.ended { grid-template-columns: 1fr auto; align-items: center; gap: 28px; }
  th { width: 136px; }
}
@media (min-width: 980px) {
  .columns {
    grid-template: "tokens refresh" auto "tokens log" 1fr / minmax(0, 1fr) 370px;
    gap: 26px;
  }
  .tokens { grid-area: tokens; gap: 26px; }
  .refresh { grid-area: refresh; }
  .columns .log { grid-area: log; align-self: start; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none; }
}
@media (forced-colors: active) {
  .life .rest { fill: Highlight; }
}
`
