/** Resource servers in the admin API: list, register, remove. */

import {
  listResourceServers,
  offerResource,
  removeResourceServer,
} from '../../clients/resource-servers.ts'
import { toResourceServer } from '../../contract/resource-server.ts'
import type { Store } from '../../store/database.ts'
import { scopesIn } from './authority.ts'
import { type Operation, operation } from './operation.ts'
import { type PagerOptions, type Paging, pagerOf } from './pages.ts'

export type ResourceServerOptions = Omit<PagerOptions, 'path'> & {
  readonly db: Store
  readonly brandName: string
}

export function resourceServerOperations(options: ResourceServerOptions): readonly Operation[] {
  const { db, brandName, ...paging } = options
  const pager = pagerOf<Paging>({ ...paging, path: '/admin/v1/resource-servers' })
  return [
    operation('listResourceServers', async ({ params }) => {
      const page = { after: pager.startOf(params), most: pager.mostOf(params) }
      const rows = await listResourceServers(db, page)
      const identified = rows.map((row) => ({ ...row, id: row.identifier }))
      return pager.reply(params, identified, toResourceServer)
    }),
    operation('registerResourceServer', async ({ body }, { by }) => {
      const { identifier, name } = body
      const scopes = scopesIn(body.scope)
      await offerResource(db, { identifier, name, scopes, brandName, by })
      return { status: 204 }
    }),
    operation('removeResourceServer', async ({ params }, { by }) => {
      await removeResourceServer(db, { ...params, by })
      return { status: 204 }
    }),
  ]
}
