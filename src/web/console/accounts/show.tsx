/** The page of one account, and the actions on it: tier, password reset, and its lifecycle. */

import type { VNode } from 'preact'
import type { AccountDetails } from '../../../contract/documents.ts'
import { developmentMailPath } from '../../../model/mail.ts'
import { field } from '../../middleware/guards.ts'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { HiddenFields } from '../../ui/form.tsx'
import { addressOf } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import {
  accountPath,
  accountsPath,
  effectivePolicyPath,
  ledgerPath,
  newRevocationPath,
  sessionsPath,
} from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type Kind, LifecycleButtons, lifecycleRoutes } from '../lifecycle.tsx'
import { policyNames } from '../policy-names.ts'
import { type ConsoleRequest, doneIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import {
  AccountBadge,
  type AccountRights,
  doneSentences,
  readAccount,
  rightsOver,
  writeScope,
} from './account.tsx'

const path = `${accountsPath}/:id`

export function accountRoutes(router: ConsoleRouter): void {
  const { get, act } = router
  get(path, (request) => showAccount(request))
  act({ path: `${path}/tier`, operationId: 'setTier' }, setTier)
  act({ path: `${path}/reset`, operationId: 'sendPasswordReset' }, sendReset)
  lifecycleRoutes(router, accounts)
}

const accounts: Kind = {
  listPath: accountsPath,
  scope: writeScope,
  read: async (request) => {
    const { account } = await readAccount(request)
    const name = account.email ?? account.id
    return { id: account.id, name, typed: name, path: accountPath(account) }
  },
  leads: {
    disable:
      'Every session of the account ends at once, with whatever applications were issued, and nobody signs in to it until somebody enables it again. What ended stays ended.',
    delete:
      'Every session of the account ends at once, and it is gone for good. Its email is free again, its id is never given to anyone else. The ledger keeps its events; “parley audit forget” erases what is personal in them.',
  },
  operations: { disable: 'disableAccount', enable: 'enableAccount', delete: 'deleteAccount' },
}

/** Shows the fault of a form on this page, if there is one. */
async function showAccount(request: ConsoleRequest, fault: Fault | null = null): Promise<void> {
  const { ctx, visit, options } = request
  const { account, etag } = await readAccount(request)
  const rights = rightsOver(visit, account)
  const tiers = rights.mayWrite ? await policyNames(visit) : []
  const page = { account, etag, tiers, fault, done: doneIn(ctx, doneSentences), ...rights }
  const inbox = options.shownMail === null ? null : developmentMailPath
  showPage(ctx, <AccountPage {...frameOf(visit, options)} {...page} inbox={inbox} />)
}

const stale = 'Somebody else changed the account meanwhile. This is how it is now: decide anew.'

async function setTier(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { account } = await readAccount(request)
  const { fault } = await attempt(() =>
    visit.ask('setTier', {
      params: { id: account.id },
      body: { tier: field(ctx, 'tier') },
      headers: { 'if-match': field(ctx, 'etag') },
    }),
  )
  if (fault === null) return seeOther(ctx, `${accountPath(account)}?told=tier`)
  ctx.status = fault.isStale ? 412 : 400
  await showAccount(request, fault.isStale ? { field: null, message: stale } : fault)
}

async function sendReset(request: ConsoleRequest): Promise<void> {
  const { ctx, visit } = request
  const { account } = await readAccount(request)
  const { fault } = await attempt(() =>
    visit.ask('sendPasswordReset', { params: { id: account.id } }),
  )
  if (fault === null) return seeOther(ctx, `${accountPath(account)}?told=reset`)
  ctx.status = 400
  await showAccount(request, fault)
}

type AccountProps = ConsoleFrameProps &
  AccountRights & {
    readonly account: AccountDetails
    readonly etag: string
    /** The names of all policies; each is a tier. */
    readonly tiers: readonly string[]
    /** In development, the address of the page that shows the mail. */
    readonly inbox: string | null
    readonly done: string | null
    readonly fault: Fault | null
  }

const text = {
  guest: 'A visitor without credentials',
  operator:
    'This is an operator of this server: only who may change operators can change the account.',
  who: 'The person',
  id: 'Account id (sub)',
  name: 'Name',
  email: 'Email',
  verified: 'Email verified',
  notYet: 'not yet',
  state: 'State',
  since: 'Disabled since',
  role: 'Role here',
  created: 'Created',
  factors: 'How they sign in',
  password: 'Password, last changed',
  none: 'Not at all: nobody can sign in to it.',
  reset: 'Mail a link to choose a new password',
  resetHint:
    'To the address above, and to nobody else. Nothing changes until it is used; then every session of the account ends.',
  mail: 'Mail that this server would have sent',
  limits: 'Sessions',
  open: 'Open now',
  most: 'Allowed at once',
  perClient: 'for each application',
  onLimit: 'With one more',
  policy: 'By the policy',
  another: 'Another tier',
  tier: 'Tier',
  tierHint: 'It picks the policy of the sessions that begin from now on.',
  setTier: 'Change the tier',
  more: 'See also',
  allSessions: 'Their sessions',
  ledger: 'What happened with the account',
  holds: 'What holds for their sessions, and why',
  revoke: 'Revoke everything of the account',
}

function AccountPage(props: AccountProps): VNode {
  const { account, mayWrite, mayHelp, mayRevoke, isGuarded, fault } = props
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={account.email ?? text.guest}
      lead={isGuarded ? text.operator : undefined}
      fault={fault !== null && fault.field !== 'tier' ? fault.message : null}
    >
      {mayWrite && (
        <LifecycleButtons path={accountPath(account)} disabledAt={account.disabled_at} />
      )}
      <div class="cards">
        <Identity account={account} />
        <Factors account={account} mayHelp={mayHelp} inbox={props.inbox} />
        <Limits account={account} />
        {mayWrite && <Tier {...props} />}
        <More account={account} mayRevoke={mayRevoke} />
      </div>
    </ConsoleFrame>
  )
}

function Identity({ account }: Pick<AccountProps, 'account'>): VNode {
  const { email_verified_at: verified, disabled_at: disabled } = account
  return (
    <section class="card">
      <h2>{text.who}</h2>
      <Facts>
        <Fact name={text.name}>
          <bdi>{account.name}</bdi>
        </Fact>
        <Fact name={text.email}>{account.email && <bdi>{account.email}</bdi>}</Fact>
        {account.email !== null && (
          <Fact name={text.verified}>
            {verified === null ? text.notYet : <Moment at={verified} />}
          </Fact>
        )}
        <Fact name={text.state}>
          <AccountBadge disabled_at={disabled} />
        </Fact>
        {disabled !== null && (
          <Fact name={text.since}>
            <Moment at={disabled} />
          </Fact>
        )}
        <Fact name={text.role}>{account.roles.join(', ')}</Fact>
        <Fact name={text.created}>
          <Moment at={account.created_at} />
        </Fact>
        <Fact name={text.id}>
          <code>{account.id}</code>
        </Fact>
      </Facts>
    </section>
  )
}

type FactorsProps = Pick<AccountProps, 'account' | 'mayHelp' | 'inbox'>

function Factors({ account, mayHelp, inbox }: FactorsProps): VNode {
  const { factors, disabled_at: disabled } = account
  return (
    <section class="card">
      <h2>{text.factors}</h2>
      {factors.length === 0 && <p>{text.none}</p>}
      {factors.length > 0 && (
        <Facts>
          {factors.map(({ kind, changed_at: at }) => (
            <Fact key={kind} name={text.password}>
              <Moment at={at} />
            </Fact>
          ))}
        </Facts>
      )}
      {mayHelp && disabled === null && (
        <form class="field" method="post" action={`${accountPath(account)}/reset`}>
          <button class="button" type="submit">
            {text.reset}
          </button>
          <p class="hint">{text.resetHint}</p>
          {inbox !== null && <a href={inbox}>{text.mail}</a>}
        </form>
      )}
    </section>
  )
}

function Limits({ account }: Pick<AccountProps, 'account'>): VNode {
  const { limits, open_sessions: open } = account
  const per = limits.limit_scope === 'client' ? ` ${text.perClient}` : ''
  return (
    <section class="card">
      <h2>{text.limits}</h2>
      <Facts>
        <Fact name={text.open}>{open}</Fact>
        <Fact name={text.most}>{`${limits.max_sessions}${per}`}</Fact>
        <Fact name={text.onLimit}>{onLimit[limits.on_limit]}</Fact>
        <Fact name={text.policy}>{limits.policy}</Fact>
      </Facts>
    </section>
  )
}

const onLimit = {
  evict_oldest: 'the oldest ends',
  evict_idle: 'the one that was idle longest ends',
  refuse: 'it is refused',
  ask: 'the person is asked which shall end',
} as const

function Tier({ account, etag, tiers, fault }: AccountProps): VNode {
  return (
    <section class="card">
      <h2>{text.another}</h2>
      <form class="stack" method="post" action={`${accountPath(account)}/tier`}>
        <HiddenFields hidden={{ etag }} />
        <SelectField
          name="tier"
          label={text.tier}
          value={account.tier}
          choices={tiers.map((name) => [name, name] as const)}
          hint={text.tierHint}
          fault={fault}
        />
        <p>
          <button class="button" type="submit">
            {text.setTier}
          </button>
        </p>
      </form>
    </section>
  )
}

function More({ account, mayRevoke }: Pick<AccountProps, 'account' | 'mayRevoke'>): VNode {
  const { id } = account
  return (
    <section class="card">
      <h2>{text.more}</h2>
      <ul class="places">
        <li>
          <a href={addressOf(sessionsPath, { account: id })}>{text.allSessions}</a>
        </li>
        <li>
          <a href={addressOf(ledgerPath, { account: id })}>{text.ledger}</a>
        </li>
        <li>
          <a href={addressOf(effectivePolicyPath, { account: id })}>{text.holds}</a>
        </li>
        {mayRevoke && (
          <li>
            <a href={newRevocationPath('account', { account_id: id })}>{text.revoke}</a>
          </li>
        )}
      </ul>
    </section>
  )
}
