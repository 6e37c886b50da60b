/** The page that says the limit of devices is reached, and lets the person end one if it may. */

import type { VNode } from 'preact'
import { type Hidden, HiddenFields } from './form.tsx'
import { Meeting } from './meeting.tsx'
import { Intro, Page, type PageProps, Sheet } from './page.tsx'
import { fill, Sentence } from './sentence.tsx'

export type ListedDevice = {
  /** Of the session, no secret: it names what is to end. */
  readonly id: string
  readonly device: string
  readonly network: string | null
  /** Both already in words a person reads. */
  readonly lastSeen: string
  readonly since: string
}

export type TooManyPageProps = PageProps & {
  readonly clientName: string
  readonly limit: number
  /** Whether one of the devices may be ended from here. */
  readonly mayEnd: boolean
  readonly devices: readonly ListedDevice[]
  readonly action: string
  readonly hidden: Hidden
}

const text = {
  title: 'Too many devices',
  lead: 'Your account may be signed in on {limit} devices at once, and all {limit} are in use.',
  ask: 'End one of them to go on to {client}. That device is signed out at once, and you do not need your password again.',
  refuse: 'Sign out on one of them first, then try again here to go on to {client}.',
  one: {
    lead: 'Your account may be signed in on one device at once, and that one is in use.',
    ask: 'End it to go on to {client}. That device is signed out at once, and you do not need your password again.',
    refuse: 'Sign out there first, then try again here to go on to {client}.',
  },
  which: 'Which one should end?',
  now: 'Signed in now',
  network: 'Network',
  since: 'Signed in',
  lastSeen: 'Last used',
  end: 'End this one and go on',
  endNamed: 'End this one and go on: {device}',
  retry: 'Try again',
  cancel: 'Cancel and go back to {client}',
}

export function TooManyPage(props: TooManyPageProps): VNode {
  const { clientName, limit, mayEnd, devices, development } = props
  const words = limit === 1 ? text.one : text
  return (
    <Page title={text.title} development={development}>
      <Intro>
        <Meeting name={clientName} />
        <h1>{text.title}</h1>
        <p class="lead">{fill(words.lead, { limit: String(limit) })}</p>
        <p class="note">
          <Sentence text={mayEnd ? words.ask : words.refuse} values={{ client: clientName }} />
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

/** A form of its own: its hidden `action` must not be sent beside that of another button. */
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
  return (
    <dl class="traits" id={factsId}>
      {listed.network !== null && <Trait name={text.network} value={listed.network} />}
      <Trait name={text.since} value={listed.since} />
      <Trait name={text.lastSeen} value={listed.lastSeen} />
    </dl>
  )
}

function Trait({ name, value }: Readonly<{ name: string; value: string }>): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}

/**
 * Named with its device and described by its facts: two of them may be called the same. Settling:
 * the second click of a double click on "Sign in" must not end a session.
 */
function EndButton({ factsId, listed }: DeviceProps): VNode {
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

function WaysOut({ clientName, mayEnd, action, hidden }: TooManyPageProps): VNode {
  return (
    <form method="post" action={action}>
      <HiddenFields hidden={hidden} />
      <div class="actions">
        {!mayEnd && (
          <button class="button primary" type="submit" name="action" value="retry">
            {text.retry}
          </button>
        )}
        <button class="button quiet" type="submit" name="action" value="deny">
          {fill(text.cancel, { client: clientName })}
        </button>
      </div>
    </form>
  )
}
