/** One change made to every text of a language. It knows none of them. */

/** The same tree with other texts. `path` is where a text stands in it, such as `mail.copy`. */
export function mapTexts<T>(tree: T, change: (text: string, path: string) => string): T {
  const copy = structuredClone(tree)
  changeIn(copy, change, [])
  return copy
}

function changeIn(
  tree: unknown,
  change: (text: string, path: string) => string,
  above: readonly string[],
): void {
  if (typeof tree !== 'object' || tree === null) return
  for (const [name, value] of Object.entries(tree)) {
    const path = [...above, name]
    if (typeof value === 'string') Reflect.set(tree, name, change(value, path.join('.')))
    else changeIn(value, change, path)
  }
}
