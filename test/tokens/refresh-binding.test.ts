/** A refresh is compared with the code's redemption; who proves who it is may call from anywhere. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { RegisteredClient } from '../../src/clients/create.ts'
import { bindings, type Policy } from '../../src/model/policy.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import type { RequestCost } from '../../src/web/middleware/guards.ts'
import { type Cluster, redirectUri, startCluster } from '../support/cluster.ts'
import { authorizationRequest } from '../support/person.ts'
import { ageFamilies, allDetails, sql } from '../support/sql.ts'
import { type Answer, basic, send } from '../support/tokens.ts'
import {
  abroad,
  believing,
  home,
  movingPerson,
  placed,
  sameHome,
  type Whereabouts,
} from '../support/whereabouts.ts'

let cluster: Cluster
let server: RegisteredClient
let app: RegisteredClient
const costs: RequestCost[] = []

const loose = {
  bindNetwork: 'off',
  bindBrowser: 'off',
  bindDevice: 'end',
  onParallelUse: 'off',
} as const

beforeAll(async () => {
  cluster = await startCluster({
    nodes: 2,
    settings: believing,
    observe: (cost) => costs.push(cost),
  })
  server = await cluster.client({ name: 'Server' })
  app = await cluster.client({ name: 'App', authMethod: 'none' })
  const by = { kind: 'system' } as const
  const save = (policy: Partial<Policy> & { name: string }) =>
    savePolicy(cluster.store, { policy: { ...defaultPolicy, ...loose, ...policy }, by })
  for (const action of bindings) {
    await save({ name: `network_${action}`, bindNetwork: action })
    await save({ name: `browser_${action}`, bindBrowser: action })
  }
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())
beforeEach(() => void costs.splice(0))

const here: Whereabouts = { network: home, userAgent: 'PhotoApp/7.2 okhttp/4.9.0' }
const network = { ...here, network: abroad }
const browser = { ...here, userAgent: 'curl/8.5.0' }

/** As the client would, from there. */
function ask(client: RegisteredClient, at: Whereabouts, params: Record<string, string>) {
  const isProven = client.clientSecret !== undefined && client.clientSecret !== null
  const headers: Record<string, string> = isProven ? { authorization: basic(client) } : {}
  const body = new URLSearchParams({
    ...params,
    ...(isProven ? {} : { client_id: client.clientId }),
  })
  return send(`${cluster.issuer}/token`, placed(at, { method: 'POST', headers, body }))
}

async function signedInWith(client: RegisteredClient, tier: string) {
  const account = await cluster.account({ tier })
  const person = movingPerson(cluster)
  const request = authorizationRequest(cluster, client.clientId)
  const callback = await person.authorize(request, account)
  const answer = await ask(client, here, {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: redirectUri,
    code_verifier: request.verifier,
  })
  return { account, person, client, token: String(answer.body['refresh_token']) }
}

type Signed = Awaited<ReturnType<typeof signedInWith>>

function refresh({ client, token }: Signed, at: Whereabouts): Promise<Answer> {
  return ask(client, at, { grant_type: 'refresh_token', refresh_token: token })
}

/** Refreshes from there, and goes on with the token that came. */
async function goOn(signed: Signed, at: Whereabouts): Promise<Signed> {
  const { status, body } = await refresh(signed, at)
  expect(status).toBe(200)
  return { ...signed, token: String(body['refresh_token']) }
}

function changes({ account }: Signed) {
  return sql<{ outcome: string; details: Record<string, string> }>(
    cluster,
    `SELECT outcome, ${allDetails}, client_id AS "clientId" FROM audit_events
     WHERE account_id = $1 AND type = 'session.binding_changed' ORDER BY id`,
    [account.id],
  )
}

async function stateOf({ account }: Signed) {
  const text = 'SELECT state, end_reason AS reason FROM sessions WHERE account_id = $1'
  return (await sql(cluster, text, [account.id]))[0]
}

const values = {
  network: { elsewhere: network, before: home, after: abroad },
  browser: { elsewhere: browser, before: 'PhotoApp', after: 'curl' },
} as const

describe.each(['network', 'browser'] as const)('a public client in another %s', (what) => {
  const { elsewhere, before, after } = values[what]

  test('refreshes as usual if the policy says off', async () => {
    const signed = await signedInWith(app, `${what}_off`)
    await goOn(await goOn(signed, elsewhere), here)
    expect(await changes(signed)).toEqual([])
  })

  test('refreshes and is recorded once', async () => {
    const signed = await signedInWith(app, `${what}_note`)
    const first = await goOn(signed, elsewhere)
    costs.splice(0)
    await goOn(await goOn(first, here), elsewhere)
    expect(costs.map(({ reads, writes, commits }) => [reads, writes, commits])).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ])
    expect(await changes(signed)).toEqual([
      {
        outcome: 'success',
        clientId: app.clientId,
        details: { what, before, after, action: 'note' },
      },
    ])
  })

  test('is refused if a sign-in is required; the token is not spent, and a sign-in restores it', async () => {
    const signed = await signedInWith(app, `${what}_reauthenticate`)
    for (let times = 0; times < 2; times += 1) {
      const answer = await refresh(signed, elsewhere)
      expect([answer.status, answer.body]).toEqual([
        400,
        {
          error: 'invalid_grant',
          error_description: 'used from elsewhere than before: the person must sign in again',
        },
      ])
    }
    expect(await changes(signed)).toHaveLength(1)
    expect(await stateOf(signed)).toEqual({ state: 'live', reason: null })
    await goOn(signed, here)

    const request = authorizationRequest(cluster, app.clientId, { prompt: 'login' })
    const callback = await signed.person.authorize(request, signed.account)
    const answer = await ask(app, elsewhere, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
      code_verifier: request.verifier,
    })
    await goOn({ ...signed, token: String(answer.body['refresh_token']) }, elsewhere)
  })

  test('ends the session with all its tokens if the policy says so', async () => {
    const signed = await signedInWith(app, `${what}_end`)
    const answer = await refresh(signed, elsewhere)
    expect(answer.body['error']).toBe('invalid_grant')
    expect(await changes(signed)).toMatchObject([
      { outcome: 'failure', details: { action: 'end' } },
    ])
    expect(await stateOf(signed)).toEqual({ state: 'ended', reason: 'binding_mismatch' })
    expect((await refresh(signed, here)).body['error']).toBe('invalid_grant')
    const page = await signed.person.follow(authorizationRequest(cluster, app.clientId).url)
    expect(page.text).toContain('your browser or your network changed')
  })
})

test('a client that authenticates is at most recorded, however many addresses it uses', async () => {
  for (const policy of ['default', 'banking', 'network_end', 'browser_end']) {
    let signed = await signedInWith(server, policy)
    for (const at of [here, network, browser, { ...here, network: '192.0.2.1' }, here, network]) {
      signed = await goOn(signed, at)
    }
    expect(await stateOf(signed)).toMatchObject({ state: 'live' })
    const actions = (await changes(signed)).map(({ details }) => details['action'])
    expect(new Set(actions)).toEqual(new Set(['note']))
    expect(actions.length).toBeLessThanOrEqual(3)
  }
})

test('another address of the same network, and an update of the app, are no change', async () => {
  const signed = await signedInWith(app, 'banking')
  await goOn(signed, { network: sameHome, userAgent: 'PhotoApp/8.0 okhttp/5.1.0' })
  expect(await changes(signed)).toEqual([])
})

test('the app may be elsewhere than the browser that signed in', async () => {
  const signed = await signedInWith(app, 'banking')
  const later = await goOn(signed, here)
  signed.person.at.network = sameHome
  const page = await signed.person.follow(authorizationRequest(cluster, app.clientId).url)
  expect(page.url.searchParams.has('code')).toBe(true)
  await goOn(later, here)
})

test('a token of another client, or an old one, is refused for that reason first', async () => {
  const signed = await signedInWith(app, 'network_end')
  const stranger = await cluster.client({ name: 'Stranger', authMethod: 'none' })
  await refresh({ ...signed, client: stranger }, network)
  expect(await stateOf(signed)).toMatchObject({ state: 'live' })
  expect(await changes(signed)).toEqual([])

  await goOn(await goOn(signed, here), here)
  await ageFamilies(cluster, { clientId: app.clientId, seconds: 60 })
  await refresh(signed, network)
  expect(await changes(signed)).toEqual([])
  const reused = `SELECT 1 FROM audit_events WHERE account_id = $1 AND type = 'refresh.reused'`
  expect(await sql(cluster, reused, [signed.account.id])).toHaveLength(1)
})

test('a family without a remembered place is bound to nothing', async () => {
  const signed = await signedInWith(app, 'network_end')
  const forget = 'UPDATE token_families SET network = NULL, browser = NULL WHERE account_id = $1'
  await sql(cluster, forget, [signed.account.id])
  await goOn(signed, network)
})
