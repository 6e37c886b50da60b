/** The applications page: which applications may use the account, with a way to remove each. */

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import type { Words } from '../../i18n/words.ts'
import { listApplications, withdrawConsent } from '../../sessions/applications.ts'
import { field, formBody, sameOrigin } from '../middleware/guards.ts'
import { currentLook, useWords } from '../ui/look.ts'
import { renderPage } from '../ui/render.ts'
import { describeScope } from '../ui/scopes.ts'
import { seeOther } from '../ui/see-other.ts'
import { Sentence } from '../ui/sentence.tsx'
import { Trait } from '../ui/trait.tsx'
import { AccountFrame, type AccountPageProps } from './frame.tsx'
import {
  type AccountOptions,
  applicationsPath,
  freshlySignedIn,
  type PersonSession,
  signedIn,
} from './visit.tsx'

export function accountApplicationRoutes(router: Router, options: AccountOptions): void {
  const ours = sameOrigin(options.issuer)
  router.get(applicationsPath, (ctx) =>
    signedIn(ctx, options, (_, session) => show(ctx, session, options)),
  )
  router.post(applicationsPath, ours, formBody, (ctx) =>
    freshlySignedIn(ctx, options, (_, session) => remove(ctx, session, options)),
  )
}

async function show(
  ctx: Context,
  { accountId, account }: PersonSession,
  { db, development }: AccountOptions,
): Promise<void> {
  const applications = await listApplications(db, accountId)
  const { words } = currentLook()
  ctx.type = 'html'
  ctx.body = renderPage(
    <AccountApplicationsPage
      development={development}
      accountEmail={account.email}
      formAction={applicationsPath}
      notice={ctx.query['told'] === 'removed' ? 'removed' : null}
      applications={applications.map(({ clientId, name, grantedAt, scopes }) => ({
        clientId,
        name,
        since: grantedAt,
        scopes: scopes.map((scope) => ({ name: scope, title: describeScope(words, scope).title })),
      }))}
    />,
  )
}

async function remove(ctx: Context, session: PersonSession, { db }: AccountOptions): Promise<void> {
  await withdrawConsent(db, { accountId: session.accountId, clientId: field(ctx, 'client') })
  seeOther(ctx, `${applicationsPath}?told=removed`)
}

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
              {application.scopes.length > 0 && <Permissions application={application} />}
              <RemoveForm application={application} factsId={factsId} formAction={formAction} />
            </li>
          )
        })}
      </ul>
    </>
  )
}

type ApplicationProps = Readonly<{ application: AccountApplication }>

function Permissions({ application }: ApplicationProps): VNode {
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
 * The label names the application and the facts describe it: two may have the same name. Settling:
 * the answer is this page with one application fewer, so a double click would remove the next one.
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
