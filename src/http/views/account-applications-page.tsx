/** The page of the applications a person let into the account, and the way to take it back. */

import type { VNode } from 'preact'
import { AccountFrame, type AccountPageProps, Trait } from './account-frame.tsx'
import { fill, Sentence } from './sentence.tsx'

export type AccountApplication = {
  readonly clientId: string
  readonly name: string
  /** Already in words a person reads. */
  readonly since: string
  readonly scopes: readonly { readonly name: string; readonly title: string }[]
}

export type AccountApplicationsPageProps = AccountPageProps & {
  readonly notice: keyof typeof done | null
  readonly applications: readonly AccountApplication[]
}

const done = {
  removed: 'Done: that app has no access to your account any more.',
}

const text = {
  title: 'Apps with access to your account',
  lead: 'Every app you allowed to use your account, and what it may do.',
  note: 'Removing access ends it at once, everywhere: on all your devices, and in the background.',
  list: 'Your apps',
  since: 'Since',
  may: '{client} may',
  remove: 'Remove access',
  removeNamed: 'Remove access: {client}',
  none: {
    title: 'No app has access',
    expect:
      'When you sign in to an app with Parley and allow it to use your account, it appears here. You see what it may do, and can remove its access at any time.',
  },
}

export function AccountApplicationsPage(props: AccountApplicationsPageProps): VNode {
  const { development, accountEmail, formAction, notice, applications } = props
  return (
    <AccountFrame
      path="/account/applications"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={notice === null ? null : done[notice]}
      development={development}
      accountEmail={accountEmail}
    >
      {applications.length === 0 ? (
        <NoApplication />
      ) : (
        <ApplicationList applications={applications} formAction={formAction} />
      )}
    </AccountFrame>
  )
}

function NoApplication(): VNode {
  return (
    <section>
      <h2>{text.none.title}</h2>
      <p>{text.none.expect}</p>
    </section>
  )
}

type ListProps = Pick<AccountApplicationsPageProps, 'applications' | 'formAction'>

function ApplicationList({ applications, formAction }: ListProps): VNode {
  return (
    <>
      <h2>{text.list}</h2>
      <ul class="devices">
        {applications.map((application, index) => {
          const factsId = `application-${index + 1}`
          return (
            <li key={application.clientId}>
              <p class="device">
                <bdi>{application.name}</bdi>
              </p>
              <dl class="traits" id={factsId}>
                <Trait name={text.since} values={[application.since]} />
              </dl>
              {application.scopes.length > 0 && <Allowed application={application} />}
              <RemoveForm application={application} factsId={factsId} formAction={formAction} />
            </li>
          )
        })}
      </ul>
    </>
  )
}

type ApplicationProps = Readonly<{ application: AccountApplication }>

function Allowed({ application }: ApplicationProps): VNode {
  return (
    <div class="allowed">
      <p>
        <Sentence text={text.may} values={{ client: application.name }} />
      </p>
      <ul class="scopes">
        {application.scopes.map(({ name, title }) => (
          <li key={name}>{title === name ? <code>{name}</code> : title}</li>
        ))}
      </ul>
    </div>
  )
}

type RemoveProps = ApplicationProps & Readonly<{ factsId: string; formAction: string }>

/**
 * Named with its application and described by its facts: two may be called the same. Settling: the
 * answer is this page with one application less, and a double click would remove the next one too.
 */
function RemoveForm({ application, factsId, formAction }: RemoveProps): VNode {
  return (
    <form method="post" action={formAction}>
      <button
        class="button settling"
        type="submit"
        name="client"
        value={application.clientId}
        aria-label={fill(text.removeNamed, { client: application.name })}
        aria-describedby={factsId}
      >
        {text.remove}
      </button>
    </form>
  )
}
