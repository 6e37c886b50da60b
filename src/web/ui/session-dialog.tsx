/** The dialog that warns before the session ends and says why it ended. It needs script. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { useWords } from './look.ts'
import { dialogScript } from './scripts.ts'

type DialogProps = {
  /** A page that asks the person to sign in. */
  readonly signInPath: string
}

/** The script fills in the times. */
export function SessionDialog({ signInPath }: DialogProps): VNode {
  const { dialog: text } = useWords().account
  return (
    <>
      <dialog class="session-end" data-session="/session" data-events>
        <Warning when="expiring" title={text.expiring.title} why={text.expiring.why}>
          <button class="button primary" type="button" data-do="stay">
            {text.expiring.stay}
          </button>
          <a class="button quiet" href="/logout">
            {text.expiring.leave}
          </a>
          <p class="alert" role="alert" data-failed hidden>
            {text.expiring.failed}
          </p>
        </Warning>
        <Warning when="ending" title={text.ending.title} why={text.ending.why}>
          <button class="button primary" type="button" data-do="dismiss">
            {text.ending.understood}
          </button>
        </Warning>
        <Ended signInPath={signInPath} />
      </dialog>
      <script type="module" src={dialogScript} />
    </>
  )
}

type WarningProps = {
  readonly when: 'expiring' | 'ending'
  readonly title: string
  readonly why: string
  readonly children: VNode | readonly VNode[]
}

/** The visible countdown moves every second; screen readers announce the time less often. */
function Warning({ when, title, why, children }: WarningProps): VNode {
  const [titleId, whyId, leftId] = [`${when}-title`, `${when}-why`, `${when}-left`]
  return (
    <div data-when={when} data-labelledby={titleId} data-describedby={`${whyId} ${leftId}`} hidden>
      <Countdown />
      <h2 id={titleId}>{title}</h2>
      <p id={whyId}>{why}</p>
      <p class="spoken" id={leftId} aria-live="polite" aria-atomic="true">
        <TimeLeft />
      </p>
      <div class="actions">{children}</div>
    </div>
  )
}

function TimeLeft(): VNode {
  const { dialog: text } = useWords().account
  const [before, after] = fill(text.left, { left: '|' }).split('|')
  return (
    <>
      {before}
      <span data-spoken-left />
      {after}
    </>
  )
}

function Countdown(): VNode {
  return (
    <div class="countdown">
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="countdown-track" cx="60" cy="60" r="54" />
        <circle class="countdown-rest" cx="60" cy="60" r="54" pathLength="1" />
      </svg>
      <span data-left aria-hidden="true" />
    </div>
  )
}

/** The last text is for sign-out, and for every reason without a text of its own. */
function Ended({ signInPath }: DialogProps): VNode {
  const { account, steps } = useWords()
  const { dialog: text } = account
  return (
    <div data-when="ended" data-labelledby="ended-title" data-describedby="ended-why" hidden>
      <h2 id="ended-title" tabIndex={-1}>
        {text.ended.title}
      </h2>
      <div id="ended-why">
        {Object.entries(steps.endings).map(([reason, words]) => (
          <p key={reason} data-reason={reason} hidden>
            {words}
          </p>
        ))}
        <p data-reason="">{text.ended.other}</p>
      </div>
      <div class="actions">
        <a class="button primary" href={signInPath}>
          {text.ended.again}
        </a>
      </div>
    </div>
  )
}
