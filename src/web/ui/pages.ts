/** A page of a list from the admin API, and the addresses of such pages in the console. */

export type Page<Item> = { readonly items: readonly Item[]; readonly next_cursor: string | null }

/** The filters of a list, and the cursor of its page. */
export type Filters = Readonly<Record<string, string>>

/** The address of a list with these filters. */
export function addressOf(path: string, filters: Filters): string {
  const query = new URLSearchParams({ ...filters }).toString()
  return query === '' ? path : `${path}?${query}`
}
