/** The admin API: all its operations, each guarded by the scope that the contract names. */

import type { Passwords } from '../../accounts/passwords.ts'
import { DomainError } from '../../base/errors.ts'
import type { Installation } from '../../clients/judge-registration.ts'
import type { ClientRegistry } from '../../clients/registry.ts'
import { listLedgerKeys } from '../../ledger/keys.ts'
import type { Store } from '../../store/database.ts'
import type { Places } from '../places.ts'
import { accountOperations } from './accounts.ts'
import { apiKeyOperations } from './api-keys.ts'
import { guardOf, withRecentSignIn } from './authority.ts'
import { requireScope } from './bearer.ts'
import { clientOperations } from './clients.ts'
import { type OperationContract, openContract } from './contract.ts'
import { feedOperations } from './feed.ts'
import { grantOperations } from './grants.ts'
import { withIdempotency } from './idempotency.ts'
import { type KeyOptions, keyOperations } from './keys.ts'
import { blockOperations } from './ledger-blocks.ts'
import { eventOperations, type LedgerOptions } from './ledger-events.ts'
import { noticeOperations } from './notices.ts'
import {
  type Caller,
  type Operation,
  type RawRequest,
  type Reply,
  type Run,
  withHeadersChecked,
} from './operation.ts'
import { operatorOperations } from './operators.ts'
import { cursorsUnder } from './pages.ts'
import { policyOperations } from './policies.ts'
import { resourceServerOperations } from './resource-servers.ts'
import { revocationOperations } from './revocations.ts'
import { sessionOperations } from './sessions.ts'
import { type SettingsOptions, settingsOperations } from './settings.ts'
import { statisticsOperations } from './statistics.ts'

export type AdminApiOptions = {
  readonly issuer: string
  readonly installation: Installation
  readonly clients: ClientRegistry
  readonly store: Store
  readonly passwords: Passwords
  /** False when no mail server is configured. */
  readonly sendsMail: boolean
  readonly ledgerWatch: LedgerOptions['watch']
  readonly keys: Pick<KeyOptions, 'secret' | 'rotationDays'>
  readonly settings: SettingsOptions
  readonly places: Places
  /** Signs cursors. */
  readonly cursorKey: Uint8Array
  /** Seals the stored answers to requests with an Idempotency-Key. */
  readonly answerKey: Uint8Array
  readonly throttleKey: Uint8Array
}

export type Endpoint = { readonly contract: OperationContract; readonly run: Run }

export type Call = {
  readonly operationId: string
  readonly caller: Caller
} & Partial<Pick<RawRequest, 'params' | 'body'>> & {
    /** Keyed by their names in lower case. */
    readonly headers?: Readonly<Record<string, string>>
  }

export type AdminApi = {
  readonly endpoints: readonly Endpoint[]
  /**
   * The same as a request by HTTP: same scope, same contract, same answer. Throws what the operation
   * throws, and `insufficient_scope`.
   */
  readonly call: (call: Call) => Promise<Reply>
}

export function openAdminApi(options: AdminApiOptions): AdminApi {
  const contractOf = openContract()
  const guard = guardOf(options)
  const endpoints = new Map(
    operationsOf(options).map((one): [string, Endpoint] => {
      const contract = contractOf(one.operationId)
      const repeatable = withIdempotency(one.bind(contract, guard), contract, options)
      const run = withRecentSignIn(repeatable, one.operationId)
      return [
        one.operationId,
        { contract, run: withTextChecked(withHeadersChecked(run, contract)) },
      ]
    }),
  )
  const call = async ({ operationId, caller, params = {}, body, headers = {} }: Call) => {
    const endpoint = endpoints.get(operationId)
    if (endpoint === undefined) throw new Error(`no operation is called ${operationId}`)
    requireScope(caller, endpoint.contract.scope)
    const header = (name: string) => headers[name.toLowerCase()]
    const preferred = (...types: string[]) =>
      types.find((type) => type === headers['accept']) ?? types[0] ?? false
    return endpoint.run({ params, body, header, preferred }, caller)
  }
  return { endpoints: [...endpoints.values()], call }
}

/** Comes first, so that every later walk through the request has a bound. */
function withTextChecked(run: Run): Run {
  return async (request, caller) => {
    requireText(request.params)
    requireText(request.body)
    return run(request, caller)
  }
}

/** More than twice the depth of any document in the contract. */
const deepest = 20

/** Postgres takes neither NUL nor half a surrogate pair, and no honest request has one. Throws `request_invalid`. */
function requireText(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return
    throw new DomainError('request_invalid', 'text: not valid Unicode')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw new DomainError('request_invalid', 'body: nested too deeply')
  for (const [key, part] of Object.entries(value)) {
    requireText(key)
    requireText(part, depth + 1)
  }
}

function operationsOf(options: AdminApiOptions): readonly Operation[] {
  const { issuer, installation, store, passwords, clients, sendsMail, throttleKey } = options
  const { brandName } = installation
  const paging = { issuer, cursors: cursorsUnder(options.cursorKey) }
  const ledgerKeys = () => listLedgerKeys(store, options.keys.secret)
  const ledger = { ...paging, db: store, ledgerKeys }
  return [
    ...sessionOperations({ ...paging, db: store, places: options.places }),
    ...grantOperations({ ...paging, db: store }),
    ...clientOperations({ ...paging, store, installation }),
    ...resourceServerOperations({ ...paging, db: store, brandName }),
    ...accountOperations({ ...paging, store, passwords, sendsMail, throttleKey }),
    ...operatorOperations(store),
    ...revocationOperations({ ...paging, db: store }),
    ...feedOperations(store),
    ...noticeOperations({ ...paging, db: store }),
    ...policyOperations({ store, clients }),
    ...apiKeyOperations({ ...paging, db: store, brandName }),
    ...keyOperations({ ...paging, db: store, ...options.keys }),
    ...settingsOperations(options.settings),
    ...statisticsOperations(store),
    ...eventOperations({ ...ledger, watch: options.ledgerWatch }),
    ...blockOperations(ledger),
  ]
}
