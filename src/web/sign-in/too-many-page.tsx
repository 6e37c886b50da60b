/** The page that says the limit of devices is reached, and lets the person end one if it may. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import { type Hidden, HiddenFields } from '../ui/form.tsx'
import { useWords } from '../ui/look.ts'
import { Intro, Page, type PageProps, Sheet } from '../ui/page.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { Trait } from '../ui/trait.tsx'
import { Meeting } from './meeting.tsx'

export type ListedDevice = {
  /** Of the session, no secret: it names what is to end. */
  readonly id: string
  readonly device: string
  readonly network: string | null
  readonly lastSeen: Date
  readonly since: Date
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

export function TooManyPage(props: TooManyPageProps): VNode {
  const { tooMany: text } = useWords().steps
  const { clientName, limit, mayEnd, devices, development } = props
  const words = limit === 1 ? text.one : text.many
  return (
    <Page title={text.title} development={development} hasTimes>
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
 * Named with its device and described by its facts: two of them may be called the same. Settling:
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

function WaysOut({ clientName, mayEnd, action, hidden }: TooManyPageProps): VNode {
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
        <button class="button quiet" type="submit" name="action" value="deny">
          {fill(text.cancel, { client: clientName })}
        </button>
      </div>
    </form>
  )
}
