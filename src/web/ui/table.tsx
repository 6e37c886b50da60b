/** A list as a table that a narrow screen scrolls sideways, the way onward below it. */

import type { ComponentChildren, VNode } from 'preact'
import { addressOf, type Filters } from './pages.ts'

type TableProps = {
  /** What is listed, for who cannot see it. */
  readonly label: string
  readonly heads: readonly (string | { readonly number: string })[]
  readonly children: ComponentChildren
}

/** The rows are the children. Who uses the keyboard alone can scroll it. */
export function Table({ label, heads, children }: TableProps): VNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
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
  /** Of the list, without its query. */
  readonly path: string
  /** What this page was asked with, its cursor among it. */
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
  /** What it means that there is nothing, and what to do about it. */
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
