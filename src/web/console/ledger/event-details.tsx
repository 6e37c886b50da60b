/** What else belongs to an event: names and values, what was before and after laid out. */

import type { VNode } from 'preact'
import { Card } from '../../ui/card.tsx'
import { Fact, Facts } from '../../ui/facts.tsx'
import type { ShownEvent } from './event.tsx'

const text = {
  details: 'Details',
  noDetails: 'There are none.',
}

export function EventDetails({ event }: { readonly event: ShownEvent }): VNode {
  const entries = Object.entries(event.details).filter(([name]) => name !== 'device')
  entries.sort(([one], [other]) => placeOf(one) - placeOf(other))
  return (
    <Card title={text.details}>
      {entries.length === 0 ? (
        <p>{text.noDetails}</p>
      ) : (
        <Facts>
          {entries.map(([name, value]) => (
            <Fact key={name} name={name}>
              <Detail value={value} />
            </Fact>
          ))}
        </Facts>
      )}
    </Card>
  )
}

/** The device stands with who did it; and what changed reads from before to after. */
const last: readonly string[] = ['before', 'after']

function placeOf(name: string): number {
  return last.indexOf(name)
}

/** What was before and after stands there as JSON. */
function Detail({ value }: { readonly value: unknown }): VNode {
  const written = typeof value === 'string' ? laidOut(value) : null
  if (written !== null) return <code class="code">{written}</code>
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
}

function laidOut(text: string): string | null {
  if (!/^[{[]/.test(text)) return null
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return null
  }
}
