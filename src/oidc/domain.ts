/** Everything that src/oidc needs of the rest; the composition root hands it in once. */

import type { Passwords } from '../accounts/passwords.ts'
import type { RateLimit } from '../base/rate-limit.ts'
import type { OwnTokenRecorder } from '../clients/own-tokens.ts'
import type { ClientRegistry } from '../clients/registry.ts'
import type { LedgerEvent } from '../model/event.ts'
import type { PolicyRegistry } from '../policies/registry.ts'
import type { StatusLists } from '../revocation/status-list.ts'
import type { Db } from '../store/db.ts'
import type { ClientThrottle } from '../throttle/client-throttle.ts'
import type { Throttle } from '../throttle/tally.ts'
import type { FamilyFinder } from '../tokens/find-family.ts'
import type { PendingRequests } from '../tokens/pending-requests.ts'
import type { RefreshAnswerer } from '../tokens/rotate.ts'

export type Domain = {
  readonly db: Db
  readonly issuer: string
  readonly clients: ClientRegistry
  readonly policies: PolicyRegistry
  readonly passwords: Passwords
  readonly throttle: Throttle
  readonly clientThrottle: ClientThrottle
  readonly pending: PendingRequests
  /** Limits the codes of guests by network, because a guest costs a stranger nothing. */
  readonly guestCodes: RateLimit
  /** The key under which refresh tokens are minted. */
  readonly refreshKey: Buffer
  readonly findFamily: FamilyFinder
  readonly answerRefresh: RefreshAnswerer
  readonly statusLists: StatusLists
  readonly recordOwnToken: OwnTokenRecorder
  /** Records a refusal that changes nothing, at a bounded rate. */
  readonly recordRefusal: (event: LedgerEvent) => Promise<void>
  readonly appendAlone: (event: LedgerEvent) => Promise<void>
}
