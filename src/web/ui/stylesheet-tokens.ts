/** The design tokens: every colour, space, size and corner the pages may use. */

const light = `
  --paper: #f2f4f1;
  --sheet: #ffffff;
  --ink: #16211c;
  --ink-soft: #4d5a53;
  --line: #dce2dc;
  --edge: #7b8881;
  --accent: #0d6350;
  --accent-deep: #094a3c;
  --on-accent: #ffffff;
  --wash: #e4efe9;
  --second: #e3a83b;
  --meet: #ffffff;
  --caution-wash: #fbeecb;
  --caution-ink: #5f4300;
  --caution-line: #a87a10;
  --good-wash: #def3e3;
  --good-ink: #14602f;
  --quiet-wash: #e9ece9;
  --danger-wash: #fcecea;
  --danger-line: #c9473a;
  --danger-ink: #96261b;
  --danger-fill: #b3261e;
  --danger-fill-deep: #8f1b14;
  --on-danger: #ffffff;
  --shade: 0 1px 2px rgb(22 33 28 / 5%), 0 18px 48px -20px rgb(22 33 28 / 18%);`

const dark = `
  --paper: #101513;
  --sheet: #19201d;
  --ink: #e9efeb;
  --ink-soft: #a7b4ad;
  --line: #2b3531;
  --edge: #74827b;
  --accent: #6ad0b0;
  --accent-deep: #8fe0c6;
  --on-accent: #06241b;
  --wash: #1d302a;
  --second: #e9b552;
  --meet: #101513;
  --caution-wash: #33280d;
  --caution-ink: #f3d58c;
  --caution-line: #c79a3a;
  --good-wash: #14321e;
  --good-ink: #8fdcaa;
  --quiet-wash: #28312d;
  --danger-wash: #371a17;
  --danger-line: #e0695c;
  --danger-ink: #ffb4aa;
  --danger-fill: #f08378;
  --danger-fill-deep: #ffa79e;
  --on-danger: #3a0a06;
  --shade: 0 1px 2px rgb(0 0 0 / 30%), 0 18px 48px -20px rgb(0 0 0 / 60%);`

export const tokens = `
:root {
  color-scheme: light dark;${light}

  --space-1: 0.25rem;
  --space-2: 0.5rem;
  --space-3: 0.75rem;
  --space-4: 1rem;
  --space-5: 1.5rem;
  --space-6: 2rem;
  --space-7: 3rem;
  --space-8: 4.5rem;

  --face: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  --face-code: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace;
  --size-small: 0.875rem;
  --size-text: 1rem;
  --size-lead: clamp(1.0625rem, 0.98rem + 0.4vw, 1.25rem);
  --size-title: clamp(1.875rem, 1.45rem + 1.9vw, 2.75rem);

  --corner: 1.5rem;
  --corner-medium: 1rem;
  --corner-small: 0.75rem;
  --corner-tail: 0.25rem;
}

/* A Chinese face would draw some of the letters in another way. */
:root:lang(ja) {
  --face: system-ui, 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans JP', 'Noto Sans CJK JP', Meiryo, sans-serif;
}

@media (prefers-color-scheme: dark) {
  :root {${dark}
  }
}
`
