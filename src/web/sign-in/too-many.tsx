/** The page at the session limit: the signed-in devices, and by policy a way to end one of them. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { DomainError } from '../../base/errors.ts'
import { deviceName } from '../../i18n/device.ts'
import { fill } from '../../i18n/fill.ts'
import type { OwnPage } from '../../model/own-client.ts'
import type { BlockedStep, BlockedSteps } from '../../model/step.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { currentLook, useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { renderPage } from '../ui/render.ts'
import { seeOther } from '../ui/see-other.ts'
import { Sentence } from '../ui/sentence.tsx'
import { Trait } from '../ui/trait.tsx'
import { CancelButton } from './cancel-button.tsx'
import { Meeting } from './meeting.tsx'

export type TooManyOptions = {
  readonly blocked: BlockedSteps<Pick<Context, 'req' | 'res'>>
  readonly deny: (exchange: Pick<Context, 'req' | 'res'>) => Promise<string>
  readonly issuer: string
  readonly development: boolean
}

export function tooManyRoutes(router: Router, options: TooManyOptions): void {
  const path = '/interaction/:uid/devices'
  router.get(path, (ctx) => show(ctx, options))
  router.post(path, sameOrigin(options.issuer), formBody, (ctx) => act(ctx, options))
}

async function show(ctx: Context, { blocked, development }: TooManyOptions): Promise<void> {
  const step = await blocked.find(ctx, uidOf(ctx))
  ctx.state['formAction'] = step.redirectUri
  ctx.set('Cache-Control', 'no-store')
  ctx.type = 'html'
  ctx.body = renderPage(
    <TooManyPage
      development={development}
      clientName={step.clientName}
      own={step.own}
      limit={step.limit}
      mayEnd={step.mayEnd}
      devices={step.devices.map(deviceOf)}
      action={ctx.path}
      hidden={{}}
    />,
  )
}

function deviceOf({
  id,
  userAgent,
  network,
  createdAt,
  lastSeenAt,
}: BlockedStep['devices'][number]) {
  return {
    id,
    device: deviceName(currentLook().words, userAgent),
    network,
    lastSeen: lastSeenAt,
    since: createdAt,
  }
}

async function act(ctx: Context, { blocked, deny }: TooManyOptions): Promise<void> {
  const uid = uidOf(ctx)
  const session = field(ctx, 'session')
  const action = session === '' ? field(ctx, 'action') : 'end'
  switch (action) {
    case 'end':
      return seeOther(ctx, await blocked.endOther(ctx, uid, session))
    case 'retry':
      return seeOther(ctx, await blocked.goOn(ctx, uid))
    case 'deny':
      await blocked.find(ctx, uid)
      return seeOther(ctx, await deny(ctx))
    default:
      throw new DomainError('request_invalid', 'action: end, retry or deny')
  }
}

function uidOf(ctx: Context): string {
  return String(ctx['params'].uid)
}

export type ListedDevice = {
  /** Id of the session. It is no secret; the form sends it to name the session to end. */
  readonly id: string
  readonly device: string
  readonly network: string | null
  readonly lastSeen: Date
  readonly since: Date
}

export type TooManyPageProps = PageProps & {
  readonly clientName: string
  /** Set on the way to one of the server's own pages. */
  readonly own?: OwnPage | null
  readonly limit: number
  /** Whether the policy lets the person end a session here. */
  readonly mayEnd: boolean
  readonly devices: readonly ListedDevice[]
  readonly action: string
  readonly hidden: Hidden
}

export function TooManyPage(props: TooManyPageProps): VNode {
  const { tooMany: text, own: ours } = useWords().steps
  const { clientName, own = null, limit, mayEnd, devices, development } = props
  const count = limit === 1 ? 'one' : 'many'
  const next = own === null ? text[count] : ours.tooMany[count]
  return (
    <Page title={text.title} development={development} hasTimes>
      <Intro>
        {own === null && <Meeting name={clientName} />}
        <h1>{text.title}</h1>
        <p class="lead">{fill(text[count].lead, { limit: String(limit) })}</p>
        <p class="note">
          <Sentence text={mayEnd ? next.ask : next.refuse} values={{ client: clientName }} />
        </p>
      </Intro>
      <Sheet>
        <h2>{mayEnd && devices.length > 1 ? text.which : text.now}</h2>
        {mayEnd ? <Choice {...props} /> : <DeviceList devices={devices} mayEnd={false} />}
        <WaysOut {...props} />
      </Sheet>
    </Page>
  )
}

/** A separate form: its hidden `action` must not be sent together with another button's. */
function Choice({ action, hidden, devices }: TooManyPageProps): VNode {
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={{ ...hidden, action: 'end' }} />
      <DeviceList devices={devices} mayEnd />
    </form>
  )
}

function DeviceList({ devices, mayEnd }: Pick<TooManyPageProps, 'devices' | 'mayEnd'>): VNode {
  return (
    <ul class="devices">
      {devices.map((listed, index) => {
        const factsId = `device-${index + 1}`
        return (
          <li key={listed.id}>
            <p class="device">
              <bdi>{listed.device}</bdi>
            </p>
            <DeviceFacts factsId={factsId} listed={listed} />
            {mayEnd && <EndButton factsId={factsId} listed={listed} />}
          </li>
        )
      })}
    </ul>
  )
}

type DeviceProps = Readonly<{ factsId: string; listed: ListedDevice }>

function DeviceFacts({ factsId, listed }: DeviceProps): VNode {
  const { tooMany: text } = useWords().steps
  return (
    <dl class="traits" id={factsId}>
      {listed.network !== null && <Trait name={text.network} values={[listed.network]} />}
      <Trait name={text.since} values={[listed.since]} />
      <Trait name={text.lastSeen} values={[listed.lastSeen]} />
    </dl>
  )
}

/**
 * The label names the device and the facts describe it: two devices may have the same name. Settling:
 * the second click of a double click on "Sign in" must not end a session.
 */
function EndButton({ factsId, listed }: DeviceProps): VNode {
  const { tooMany: text } = useWords().steps
  return (
    <button
      class="button settling"
      type="submit"
      name="session"
      value={listed.id}
      aria-label={fill(text.endNamed, { device: listed.device })}
      aria-describedby={factsId}
    >
      {text.end}
    </button>
  )
}

function WaysOut({ clientName, own = null, mayEnd, action, hidden }: TooManyPageProps): VNode {
  const { tooMany: text } = useWords().steps
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={hidden} />
      <div class="actions">
        {!mayEnd && (
          <button class="button primary" type="submit" name="action" value="retry">
            {text.retry}
          </button>
        )}
        <CancelButton text={text.cancel} clientName={clientName} own={own} />
      </div>
    </form>
  )
}
