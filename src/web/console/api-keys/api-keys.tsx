/** The console's area of API keys: which there are, making one, revoking one. */

import { now } from '../../../base/clock.ts'
import { scopeWords } from '../../admin-api/document.ts'
import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { apiKeysPath as path } from '../addresses.ts'
import { attempt } from '../attempt.ts'
import { frameOf } from '../frame.tsx'
import { type ConsoleRequest, filtersIn, requireScope } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'
import type { ShownApiKey } from './api-key.tsx'
import { ApiKeyPage, RevokeApiKeyPage } from './api-key-page.tsx'
import { ApiKeysPage } from './api-keys-page.tsx'
import { makeApiKey, showNewApiKey } from './new-api-key.tsx'

export function apiKeyRoutes({ get, getFresh, postFresh }: ConsoleRouter): void {
  get(path, list)
  postFresh(path, makeApiKey)
  getFresh(`${path}/new`, showNewApiKey)
  get(`${path}/:id`, showOne)
  getFresh(`${path}/:id/revoke`, confirm)
  postFresh(`${path}/:id/revoke`, revoke)
}

async function list({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const request = () => visit.ask<Page<ShownApiKey>>('listApiKeys', { params })
  const { value, fault } = await attempt(request)
  showPage(
    ctx,
    <ApiKeysPage
      {...frameOf(visit, options)}
      filters={params}
      found={value?.body ?? null}
      fault={fault}
      mayMake={visit.may('parley:api_keys.write')}
      isRevoked={ctx.query['told'] === 'revoked'}
      now={now()}
    />,
  )
}

async function keyOf({ ctx, visit }: ConsoleRequest): Promise<ShownApiKey> {
  const { id } = ctx['params']
  return (await visit.ask<ShownApiKey>('getApiKey', { params: { id } })).body
}

async function showOne(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  showPage(
    ctx,
    <ApiKeyPage
      {...frameOf(visit, options)}
      apiKey={await keyOf(request)}
      scopeWords={scopeWords()}
      mayRevoke={visit.may('parley:api_keys.write')}
      now={now()}
    />,
  )
}

async function confirm(request: ConsoleRequest): Promise<void> {
  const { ctx, visit, options } = request
  requireScope(visit, 'parley:api_keys.write')
  const shown = { apiKey: await keyOf(request), fault: null, now: now() }
  showPage(ctx, <RevokeApiKeyPage {...frameOf(visit, options)} {...shown} />)
}

async function revoke({ ctx, visit }: ConsoleRequest): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('revokeApiKey', { params: { id } })
  seeOther(ctx, `${path}?told=revoked`)
}
