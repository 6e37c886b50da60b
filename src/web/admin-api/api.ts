/** The admin API: which operations there are, each guarded by the scope that the contract names. */

import type { Passwords } from '../../accounts/passwords.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { listLedgerKeys } from '../../ledger/keys.ts'
import type { Store } from '../../store/database.ts'
import type { Places } from '../places.ts'
import { accountHelp } from './account-help.ts'
import { accountLifecycle } from './account-lifecycle.ts'
import { accountOperations } from './accounts.ts'
import { apiKeyOperations } from './api-keys.ts'
import { blockOperations } from './audit-blocks.ts'
import { type AuditOptions, auditOperations } from './audit-events.ts'
import { requireScope } from './bearer.ts'
import { clientLifecycle } from './client-lifecycle.ts'
import { clientUpdate } from './client-update.ts'
import { clientOperations } from './clients.ts'
import { type Described, openContract } from './contract.ts'
import { cursorsUnder } from './cursors.ts'
import { feedOperations } from './feed.ts'
import { grantOperations } from './grants.ts'
import { type KeyOptions, keyOperations } from './keys.ts'
import { noticeOperations } from './notices.ts'
import {
  type Caller,
  type Given,
  type Operation,
  type Reply,
  type Run,
  withHeadersChecked,
} from './operation.ts'
import { operatorOperations } from './operators.ts'
import { policyOperations } from './policies.ts'
import { remembering } from './remembered.ts'
import { resourceServerOperations } from './resource-servers.ts'
import { revocationOperations } from './revocations.ts'
import { sessionOperations } from './sessions.ts'
import { type SettingsOptions, settingsOperations } from './settings.ts'
import { statisticsOperations } from './statistics.ts'
import { requireText } from './text.ts'

export type AdminApiOptions = {
  readonly issuer: string
  readonly clients: ClientRegistry
  readonly store: Store
  readonly passwords: Passwords
  /** Whether mail that is asked for goes anywhere. */
  readonly sendsMail: boolean
  readonly auditWatch: AuditOptions['watch']
  /** What rotating keys takes. */
  readonly keys: Pick<KeyOptions, 'secret' | 'rotationDays'>
  readonly settings: SettingsOptions
  /** Where an address is, in words. */
  readonly places: Places
  /** The key under which cursors are signed. */
  readonly cursorKey: Uint8Array
  /** Under which answers to requests with an Idempotency-Key are sealed. */
  readonly answerKey: Uint8Array
  /** Under which guesses are counted. */
  readonly throttleKey: Uint8Array
}

export type Endpoint = { readonly described: Described; readonly run: Run }

export type Call = {
  readonly operationId: string
  readonly caller: Caller
} & Partial<Pick<Given, 'params' | 'body'>> & {
    /** By their names in lower case. */
    readonly headers?: Readonly<Record<string, string>>
  }

export type AdminApi = {
  readonly endpoints: readonly Endpoint[]
  /**
   * As if it came by HTTP: the same scope, the same contract, the same answer. Throws what the
   * operation throws, and `insufficient_scope`.
   */
  readonly call: (call: Call) => Promise<Reply>
}

export function openAdminApi(options: AdminApiOptions): AdminApi {
  const contract = openContract()
  const endpoints = new Map(
    operationsOf(options).map((one): [string, Endpoint] => {
      const described = contract(one.operationId)
      const run = remembering(one.bind(described), described, options)
      return [one.operationId, { described, run: textual(withHeadersChecked(run, described)) }]
    }),
  )
  const call = async ({ operationId, caller, params = {}, body, headers = {} }: Call) => {
    const endpoint = endpoints.get(operationId)
    if (endpoint === undefined) throw new Error(`no operation is called ${operationId}`)
    requireScope(caller, endpoint.described.scope)
    const header = (name: string) => headers[name.toLowerCase()]
    const preferred = (...types: string[]) =>
      types.find((type) => type === headers['accept']) ?? types[0] ?? false
    return endpoint.run({ params, body, header, preferred }, caller)
  }
  return { endpoints: [...endpoints.values()], call }
}

/** First of all, so that whatever walks through what was sent comes to an end. */
function textual(run: Run): Run {
  return async (given, caller) => {
    requireText(given.params)
    requireText(given.body)
    return run(given, caller)
  }
}

function operationsOf(options: AdminApiOptions): readonly Operation[] {
  const { issuer, store, passwords, clients } = options
  const paging = { issuer, cursors: cursorsUnder(options.cursorKey) }
  const ledgerKeys = () => listLedgerKeys(store, options.keys.secret)
  const proving = { ...paging, db: store, ledgerKeys }
  return [
    ...sessionOperations({ ...paging, db: store, places: options.places }),
    ...grantOperations({ ...paging, db: store }),
    ...clientOperations({ ...paging, store }),
    clientUpdate(store),
    ...clientLifecycle(store),
    ...resourceServerOperations({ ...paging, db: store }),
    ...accountOperations({ ...paging, store, passwords, throttleKey: options.throttleKey }),
    ...accountHelp(options),
    ...accountLifecycle(store),
    ...operatorOperations(store),
    ...revocationOperations({ ...paging, db: store }),
    ...feedOperations(store),
    ...noticeOperations({ ...paging, db: store }),
    ...policyOperations({ store, clients }),
    ...apiKeyOperations({ ...paging, db: store }),
    ...keyOperations({ ...paging, db: store, ...options.keys }),
    ...settingsOperations(options.settings),
    ...statisticsOperations(store),
    ...auditOperations({ ...proving, watch: options.auditWatch }),
    ...blockOperations(proving),
  ]
}
