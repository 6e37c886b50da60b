/** The answer of a command: one JSON document for machines, or lines for people. */

import { Option } from 'commander'
import type { Context } from './context.ts'

/** The flag that every command with an answer has. */
export const jsonOption = () => new Option('--json', 'print one JSON document')

export type AnswerOptions = { readonly json?: boolean | undefined }

/** `value` has the JSON's names; undefined fields are left out. */
export function answer(
  context: Context,
  { json }: AnswerOptions,
  { value, lines }: { value: unknown; lines: readonly string[] },
): void {
  if (json) context.print(`${JSON.stringify(value)}\n`)
  else if (lines.length > 0) context.print(`${lines.join('\n')}\n`)
}

/** Puts the rows in aligned columns; the last column has any length. */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    }
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** An instant for people: UTC, to the second. */
export function shortTime(at: Date | string | null): string {
  return at === null ? '-' : new Date(at).toISOString().replace('T', ' ').slice(0, 19)
}
