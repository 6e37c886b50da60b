/** A list as a table that scrolls sideways on a narrow screen, with a pager below it. */

import type { ComponentChildren, VNode } from 'preact'
import { addressOf, type Filters } from './pages.ts'

type TableProps = {
  /** Names the list for screen readers. */
  readonly label: string
  readonly heads: readonly (string | { readonly number: string })[]
  readonly children: ComponentChildren
}

/** The children are the rows. */
export function Table({ label, heads, children }: TableProps): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users must be able to scroll it
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            {heads.map((head) =>
              typeof head === 'string' ? (
                <th key={head} scope="col">
                  {head}
                </th>
              ) : (
                <th key={head.number} scope="col" class="number">
                  {head.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

type PagerProps = {
  /** Path of the list, without a query. */
  readonly path: string
  /** The filters of this page, including its cursor. */
  readonly filters: Filters
  /** The cursor of the next page; null on the last. */
  readonly next: string | null
}

const text = { pages: 'Pages', first: 'Back to the first', next: 'Next page' }

export function Pager({ path, filters, next }: PagerProps): VNode | null {
  const { cursor, ...others } = filters
  if (cursor === undefined && next === null) return null
  return (
    <nav class="pager" aria-label={text.pages}>
      <span>{cursor !== undefined && <a href={addressOf(path, others)}>{text.first}</a>}</span>
      {next !== null && (
        <a href={addressOf(path, { ...others, cursor: next })} rel="next">
          {text.next}
        </a>
      )}
    </nav>
  )
}

type EmptyProps = {
  readonly title: string
  /** Says why the list is empty and what to do next. */
  readonly children: ComponentChildren
}

export function Empty({ title, children }: EmptyProps): VNode {
  return (
    <section class="empty">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
