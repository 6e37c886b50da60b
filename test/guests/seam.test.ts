/** The facts about oidc-provider that guests rely on, tested on the bare library. */

import { afterEach, expect, test } from '@jest/globals'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { type BareProvider, bareClient, startBareProvider } from '../support/bare-provider.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'

let bare: BareProvider | undefined
afterEach(async () => {
  await bare?.close()
  bare = undefined
})

async function start(over: Configuration): Promise<BareProvider> {
  bare = await startBareProvider(over)
  return bare
}

function requestOf({ issuer }: BareProvider, over: Record<string, string> = {}): URL {
  const { url } = authorizationRequest({ issuer }, bareClient.clientId, {
    scope: 'openid',
    ...over,
  })
  url.pathname = '/auth'
  return url
}

/** The library's knowledge of a request when the validator of `acr_values` runs. */
function validated(seen: string[], act: (ctx: KoaContextWithOIDC) => void): Configuration {
  return {
    extraParams: {
      acr_values: (ctx) => {
        const { route, redirectUriCheckPerformed, session } = ctx.oidc
        seen.push(`${route} ${redirectUriCheckPerformed} ${session === undefined}`)
        act(ctx)
      },
    },
    findAccount: (_, sub) => {
      seen.push(`looked for ${sub}`)
      return { accountId: sub, claims: () => ({ sub }) }
    },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ accountId: 'x', clientId: bareClient.clientId })
      Object.assign(grant, { accountId: ctx.oidc.session?.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  }
}

test('the validator of a parameter runs for every complete request, before the account is looked up', async () => {
  const seen: string[] = []
  const provider = await start(
    validated(seen, ({ oidc }) => {
      if (oidc.route === 'authorization') oidc.session?.loginAccount({ accountId: 'guest' })
    }),
  )
  const { headers } = await newPerson(provider, fetch).visit(requestOf(provider))
  expect(new URL(headers.get('location') ?? '').searchParams.has('code')).toBe(true)
  expect(headers.getSetCookie().join()).toContain('_session=')
  expect(seen).toEqual(['authorization true false', 'looked for guest'])

  seen.length = 0
  for (const over of [
    { redirect_uri: 'https://evil.example' },
    { code_challenge_method: 'plain' },
    { prompt: 'none login' },
    { max_age: 'x' },
    { id_token_hint: 'x' },
  ]) {
    await newPerson(provider, fetch).visit(requestOf(provider, over))
  }
  expect(seen).toEqual([])
})

test("a sign-in begins a new session under a new cookie if storage does not find the browser's session", async () => {
  const provider = await start({})
  const person = newPerson(provider, fetch)
  await person.follow(requestOf(provider))
  const before = savedSession(provider)
  provider.twist(async ({ name, path, id }) => {
    if (!/^\/auth\/./.test(path ?? '')) return undefined
    if (name === 'Session.find') return { answer: undefined }
    if (name !== 'Interaction.find') return undefined
    return { answer: { ...provider.stored.get(`Interaction:${id}`), session: undefined } }
  })
  const { url } = await person.follow(requestOf(provider, { prompt: 'login' }))
  expect(url.searchParams.has('code')).toBe(true)
  const after = savedSession(provider)
  expect(after?.payload).toMatchObject({ accountId: 'person' })
  expect(after?.payload?.uid).not.toBe(before?.payload?.uid)
  expect(after?.id).not.toBe(before?.id)
})

function savedSession({ calls }: BareProvider) {
  return calls.findLast(({ name }) => name === 'Session.upsert')
}
