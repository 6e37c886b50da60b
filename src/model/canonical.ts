/** Canonical JSON (RFC 8785): one form for each value, so that anyone can recompute its hash. */

/** Names sorted by UTF-16 code units, no whitespace, numbers as ECMAScript writes them. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return primitive(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

function primitive(value: unknown): string {
  const isGood = typeof value !== 'number' || Number.isFinite(value)
  const text = isGood ? JSON.stringify(value) : undefined
  if (text === undefined) throw new Error('JSON has no such value')
  return text
}
