/** The type of a document as this server builds it, and how it writes a moment. */

/**
 * The names and the shape of a contract's document. Enums are plain text: their words come from the
 * tables, and tests hold them against the contract.
 */
export type Built<Document> = Document extends string
  ? string
  : Document extends readonly (infer Item)[]
    ? readonly Built<Item>[]
    : Document extends object
      ? { readonly [Name in keyof Document]: Built<Document[Name]> }
      : Document

export function timeText(at: Date): string
export function timeText(at: Date | null): string | null
export function timeText(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}
