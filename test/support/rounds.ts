/** How often a long test repeats itself: a few times among all tests, many by `npm run test:long`. */

export function rounds(few: number): number {
  return few * Number(process.env['PARLEY_TEST_ROUNDS'] || 1)
}
