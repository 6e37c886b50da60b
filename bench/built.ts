/** Where the built server is: measured is what `npm run build` made, not a translation on the fly. */

/** For `import()`: types come from `src`, so that checking the types needs no build. */
export function built(path: string): string {
  return new URL(`../dist/${path}`, import.meta.url).href
}
