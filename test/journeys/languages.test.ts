/** The language an app asks for holds through every page and mail; else the browser's is taken. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson, type Visit } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'

let cluster: Cluster
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings: mailbox.settings })
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

const languageOf = ({ text }: Pick<Visit, 'text'>) =>
  /^<!doctype html><html lang="(\w+)">/.exec(text)?.[1]
const inFrench = { headers: { 'accept-language': 'fr-FR,fr;q=0.9' } }

async function begin(over: Record<string, string>) {
  const { clientId } = await cluster.client()
  const person = newPerson(cluster)
  const { url } = authorizationRequest(cluster, clientId, over)
  return { person, clientId, page: await person.follow(url) }
}

describe('ui_locales', () => {
  test('applies from the first page to the last, whatever the browser prefers', async () => {
    const { email } = await cluster.account()
    const { person, page } = await begin({ ui_locales: 'xx de-AT en' })
    expect(page.text).toContain('möchte, dass Sie sich mit Parley anmelden')
    const again = await person.visit(page.url, inFrench)
    expect(languageOf(again)).toBe('de')
    const wrong = await person.submit(page, { action: 'sign-in', email, password: 'wrong' })
    expect([wrong.status, languageOf(wrong)]).toEqual([401, 'de'])
    const consent = await person.submit(page, {
      action: 'sign-in',
      email,
      password: 'correct horse battery staple',
    })
    expect(consent.text).toContain('bittet um Zugriff auf Ihr Konto')
    const other = await person.submit(consent, { action: 'switch-account' })
    expect(languageOf(other)).toBe('de')
  })

  test('applies to the pages and the mail of a forgotten password', async () => {
    const { email } = await cluster.account()
    const { person, page } = await begin({ ui_locales: 'ja' })
    const form = await person.visit(`${page.url.pathname}/forgot`)
    expect(form.text).toContain('新しいパスワードを決めるためのリンク')
    const sent = await person.submit(form, { email })
    expect(languageOf(sent)).toBe('ja')
    const mail = await mailbox.mailTo(email)
    expect(mail.subject).toBe('新しいパスワードを決めてください')
    expect(mail.text).toContain('A Person 様')
    const reset = await person.visit(linkIn(mail))
    expect(languageOf(reset)).toBe('ja')
    const weak = await person.submit(reset, { password: 'short', repeat: 'short' })
    expect([weak.status, languageOf(weak)]).toEqual([400, 'ja'])
    const next = 'nine lanterns drift under the pier'
    expect(languageOf(await person.submit(reset, { password: next, repeat: next }))).toBe('ja')
    expect((await mailbox.mailTo(email, 2)).subject).toBe('パスワードが変更されました')
    expect(languageOf(await newPerson(cluster).visit(linkIn(mail), inFrench))).toBe('fr')
  })

  test('applies to the pages and the mail of a new account', async () => {
    const { person, page } = await begin({ ui_locales: 'es' })
    const form = await person.visit(`${page.url.pathname}/register`)
    const password = 'nine lanterns drift under the pier'
    const typed = { name: 'Ana', email: 'ana@example.com', password, repeat: password }
    const refused = await person.submit(form, { ...typed, repeat: 'another' })
    expect(refused.text).toContain('Las dos contraseñas son distintas')
    expect(languageOf(await person.submit(form, typed))).toBe('es')
    const mail = await mailbox.mailTo('ana@example.com')
    expect(mail.subject).toBe('Confirma tu dirección de correo')
    expect(mail.html).toContain('<html lang="es">')
    const confirm = await person.visit(linkIn(mail))
    expect(confirm.text).toContain('Con esto se crea una cuenta')
    expect((await person.submit(confirm, {})).text).toContain('tu cuenta está lista')
  })

  test('applies to the page at the session limit', async () => {
    const account = await cluster.account({ tier: 'basic' })
    await signedIn(cluster, { account })
    const { person, page } = await begin({ ui_locales: 'fr' })
    const credentials = { email: account.email, password: 'correct horse battery staple' }
    const blocked = await person.submit(page, { action: 'sign-in', ...credentials })
    expect(blocked.text).toContain('<h1>Trop d’appareils</h1>')
  })

  test('applies to the mail about a sign-in on a new device', async () => {
    const { account } = await signedIn(cluster)
    const { person, page } = await begin({ ui_locales: 'de' })
    const credentials = { email: account.email, password: 'correct horse battery staple' }
    await person.submit(page, { action: 'sign-in', ...credentials })
    await eventually(() => mailbox.mailsTo(account.email).length > 0)
    const [mail] = mailbox.mailsTo(account.email)
    expect(mail?.subject).toBe('Ein neues Gerät hat sich mit Ihrem Konto angemeldet')
    expect(mail?.text).toContain('Unbekanntes Gerät')
  })

  test('applies to a pushed request', async () => {
    const client = await cluster.client()
    const { url } = authorizationRequest(cluster, client.clientId, { ui_locales: 'de' })
    const pushed = await fetch(`${cluster.issuer}/par`, {
      method: 'POST',
      body: new URLSearchParams([
        ...url.searchParams,
        ['client_secret', client.clientSecret ?? ''],
      ]),
    })
    const { request_uri: uri } = JSON.parse(await pushed.text())
    const query = new URLSearchParams({ client_id: client.clientId, request_uri: uri })
    expect(languageOf(await newPerson(cluster).follow(`/authorize?${query}`))).toBe('de')
  })

  test('applies to the page of a refusal', async () => {
    const { page } = await begin({ ui_locales: 'de', client_id: 'nobody' })
    expect(page.text).toContain('Diese App ist hier nicht bekannt')
    expect(page.text).toContain('<dd lang="en">invalid_client')
  })

  test('applies to every page of the sign-out', async () => {
    const { person } = await signedIn(cluster)
    const question = await person.visit('/logout?ui_locales=fr')
    expect(question.text).toContain('<h1>Se déconnecter\u00a0?</h1>')
    const done = await person.submit(question, { logout: 'yes' })
    expect(done.text).toContain('Vous êtes déconnecté')
  })

  test.each(['"><script>', 'de"><script>', 'x'.repeat(3000), '{brand}'])(
    'is never repeated on a page: %s',
    async (ui_locales) => {
      const { page } = await begin({ ui_locales })
      expect(page.status).toBe(200)
      expect(page.text).not.toContain(ui_locales)
    },
  )
})

describe('without ui_locales', () => {
  test('the browser decides the language of the account pages and their errors', async () => {
    const { person } = await signedIn(cluster)
    for (const path of ['sessions', 'applications', 'security', 'activity']) {
      const page = await person.visit(`/account/${path}`, inFrench)
      expect(languageOf(page)).toBe('fr')
      expect(page.headers.get('vary')).toContain('Accept-Language')
    }
    const missing = await person.visit('/nowhere', inFrench)
    expect([missing.status, languageOf(missing)]).toEqual([404, 'fr'])
    const over = await person.visit('/interaction/none', inFrench)
    expect(over.text).toContain('Vous ne pouvez pas continuer d’ici')
  })

  test('the language is English if the browser asks for none of ours', async () => {
    const { page } = await begin({})
    expect(languageOf(page)).toBe('en')
    const other = await newPerson(cluster).visit('/', { headers: { 'accept-language': 'nl, *' } })
    expect(languageOf(other)).toBe('en')
  })

  test('times carry the exact moment, so that scripts can convert them', async () => {
    const { person } = await signedIn(cluster)
    const page = await person.visit('/account/sessions', inFrench)
    const utc =
      /<time datetime="(\d{4}-[\d-]+T[\d:.]+Z)" title="\d{4}-[\d-]+ [\d:]+ UTC">[^<]+ UTC</
    expect(page.text).toMatch(utc)
    const script = await person.visit('/assets/times.js')
    expect(script.headers.get('content-type')).toMatch(/^text\/javascript/)
  })
})
