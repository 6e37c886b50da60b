/** Harbor's one stylesheet and its address, which changes with it. It names nothing outside. */

import { hash } from 'node:crypto'
import { dialogStyles } from './stylesheet-dialog.ts'
import { partStyles } from './stylesheet-parts.ts'

const baseStyles = `
:root {
  color-scheme: light dark;
  --paper: #f7f2ea;
  --sheet: #fffdf9;
  --well: #f0e9dd;
  --line: #e0d6c6;
  --ink: #17262e;
  --soft: #56636a;
  --sea: #0c5364;
  --coral: #bf4127;
  --on-coral: #fff;
  --good: #1d6a4b;
  --good-well: #e0efe4;
  --bad: #a2281c;
  --bad-well: #fae3dc;
  --calm-well: #e1ecee;
  --shadow: 0 1px 2px rgb(60 45 25 / 6%), 0 10px 30px -12px rgb(60 45 25 / 16%);
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, serif;
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0b151a;
    --sheet: #122027;
    --well: #0e1a20;
    --line: #233640;
    --ink: #eaf0ef;
    --soft: #9fb2b8;
    --sea: #7fcdd6;
    --coral: #ff9b7c;
    --on-coral: #2a0e06;
    --good: #84d3a8;
    --good-well: #11302a;
    --bad: #ffab9b;
    --bad-well: #3a1b1a;
    --calm-well: #14303a;
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 14px 34px -14px rgb(0 0 0 / 55%);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--paper);
  color: var(--ink);
  font: 16px/1.55 var(--sans);
}
main { flex: 1; width: 100%; max-width: 1240px; margin: 0 auto; padding: 8px 20px 56px; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(2rem, 1.4rem + 2.6vw, 3.1rem); letter-spacing: -0.015em; }
h2 { font-size: 1.6rem; letter-spacing: -0.01em; }
h3 { font-size: 1.3rem; }
p { margin: 0; text-wrap: pretty; }
code { font-family: var(--mono); font-size: 0.88em; overflow-wrap: anywhere; }
img { display: block; max-width: 100%; }
form { margin: 0; }
ol, ul { list-style: none; margin: 0; padding: 0; }
.lead { font-size: 1.125rem; color: var(--soft); max-width: 70ch; }
.hint { font-size: 0.94rem; color: var(--soft); max-width: 72ch; }

.bar {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: space-between;
  gap: 8px 20px;
  width: 100%;
  max-width: 1240px;
  margin: 0 auto;
  padding: 16px 20px;
}
.brand {
  display: inline-flex;
  align-items: center;
  gap: 11px;
  min-height: 44px;
  font: 600 1.25rem var(--serif);
  letter-spacing: -0.01em;
  color: var(--ink);
  text-decoration: none;
}
.sign-out { display: flex; align-items: center; gap: 14px; min-width: 0; }
@media (max-width: 559px) { .who { display: none; } }
.who { font-size: 0.94rem; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
footer {
  width: 100%;
  max-width: 1240px;
  margin: 0 auto;
  padding: 22px 20px 34px;
  border-top: 1px solid var(--line);
  font-size: 0.875rem;
  color: var(--soft);
}

.button, .quiet {
  display: inline-block;
  min-height: 46px;
  padding: 11px 20px;
  border: 1px solid var(--line);
  border-radius: 999px;
  background: var(--sheet);
  color: var(--ink);
  font: 600 1rem/1.4 var(--sans);
  text-align: center;
  text-decoration: none;
  cursor: pointer;
  transition: filter 120ms, border-color 120ms;
}
.button:hover, .quiet:hover { border-color: var(--soft); }
.button.main { background: var(--coral); border-color: var(--coral); color: var(--on-coral); }
.button.main:hover { filter: brightness(1.08); }
.button.danger { color: var(--bad); }
.quiet { min-height: 44px; padding: 9px 16px; background: transparent; font-size: 0.94rem; white-space: nowrap; }
:focus-visible { outline: 3px solid var(--sea); outline-offset: 3px; border-radius: 6px; }
.button:focus-visible, .quiet:focus-visible { border-radius: 999px; }

.notice {
  margin: 0 0 22px;
  padding: 15px 20px;
  border-radius: 16px;
  border-left: 5px solid var(--sea);
  background: var(--calm-well);
}
.notice strong { display: block; font: 600 1.1rem var(--serif); }
.notice p { font-size: 0.97rem; max-width: 78ch; }
.notice.good { background: var(--good-well); border-color: var(--good); }
.notice.bad { background: var(--bad-well); border-color: var(--bad); }
.notice.bad strong { color: var(--bad); }
.message { display: grid; gap: 30px; align-items: center; padding: 20px 0 28px; }
.message > div { display: grid; gap: 18px; justify-items: start; }
.message img { width: 100%; height: auto; border-radius: 22px; box-shadow: var(--shadow); }
`

export const stylesheet = baseStyles + partStyles + dialogStyles

export const stylesheetPath = `/harbor.${hash('sha256', stylesheet).slice(0, 12)}.css`
