/** What a good name and colour of the brand look like. No message repeats the value it refuses. */

import { z } from 'zod'

const longestName = 40

/** It stands in sentences, titles and the subjects of mail. */
export const brandName = z
  .string()
  .refine(
    (value) =>
      value.length <= longestName && /^[\p{L}\p{N}][^\p{C}\p{Zl}\p{Zp}<>{}"]*$/u.test(value),
    `must be a name of at most ${longestName} characters that begins with a letter or a digit, ` +
      'without < > { } " and control characters.',
  )

export const brandColour = z
  .string()
  .refine((value) => /^#[0-9a-f]{6}$/i.test(value), 'must be a colour such as #0d6350.')
  .transform((value) => value.toLowerCase())
