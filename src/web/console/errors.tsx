/** The error pages of the console: what went wrong, and what the operator can do next. */

import type { Context } from 'koa'
import type { ComponentChildren, VNode } from 'preact'
import { isOperatorRole } from '../../model/operator-role.ts'
import type { Judgement } from '../middleware/problem-table.ts'
import { Fact, Facts } from '../ui/facts.tsx'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { overviewPath } from './addresses.ts'
import { areaOf, overview } from './areas.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from './frame.tsx'
import { visitIn } from './visit.ts'

export function isOfConsole({ path }: Context): boolean {
  return path === overviewPath || path.startsWith(`${overviewPath}/`)
}

export function consoleErrorPage(
  ctx: Context,
  { code, title, detail, status }: Judgement,
  options: { readonly development: boolean },
): string {
  const visit = visitIn(ctx)
  const problem = { code, title, reason: detail, status, requestId: String(ctx.state['requestId']) }
  if (visit !== null && !visit.roles.some(isOperatorRole)) {
    return renderPage(<NoOperatorPage {...options} {...problem} email={visit.email} />)
  }
  const request = { address: ctx.path, isAct: ctx.method !== 'GET' && ctx.method !== 'HEAD' }
  const frame = visit && frameOf(visit, options)
  return renderPage(<ConsoleErrorPage {...options} {...problem} {...request} frame={frame} />)
}

type Problem = PageProps & {
  /** A code from base/errors. */
  readonly code: string
  readonly title: string
  /** The detail from the admin API. */
  readonly reason: string
  readonly status: number
  readonly requestId: string
}

type ErrorProps = Problem & {
  /** True when the request would have changed something. */
  readonly isAct: boolean
  /** Null when the operator is not known. */
  readonly frame: ConsoleFrameProps | null
  /** The requested path. Never shown on the page: it can be anything. */
  readonly address: string
}

const hints: Readonly<Record<string, string>> = {
  body_too_large: 'Go back and send less.',
  cursor_unknown: 'Begin again at the first page of the list.',
  event_changed:
    'Somebody changed it behind the ledger’s back, so nothing proves what it says now. Verify its block, and keep the database as evidence.',
  event_unsealed: 'Wait a few seconds and try again: what is new is sealed every second.',
  forbidden:
    'Open the form again from this console and send it from there. If that is refused as well, ask an owner: roles are given under Operators.',
  insufficient_scope:
    'Your role does not allow this. Ask an owner: roles are given under Operators.',
  last_owner: 'Make somebody else an owner first, under Operators.',
  not_found:
    'Look for it in the list: what was deleted is gone, and what ended long ago is not kept for ever.',
  precondition_failed: 'Somebody changed it since you opened it. Open it again, then decide anew.',
  sign_in_refused: 'Open the console again and sign in.',
  sign_in_too_weak:
    'Sign out to use another account, or ask an owner for a tier whose policy asks for less. On the machine: parley account set-tier.',
  store_unavailable:
    'Wait a few seconds and reload. Until the database answers, nothing is changed and nothing is lost. If it lasts: parley doctor, on the machine.',
  too_busy: 'Wait a few seconds and reload.',
}

const text = {
  nothingDone: 'Nothing was done.',
  notShown: 'This page cannot be shown.',
  next: 'What you can do',
  otherHint: 'Go back, put right what the reason names, and try again.',
  faultHint:
    'Try once more. If it happens again, look for the request in the log of the server: it says what broke.',
  details: 'For the log and the ledger',
  reason: 'Reason',
  status: 'Status',
  request: 'Request',
  back: (title: string) => `Back to ${title}`,
  console: 'To the console',
  nobody: {
    title: 'You are no operator here',
    lead: 'The console is for those who operate this server, and this account is not one of them.',
    owner: 'An owner can give you a role, in the console under Operators.',
    machine: 'Whoever has the machine can do it by the command line:',
    signedInAs: 'Signed in as',
    other: 'Sign out, to use another account',
    account: 'Your account',
  },
}

function ConsoleErrorPage(props: ErrorProps): VNode {
  const { frame, address, title } = props
  if (frame === null) return <Unframed {...props} />
  const area = areaOf(address, frame.areas)
  return (
    <ConsoleFrame {...frame} path={area.path} title={title} lead={leadOf(props)}>
      <section class="card narrow">
        <h2>{text.next}</h2>
        <p>{hintOf(props)}</p>
        <p class="actions">
          <a class="button" href={area.path}>
            {text.back(area.title)}
          </a>
        </p>
      </section>
      <section class="card narrow">
        <h2>{text.details}</h2>
        <Details {...props} />
      </section>
    </ConsoleFrame>
  )
}

function leadOf({ isAct }: ErrorProps): string {
  return isAct ? text.nothingDone : text.notShown
}

function hintOf({ code, status }: Problem): string {
  return hints[code] ?? (status >= 500 ? text.faultHint : text.otherHint)
}

function Unframed(props: ErrorProps): VNode {
  return (
    <Plain {...props} lead={leadOf(props)}>
      <section>
        <h2>{text.next}</h2>
        <p>{hintOf(props)}</p>
        <p>
          <a class="button" href={overview.path}>
            {text.console}
          </a>
        </p>
        <p>
          <a href="/logout">{text.nobody.other}</a>
        </p>
      </section>
    </Plain>
  )
}

/** For an account that is signed in but has no role. */
function NoOperatorPage({ email, ...props }: Problem & { readonly email: string }): VNode {
  const { nobody } = text
  return (
    <Plain {...props} title={nobody.title} lead={nobody.lead}>
      <section>
        <h2>{text.next}</h2>
        <p>{nobody.owner}</p>
        <p>{nobody.machine}</p>
        <pre class="code">
          <code>{`parley operator set ${shellWord(email)} owner`}</code>
        </pre>
      </section>
      <section>
        <p>
          {nobody.signedInAs} <bdi class="name">{email}</bdi>
        </p>
        <p>
          <a href="/logout">{nobody.other}</a>
        </p>
        <p>
          <a href="/account">{nobody.account}</a>
        </p>
      </section>
    </Plain>
  )
}

function shellWord(text: string): string {
  return /^[\w.@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

type PlainProps = Problem & { readonly lead: string; readonly children: ComponentChildren }

function Plain({ title, lead, children, ...problem }: PlainProps): VNode {
  return (
    <Page title={title} development={problem.development}>
      <Intro>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </Intro>
      <Sheet>
        {children}
        <section>
          <h2 class="label">{text.details}</h2>
          <Details {...problem} title={title} />
        </section>
      </Sheet>
    </Page>
  )
}

function Details({ reason, status, requestId }: Problem): VNode {
  return (
    <Facts>
      <Fact name={text.reason}>{reason}</Fact>
      <Fact name={text.status}>{status}</Fact>
      <Fact name={text.request}>
        <code>{requestId}</code>
      </Fact>
    </Facts>
  )
}
