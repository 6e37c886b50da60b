/** API keys in the admin API: list, look at one, create one, revoke one. */

import { DomainError } from '../../base/errors.ts'
import {
  type ApiKeyMaker,
  createApiKey,
  findApiKey,
  listApiKeys,
  revokeApiKey,
} from '../../clients/api-keys.ts'
import { toApiKey, toNewApiKey } from '../../contract/api-key.ts'
import type { Store } from '../../store/database.ts'
import { type Caller, type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

export type ApiKeyOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Store
  readonly brandName: string
}

const path = '/admin/v1/api-keys'

export function apiKeyOperations({
  db,
  brandName,
  ...paging
}: ApiKeyOptions): readonly Operation[] {
  const pager = pagerOf<Paging>({ ...paging, path })
  return [
    operation('listApiKeys', async ({ params }) => {
      const page = { before: pager.startOf(params), most: pager.mostOf(params) }
      return pager.reply(params, await listApiKeys(db, page), toApiKey)
    }),
    operation('getApiKey', async ({ params: { id } }) => {
      const key = await findApiKey(db, id)
      if (key === null) throw new DomainError('not_found', 'no API key has this id')
      return { status: 200, body: toApiKey(key) }
    }),
    operation('createApiKey', async ({ body }, caller) => {
      const maker = makerOf(caller)
      const { name, scopes, expires_at: end } = body
      const expiresAt = end === undefined ? null : new Date(end)
      const newKey = { name, scopes, expiresAt, maker, brandName, by: caller.by }
      const made = await createApiKey(db, newKey)
      return {
        status: 201,
        body: toNewApiKey(made),
        headers: { Location: `${path}/${made.key.id}` },
      }
    }),
    operation('revokeApiKey', async ({ params: { id } }, { by }) => {
      await revokeApiKey(db, { id, by })
      return { status: 204 }
    }),
  ]
}

/** A leaked API key must not outlive its revocation in keys that it created. */
function makerOf({ by }: Caller): ApiKeyMaker {
  if (by.kind === 'operator') return { kind: 'account', id: by.id }
  if (by.kind === 'client') return { kind: 'client', id: by.id }
  throw new DomainError('forbidden', 'an API key makes no keys')
}
