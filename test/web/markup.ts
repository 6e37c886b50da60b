/** Reads tags and attributes from rendered pages. It is no full parser, but enough for these tests. */

export type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> }

/** Every opening tag, in order; rendered attribute values never hold a bare `"` or `<`. */
export function tagsOf(html: string): Tag[] {
  return [...html.matchAll(/<([a-z][\w-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = '', attributes = '']) => ({ name, attributes: attributesOf(attributes) }),
  )
}

export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

function attributesOf(source: string): ReadonlyMap<string, string> {
  const found = source.matchAll(/([^\s"'<>/=]+)(?:="([^"]*)")?/g)
  return new Map([...found].map(([, name = '', value = '']) => [name, value]))
}
