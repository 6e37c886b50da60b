/** The list of accounts, newest first, and the search by email or name. */

import type { VNode } from 'preact'
import type { AccountDocument } from '../../../contract/documents.ts'
import { Badge, Moment } from '../../ui/facts.tsx'
import { type Fault, SelectField, sentenceOf, TextField, Toolbar } from '../../ui/fields.tsx'
import type { Filters, Page } from '../../ui/pages.ts'
import { showPage } from '../../ui/show-page.ts'
import { Empty, Pager, Table } from '../../ui/table.tsx'
import { accountPath, accountsPath } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import { type ConsoleRequest, doneIn, filtersIn } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import { AccountBadge, doneSentences, writeScope } from './account.tsx'

export function accountListRoutes({ get }: ConsoleRouter): void {
  get(accountsPath, list)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const filters = filtersIn(ctx, ['by', 'begins', 'cursor'])
  const { by, begins, cursor } = filters
  const prefix =
    begins === undefined ? {} : { [`${by === 'name' ? 'name' : 'email'}_prefix`]: begins }
  const params = { ...prefix, ...(cursor === undefined ? {} : { cursor }) }
  const { value, fault } = await attempt(() => visit.ask('listAccounts', { params }))
  showPage(
    ctx,
    <AccountsPage
      {...frameOf(visit, options)}
      filters={filters}
      found={value?.body ?? null}
      fault={fault}
      mayWrite={visit.may(writeScope)}
      done={doneIn(ctx, doneSentences)}
    />,
  )
}

type AccountsProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Null when the query is wrong. */
  readonly found: Page<AccountDocument> | null
  readonly fault: Fault | null
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  title: 'Accounts',
  lead: 'The people who can sign in here.',
  by: 'Find by',
  begins: 'Begins with',
  create: 'Create an account',
  heads: ['Email', 'Name', 'State', 'Tier', 'Role', 'Created'],
  none: 'No account yet',
  noneLead: 'People make one by themselves where registration is open, or are given one here.',
  notFound: 'Nobody found',
  notFoundLead:
    'No email or name begins so. Emails are looked for as they are written, names in any case.',
  all: 'Show everybody',
}

const searchFields = [
  ['email', 'email'],
  ['name', 'name'],
] as const

function AccountsPage(props: AccountsProps): VNode {
  const { filters, found, fault, mayWrite } = props
  return (
    <ConsoleFrame
      {...props}
      path={accountsPath}
      title={text.title}
      lead={text.lead}
      fault={fault === null ? null : sentenceOf(fault)}
    >
      <Toolbar action={accountsPath}>
        <SelectField
          name="by"
          label={text.by}
          value={filters['by'] ?? 'email'}
          choices={searchFields}
        />
        <TextField name="begins" label={text.begins} value={filters['begins'] ?? ''} />
      </Toolbar>
      {mayWrite && (
        <p class="toolbar">
          <a class="button" href={`${accountsPath}/new`}>
            {text.create}
          </a>
        </p>
      )}
      {found !== null && (
        <>
          {found.items.length === 0 ? <None filters={filters} /> : <Rows accounts={found.items} />}
          <Pager path={accountsPath} filters={filters} next={found.next_cursor} />
        </>
      )}
    </ConsoleFrame>
  )
}

function None({ filters }: Pick<AccountsProps, 'filters'>): VNode {
  if (filters['begins'] === undefined) {
    return (
      <Empty title={text.none}>
        <p>{text.noneLead}</p>
      </Empty>
    )
  }
  return (
    <Empty title={text.notFound}>
      <p>{text.notFoundLead}</p>
      <a class="button" href={accountsPath}>
        {text.all}
      </a>
    </Empty>
  )
}

function Rows({ accounts }: Readonly<{ accounts: readonly AccountDocument[] }>): VNode {
  return (
    <Table label={text.title} heads={text.heads}>
      {accounts.map((account) => (
        <tr key={account.id}>
          <th scope="row">
            <a href={accountPath(account)}>
              <bdi>{account.email ?? account.id}</bdi>
            </a>
          </th>
          <td>
            <bdi>{account.name}</bdi>
          </td>
          <td>
            <AccountBadge disabled_at={account.disabled_at} />
          </td>
          <td>{account.tier}</td>
          <td>
            {account.roles.length > 0 && <Badge mood="quiet">{account.roles.join(', ')}</Badge>}
          </td>
          <td class="tight">
            <Moment at={account.created_at} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
