/** One fact in a list of class `traits`. Each of its values keeps its own text direction. */

import type { VNode } from 'preact'
import { Time } from './time.tsx'

type TraitProps = Readonly<{ name: string; values: readonly (string | Date)[] }>

export function Trait({ name, values }: TraitProps): VNode {
  return (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={String(value)}>
          {typeof value === 'string' ? <bdi>{value}</bdi> : <Time at={value} />}
        </dd>
      ))}
    </div>
  )
}
