/** A list as the admin API answers it, and the addresses of its pages in the console. */

export type Page<Item> = { readonly items: readonly Item[]; readonly next_cursor: string | null }

/** What narrows a list, and where its page begins. */
export type Filters = Readonly<Record<string, string>>

/** The same page with other filters, such as the cursor of the next page. */
export function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams({ ...filters }).toString()
  return query === '' ? path : `${path}?${query}`
}
