/** How plain elements look: type, links, lists, focus. Holds no class of one page. */

export const elements = `
*, ::before, ::after { box-sizing: border-box; }

html {
  background: var(--paper);
  color: var(--ink);
  font: 400 var(--size-text) / 1.55 var(--face);
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}

body {
  display: flex;
  flex-direction: column;
  min-height: 100vh;
  min-height: 100dvh;
  margin: 0;
  overflow-wrap: anywhere;
}

h1, h2, p, ul, dl, dd { margin: 0; }
ul { padding: 0; list-style: none; }

h1 {
  font-size: var(--size-title);
  font-weight: 650;
  line-height: 1.12;
  letter-spacing: -0.022em;
  text-wrap: balance;
  hyphens: auto;
  hyphenate-limit-chars: 12 5 4;
}

h2 {
  font-size: var(--size-text);
  font-weight: 650;
  line-height: 1.35;
}

/* Japanese has no spaces to break at and needs more air; its letters stand as they are. */
:lang(ja) { line-break: strict; word-break: auto-phrase; }
h1:lang(ja), h2:lang(ja) { letter-spacing: 0; }
h1:lang(ja) { font-size: clamp(1.625rem, 1.3rem + 1.4vw, 2.25rem); line-height: 1.35; }
.lead:lang(ja) { line-height: 1.7; }

p { text-wrap: pretty; }

a {
  color: var(--accent);
  text-decoration-thickness: 1px;
  text-underline-offset: 0.2em;
}

a:hover { color: var(--accent-deep); text-decoration-thickness: 2px; }

code { font-family: var(--face-code); font-size: 0.9375em; }

svg { display: block; flex: none; }

button, input { font: inherit; color: inherit; }

:focus-visible {
  outline: 3px solid var(--accent);
  outline-offset: 3px;
}

::selection { background: var(--accent); color: var(--on-accent); }
`
