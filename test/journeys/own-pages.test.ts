/** On the way to its own pages the server speaks as itself, never of itself as of a stranger. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { languages } from '../../src/model/language.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import { savePolicy } from '../../src/policies/save.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ settings: { PARLEY_BRAND_NAME: 'Tulip' } })
  const policy = { ...defaultPolicy, name: 'one_device', maxSessions: 1, onLimit: 'ask' } as const
  await savePolicy(cluster.store, { policy, by: { kind: 'system' } })
  await cluster.policiesKnown()
})
afterAll(() => cluster?.close())

const leads = {
  en: ['Sign in to your account.', 'Sign in to the console.'],
  de: ['Melden Sie sich bei Ihrem Konto an.', 'Melden Sie sich bei der Konsole an.'],
  fr: ['Connectez-vous à votre compte.', 'Connectez-vous à la console.'],
  es: ['Inicia sesión en tu cuenta.', 'Inicia sesión en la consola.'],
  ja: ['アカウントにサインインします。', 'コンソールにサインインします。'],
} as const

const inLanguage = (language: string) => ({ headers: { 'accept-language': language } })

/** The names of the clients behind the pages, and the sentences about apps. */
function expectNoStranger({ text }: Visit): void {
  for (const name of ['Your account wants', 'Parley console', 'never sees', 'nie zu sehen']) {
    expect(text).not.toContain(name)
  }
  expect(text).not.toContain('Your account<')
  expect(text).not.toContain('class="meeting"')
}

test.each(languages)('sign-in, choice of account and registration in %s', async (language) => {
  for (const [index, path] of ['/account', '/console'].entries()) {
    const person = newPerson(cluster)
    const first = await person.follow(path)
    const page = await person.visit(first.url, inLanguage(language))
    expect(page.text).toContain(leads[language][index])
    expectNoStranger(page)
    const register = await person.visit(`${page.url.pathname}/register`, inLanguage(language))
    expect(register.status).toBe(200)
    expectNoStranger(register)
    const wrong = await person.submit(page, {
      action: 'sign-in',
      email: 'a@b.example',
      password: '',
    })
    expect(wrong.status).toBe(400)
    expectNoStranger(wrong)
  }
})

test('a sign-in that finds every device in use', async () => {
  const { email } = await cluster.account({ tier: 'one_device' })
  const form = { action: 'sign-in', email, password: 'correct horse battery staple' }
  const first = newPerson(cluster)
  await first.submit(await first.follow('/account'), form)
  const second = newPerson(cluster)
  const full = await second.submit(await second.follow('/account'), form)
  expect(full.text).toContain('End it to continue.')
  expectNoStranger(full)
})

test('an app keeps its name', async () => {
  const { clientId } = await cluster.client({ name: 'Corner Shop' })
  const page = await newPerson(cluster).follow(authorizationRequest(cluster, clientId).url)
  expect(page.text).toContain('Cancel and go back to Corner Shop')
})
