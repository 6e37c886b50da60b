/** The page of the applications a person let into the account, and the way to take it back. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { useWords } from '../ui/look.ts'
import { Sentence } from '../ui/sentence.tsx'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'

export type AccountApplication = {
  readonly clientId: string
  readonly name: string
  readonly since: Date
  readonly scopes: readonly { readonly name: string; readonly title: string }[]
}

export type AccountApplicationsPageProps = AccountPageProps & {
  readonly notice: keyof Words['account']['applications']['done'] | null
  readonly applications: readonly AccountApplication[]
}

export function AccountApplicationsPage(props: AccountApplicationsPageProps): VNode {
  const { applications: text } = useWords().account
  const { development, accountEmail, formAction, notice, applications } = props
  return (
    <AccountFrame
      place="applications"
      title={text.title}
      lead={text.lead}
      note={text.note}
      done={notice === null ? null : text.done[notice]}
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
  const { applications: text } = useWords().account
  return (
    <section>
      <h2>{text.none.title}</h2>
      <p>{text.none.expect}</p>
    </section>
  )
}

type ListProps = Pick<AccountApplicationsPageProps, 'applications' | 'formAction'>

function ApplicationList({ applications, formAction }: ListProps): VNode {
  const { applications: text } = useWords().account
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
  const { applications: text } = useWords().account
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
  const { applications: text } = useWords().account
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
