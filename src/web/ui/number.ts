/** Numbers as pages write them. */

const numbers = new Intl.NumberFormat('en')

export function numberText(value: number): string {
  return numbers.format(value)
}
