/** Ids as they are typed. */

/** Whether the text has the shape of the ids of accounts, sessions, notices and API keys. */
export function isId(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
}
