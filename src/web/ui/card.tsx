/** A card: a titled section of a page. */

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
