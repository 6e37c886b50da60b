/** The console's area of API keys: which there are, making one, revoking one. */

import { now } from '../../../base/clock.ts'
import { scopeWords } from '../../admin-api/document.ts'
import type { Page } from '../../ui/pages.ts'
import { seeOther } from '../../ui/see-other.ts'
import { showPage } from '../../ui/show-page.ts'
import { apiKeysPath as path } from '../addresses.ts'
import { type Answering, type Asked, demand } from '../answering.ts'
import { attempt, filtersIn } from '../asking.ts'
import { frameOf } from '../frame-of.ts'
import type { ShownApiKey } from './api-key.tsx'
import { ApiKeyPage, RevokeApiKeyPage } from './api-key-page.tsx'
import { ApiKeysPage } from './api-keys-page.tsx'
import { makeApiKey, showNewApiKey } from './new-api-key.tsx'

export function apiKeyRoutes({ show, showFreshly, takeFreshly }: Answering): void {
  show(path, list)
  takeFreshly(path, makeApiKey)
  showFreshly(`${path}/new`, showNewApiKey)
  show(`${path}/:id`, showOne)
  showFreshly(`${path}/:id/revoke`, confirm)
  takeFreshly(`${path}/:id/revoke`, revoke)
}

async function list({ ctx, visit, options }: Asked): Promise<void> {
  const params = filtersIn(ctx, ['cursor'])
  const asked = () => visit.ask<Page<ShownApiKey>>('listApiKeys', { params })
  const { value, fault } = await attempt(asked)
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

async function keyOf({ ctx, visit }: Asked): Promise<ShownApiKey> {
  const { id } = ctx['params']
  return (await visit.ask<ShownApiKey>('getApiKey', { params: { id } })).body
}

async function showOne(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
  showPage(
    ctx,
    <ApiKeyPage
      {...frameOf(visit, options)}
      apiKey={await keyOf(asked)}
      scopeWords={scopeWords()}
      mayRevoke={visit.may('parley:api_keys.write')}
      now={now()}
    />,
  )
}

async function confirm(asked: Asked): Promise<void> {
  const { ctx, visit, options } = asked
  demand(visit, 'parley:api_keys.write')
  const shown = { apiKey: await keyOf(asked), fault: null, now: now() }
  showPage(ctx, <RevokeApiKeyPage {...frameOf(visit, options)} {...shown} />)
}

async function revoke({ ctx, visit }: Asked): Promise<void> {
  const { id } = ctx['params']
  await visit.ask('revokeApiKey', { params: { id } })
  seeOther(ctx, `${path}?told=revoked`)
}
