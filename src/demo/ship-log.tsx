/** The log panel: each request to another party and its outcome, newest first. */

import { formatIso, formatTime } from './clock.ts'
import type { Step } from './sessions.ts'

const words = { done: 'done', refused: 'refused', failed: 'failed' } as const

export function ShipLog({ steps }: { steps: readonly Step[] }) {
  if (steps.length === 0) return null
  return (
    <section class="panel log" aria-labelledby="log-title">
      <h2 id="log-title">Ship’s log</h2>
      <p class="hint">What Harbor asked, and what it was answered. Times are UTC.</p>
      <ol reversed>
        {steps.map((step) => (
          <LogEntry step={step} />
        ))}
      </ol>
    </section>
  )
}

function LogEntry({ step }: { step: Step }) {
  return (
    <li class={step.outcome}>
      <div class="log-head">
        <time dateTime={formatIso(step.at)}>{formatTime(step.at)}</time>
        <span class="outcome">{words[step.outcome]}</span>
        {step.code !== null && <code>{step.code}</code>}
      </div>
      <p class="request">{step.request}</p>
      <p>{step.sentence}</p>
    </li>
  )
}
