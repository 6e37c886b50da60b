/** A card of a page of one thing: what it is about, and what is known of that. */

import type { ComponentChildren, VNode } from 'preact'

type CardProps = { readonly title: string; readonly children: ComponentChildren }

export function Card({ title, children }: CardProps): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
