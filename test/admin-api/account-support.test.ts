/** Operators find people, look at their accounts, change them, and help people sign in again. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { findByPrefix } from '../../src/accounts/find-by-prefix.ts'
import { findInFull } from '../../src/accounts/find-in-full.ts'
import { explaining, type Plan, scanOf } from '../ledger/explaining.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { linkIn, type Mailbox, openMailbox } from '../support/mailbox.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'
import { signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import {
  adminToken,
  allScopes,
  askerOf,
  itemsOf,
  machine,
  newOperator,
  type Operator,
  refusalOf,
} from './operator.ts'

let cluster: Cluster
let mailbox: Mailbox
let owner: Operator
/** May change accounts, but not operators. */
let plain: Operator

beforeAll(async () => {
  mailbox = await openMailbox()
  cluster = await startCluster({ nodes: 2, runsJobs: true, settings: mailbox.settings })
  owner = await newOperator(cluster)
  plain = await newOperator(
    cluster,
    allScopes.filter((scope) => scope !== 'parley:operators.write'),
  )
})
afterAll(async () => {
  await cluster?.close()
  await mailbox?.close()
})

const nobody = '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7'

async function patch(id: string, body: unknown, by = plain) {
  const { headers } = await by.ask('GET', `/accounts/${id}`)
  const etag = headers.get('etag') ?? '*'
  return by.ask('PATCH', `/accounts/${id}`, { body, headers: { 'if-match': etag } })
}

async function changesOf(id: string): Promise<unknown[]> {
  const rows = await sql<{ details: unknown }>(
    cluster,
    "SELECT details FROM audit_events WHERE account_id = $1 AND type = 'account.changed' ORDER BY id",
    [id],
  )
  return rows.map(({ details }) => details)
}

async function canSignIn(email: string, password = testPassword): Promise<boolean> {
  const { clientId } = await cluster.client()
  const request = authorizationRequest(cluster, clientId)
  const signingIn = newPerson(cluster).authorize(request, { email, password })
  return signingIn.then(
    (callback) => callback.searchParams.has('code'),
    () => false,
  )
}

describe('looking at an account', () => {
  test('shows its factors, its session limit and its open sessions', async () => {
    const { account } = await signedIn(cluster)
    await signedIn(cluster, { account })
    const { body, headers } = await plain.ask('GET', `/accounts/${account.id}`)
    expect(body).toMatchObject({
      email: account.email,
      email_verified_at: null,
      factors: [{ kind: 'password', changed_at: account.passwordChangedAt.toISOString() }],
      limits: {
        policy: 'default',
        max_sessions: 10,
        on_limit: 'evict_oldest',
        limit_scope: 'account',
      },
      open_sessions: 2,
    })
    await cluster.endSessionsOf(account.id)
    const later = await plain.ask('GET', `/accounts/${account.id}`)
    expect(later.body['open_sessions']).toBe(0)
    // A change of state is no edit: the version stays the same.
    expect(later.headers.get('etag')).toBe(headers.get('etag'))
  })

  test('stops counting at a thousand sessions', async () => {
    const { id } = await cluster.account()
    await sql(
      cluster,
      `INSERT INTO sessions (id, account_id, secret_hash, policy, amr, auth_time, idle_seconds, due_at)
       SELECT gen_random_uuid(), $1, sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'default',
         '{pwd}', now(), 1800, now() + interval '1 hour' FROM generate_series(1, 1100)`,
      [id],
    )
    await sql(cluster, 'ANALYZE sessions')
    const plans: Plan[] = []
    const account = await findInFull(explaining(cluster.store, plans), id)
    expect(account?.openSessions).toBe(1_000)
    expect(plans.filter(({ text }) => scanOf('sessions', 'accounts').test(text))).toEqual([])
    const { body } = await plain.ask('GET', `/accounts/${id}`)
    expect(body['open_sessions']).toBe(1_000)
  })
})

describe('finding people', () => {
  const email = (i: number) => `zoe.${String(i).padStart(2, '0')}@example.com`

  beforeAll(async () => {
    for (const i of [3, 1, 2]) await cluster.account({ email: email(i) })
    const { id } = await cluster.account({ email: 'zo@example.com' })
    await sql(cluster, "UPDATE accounts SET name = 'Zoë Ångström' WHERE id = $1", [id])
    await sql(cluster, "UPDATE accounts SET name = 'ZOE' WHERE email LIKE 'zoe.%'")
    await sql(cluster, "INSERT INTO accounts (id, kind, name) VALUES ($1, 'guest', 'Zoe')", [
      '019b1c3e-0000-7cc2-9d0e-3a51f0a9d2b7',
    ])
  })

  const found = async (query: string) =>
    itemsOf(await plain.ask('GET', `/accounts?${query}`)).map((one) => one['email'])

  test('finds a prefix of the email, in order of the emails', async () => {
    expect(await found('email_prefix=ZOE.')).toEqual([email(1), email(2), email(3)])
    expect(await found('email_prefix=zo')).toEqual(['zo@example.com', email(1), email(2), email(3)])
    expect(await found('email_prefix=zo%25')).toEqual([])
    expect(await found('email_prefix=%F0%90%80%80')).toEqual([])
  })

  test('finds a prefix of the name in any case, and never a guest', async () => {
    expect(await found('name_prefix=zoe')).toHaveLength(3)
    expect(await found('name_prefix=zo%C3%AB')).toEqual(['zo@example.com'])
    expect(await found('name_prefix=Zo')).toHaveLength(4)
  })

  test('pages through every match once', async () => {
    for (const by of ['email', 'name']) {
      const seen: unknown[] = []
      let next: string | null = `/accounts?${by}_prefix=zo&limit=1`
      while (next !== null) {
        const answer: Awaited<ReturnType<Operator['ask']>> = await plain.ask('GET', next)
        seen.push(...itemsOf(answer).map((one) => one['email']))
        next = /admin\/v1([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
      }
      expect(seen.toSorted()).toEqual(['zo@example.com', email(1), email(2), email(3)].toSorted())
    }
  })

  test('refuses a cursor whose account was deleted, and says so', async () => {
    const { id } = await cluster.account({ email: 'yan1@example.com' })
    await cluster.account({ email: 'yan2@example.com' })
    const { headers } = await plain.ask('GET', '/accounts?email_prefix=yan&limit=1')
    const next = /admin\/v1([^>]+)>/.exec(headers.get('link') ?? '')?.[1] ?? ''
    await plain.ask('DELETE', `/accounts/${id}?reason=test`)
    const { status, body } = await plain.ask('GET', next)
    expect([status, body['detail']]).toEqual([
      400,
      'cursor: the account where the page ended is gone',
    ])
  })

  test.each([
    ['email_prefix=a&name_prefix=a', 'email_prefix: alone, and of people'],
    ['email_prefix=a&email=a@example.com', 'email_prefix: alone, and of people'],
    ['name_prefix=a&kind=guest', 'name_prefix: alone, and of people'],
    ['email_prefix=', 'email_prefix: must match pattern "\\S"'],
    ['name_prefix=%20', 'name_prefix: must match pattern "\\S"'],
    [`name_prefix=${'a'.repeat(201)}`, 'name_prefix: must NOT have more than 200 characters'],
  ])('%s is refused with the field and the rule', async (query, detail) => {
    const { status, body } = await plain.ask('GET', `/accounts?${query}`)
    expect([status, body['detail']]).toEqual([400, detail])
  })

  test('reads an index, and the same part of it however many accounts there are', async () => {
    const cost = async (field: 'email' | 'name') => {
      const plans: Plan[] = []
      const db = explaining(cluster.store, plans)
      const page = await findByPrefix(db, { field, prefix: 'crowd', after: null, most: 50 })
      const after = page?.at(-1)?.id ?? null
      expect(after).not.toBeNull()
      await findByPrefix(db, { field, prefix: 'crowd', after, most: 50 })
      const used = `"Index Name":"accounts_by_${field}"`
      const pages = plans.filter(({ name }) => name === `people_by_${field}`)
      expect(pages.map(({ text }) => text.includes(used))).toEqual([true, true])
      return Math.max(...pages.map(({ buffers }) => buffers))
    }
    const crowd = async (size: number) => {
      await sql(
        cluster,
        `INSERT INTO accounts (id, email, name, password_hash)
         SELECT gen_random_uuid(), 'crowd' || gen_random_uuid() || '@example.com', 'Crowd ' || n, 'x'
         FROM generate_series(1, $1::int) n`,
        [size],
      )
      await sql(cluster, 'ANALYZE accounts')
    }
    await crowd(500)
    const few = { email: await cost('email'), name: await cost('name') }
    await crowd(20_000)
    expect((await cost('email')) - few.email).toBeLessThan(20)
    expect((await cost('name')) - few.name).toBeLessThan(20)
  })
})

describe('changing an account', () => {
  test('replaces name and email, marks the email unverified, and the ledger can erase both', async () => {
    const { account } = await signedIn(cluster)
    await sql(cluster, 'UPDATE accounts SET email_verified_at = now() WHERE id = $1', [account.id])
    const changes = { name: ' Ada King ', email: 'Ada.King@Example.com' }
    const { status, body, headers } = await patch(account.id, changes)
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        name: 'Ada King',
        email: 'ada.king@example.com',
        email_verified_at: null,
      }),
    ])
    const read = await plain.ask('GET', `/accounts/${account.id}`)
    expect([read.headers.get('etag'), read.body['open_sessions']]).toEqual([headers.get('etag'), 1])
    expect(await changesOf(account.id)).toEqual([
      {
        changed: 'name email',
        personal: {
          previous_name: account.name,
          name: 'Ada King',
          previous_email: account.email,
          email: 'ada.king@example.com',
        },
      },
    ])
    expect(await canSignIn('ada.king@example.com')).toBe(true)
    expect(await canSignIn(account.email)).toBe(false)
    const told = await mailbox.mailTo(account.email)
    expect([told.subject, told.text.includes('ada.king')]).toEqual([
      'Your email address was changed',
      false,
    ])
  })

  test('keeps an unchanged email verified, and an empty change leaves no event', async () => {
    const { id, email } = await cluster.account()
    await sql(cluster, 'UPDATE accounts SET email_verified_at = now() WHERE id = $1', [id])
    const { body } = await patch(id, { name: 'Another', email: email.toUpperCase() })
    expect([body['name'], body['email_verified_at']]).toEqual(['Another', expect.any(String)])
    expect((await patch(id, { name: 'Another', email })).status).toBe(200)
    expect((await patch(id, {})).status).toBe(200)
    expect(await changesOf(id)).toEqual([
      { changed: 'name', personal: { previous_name: 'A Person', name: 'Another' } },
    ])
  })

  test('verifies an email on the word of an operator, takes it back, and records both', async () => {
    const { id, email } = await cluster.account()
    const { body } = await patch(id, { email_verified: true })
    expect(body['email_verified_at']).toEqual(expect.any(String))
    // Nothing changes, so nothing is recorded, and the moment stays.
    const again = await patch(id, { email_verified: true, email: email.toUpperCase() })
    expect(again.body['email_verified_at']).toBe(body['email_verified_at'])
    const back = await patch(id, { email_verified: false })
    expect(back.body['email_verified_at']).toBeNull()
    expect(await changesOf(id)).toEqual([
      { changed: 'email_verified', email_verified: 'true' },
      { changed: 'email_verified', email_verified: 'false' },
    ])
  })

  test('a new email is verified only if the same change says so', async () => {
    const { id, email } = await cluster.account()
    await patch(id, { email_verified: true })
    const next = `new.${email}`
    const moved = await patch(id, { email: next })
    expect([moved.body['email'], moved.body['email_verified_at']]).toEqual([next, null])
    const both = await patch(id, { email: `newer.${email}`, email_verified: true })
    expect(both.body['email_verified_at']).toEqual(expect.any(String))
    expect(await changesOf(id)).toEqual([
      { changed: 'email_verified', email_verified: 'true' },
      expect.objectContaining({ changed: 'email' }),
      expect.objectContaining({ changed: 'email email_verified', email_verified: 'true' }),
    ])
  })

  test('the email of an operator is verified only by who may manage operators', async () => {
    const other = await cluster.account({ roles: ['support'] })
    const { headers } = await owner.ask('GET', `/accounts/${other.id}`)
    const request = {
      body: { email_verified: true },
      headers: { 'if-match': headers.get('etag') ?? '*' },
    }
    expect((await plain.ask('PATCH', `/accounts/${other.id}`, request)).status).toBe(403)
    expect((await owner.ask('PATCH', `/accounts/${other.id}`, request)).status).toBe(200)
  })

  test('changes the profile, and refuses a value without its form by name', async () => {
    const { id } = await cluster.account()
    const profile = { given_name: 'Ada', phone_number: '+442079460000' }
    const { status, body } = await patch(id, { profile })
    const stored = { ...profile, phone_number_verified: false }
    expect([status, body['profile']]).toEqual([200, stored])
    expect((await plain.ask('GET', `/accounts/${id}`)).body['profile']).toEqual(stored)
    const removed = await patch(id, { profile: { phone_number: null } })
    expect(removed.body['profile']).toEqual({ given_name: 'Ada' })
    // All of a patch or nothing.
    const refused = await patch(id, { name: 'Changed', profile: { birthdate: 'yesterday' } })
    expect([refused.status, refused.body['detail']]).toEqual([
      400,
      'profile.birthdate: YYYY-MM-DD, 0000-MM-DD without the year, or YYYY',
    ])
    const { body: after } = await plain.ask('GET', `/accounts/${id}`)
    expect(after['name']).toBe('A Person')
    expect(await changesOf(id)).toEqual([
      { changed: 'given_name phone_number phone_number_verified' },
      { changed: 'phone_number phone_number_verified' },
    ])
  })

  test('invalidates the link sent to the former email', async () => {
    const { id, email } = await cluster.account()
    await plain.ask('POST', `/accounts/${id}/password-reset`)
    const link = linkIn(await mailbox.mailTo(email))
    await patch(id, { email: `new.${email}` })
    const page = await newPerson(cluster).visit(link)
    expect(page.text).not.toContain('autocomplete="new-password"')
  })

  test('gives an email to one of two accounts that claim it at once on two nodes', async () => {
    const [one, two] = [await cluster.account(), await cluster.account()]
    const answers = await Promise.all(
      [one, two].map(({ id }, i) =>
        plain.ask('PATCH', `/accounts/${id}`, {
          body: { email: 'wanted@example.com' },
          headers: { 'if-match': '*' },
          base: cluster.nodes[i] ?? '',
        }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body['code']).toBe('email_taken')
    const events = [...(await changesOf(one.id)), ...(await changesOf(two.id))]
    expect(events).toHaveLength(1)
  })

  test('requires If-Match with the current version', async () => {
    const { id } = await cluster.account()
    const body = { name: 'Another' }
    expect(refusalOf(await plain.ask('PATCH', `/accounts/${id}`, { body }))).toEqual([
      428,
      'precondition_needed',
    ])
    const headers = { 'if-match': '"another"' }
    expect(refusalOf(await plain.ask('PATCH', `/accounts/${id}`, { body, headers }))).toEqual([
      412,
      'precondition_failed',
    ])
  })

  test.each<[object, string, string]>([
    [{ tier: 'premium' }, 'request_invalid', 'tier: unknown'],
    [{ email: null }, 'request_invalid', 'email: must be string'],
    [{ email: 'Ada <a@example.com>' }, 'email_invalid', 'email: one plain address'],
    [{ name: ' \u200b ' }, 'request_invalid', 'name: no invisible characters'],
    [
      { name: 'a\u202eb' },
      'request_invalid',
      'name: no characters that change the direction of text',
    ],
    [{ name: 'x'.repeat(101) }, 'request_invalid', 'name: must NOT have more than 100 characters'],
  ])('is refused with the field and the rule: %j', async (body, code, detail) => {
    const { id } = await cluster.account()
    const answer = await patch(id, body)
    expect([...refusalOf(answer), answer.body['detail']]).toEqual([400, code, detail])
    expect(await changesOf(id)).toEqual([])
  })

  test('allows only callers who may change operators to change one; guests and unknown accounts are refused', async () => {
    const { id } = await cluster.account({ roles: ['viewer'] })
    expect(refusalOf(await patch(id, { name: 'Mine' }))).toEqual([403, 'forbidden'])
    expect((await patch(id, { name: 'Ours' }, owner)).status).toBe(200)
    expect(refusalOf(await patch(nobody, { name: 'x' }))).toEqual([404, 'not_found'])
    const guest = '019b1c3e-0001-7cc2-9d0e-3a51f0a9d2b7'
    await sql(cluster, "INSERT INTO accounts (id, kind, name) VALUES ($1, 'guest', 'Guest')", [
      guest,
    ])
    expect(refusalOf(await patch(guest, { name: 'x' }))).toEqual([404, 'not_found'])
    const { body } = await plain.ask('GET', `/accounts/${guest}`)
    expect([body['factors'], body['email']]).toEqual([[], null])
  })
})

describe('a password reset that an operator sends', () => {
  const send = (id: string, by = plain, headers = {}) =>
    by.ask('POST', `/accounts/${id}/password-reset`, { headers })

  test('reaches the person, whose new password ends every session; the ledger names the operator', async () => {
    const { account } = await signedIn(cluster)
    const helper = await newOperator(cluster, ['parley:accounts.help', 'parley:accounts.read'])
    const sent = await send(account.id, helper)
    expect([sent.status, sent.body]).toEqual([
      202,
      { account_id: account.id, email: account.email },
    ])
    const before = await helper.ask('GET', `/accounts/${account.id}`)
    expect(before.body['open_sessions']).toBe(1)
    const next = 'nine lanterns drift under the pier'
    const person = newPerson(cluster)
    const page = await person.visit(linkIn(await mailbox.mailTo(account.email)))
    await person.submit(page, { password: next, repeat: next })
    const after = await helper.ask('GET', `/accounts/${account.id}`)
    expect(after.body).toMatchObject({ open_sessions: 0, email_verified_at: expect.any(String) })
    expect(await canSignIn(account.email, next)).toBe(true)
    const events = await sql(
      cluster,
      `SELECT actor_kind AS kind, actor_id AS actor FROM audit_events
       WHERE type = 'password.reset_requested' AND account_id = $1`,
      [account.id],
    )
    expect(events).toEqual([{ kind: 'client', actor: helper.client.clientId }])
  })

  test('is sent at most five times an hour to one email, and once for one idempotency key', async () => {
    const { id, email } = await cluster.account()
    const key = { 'idempotency-key': 'once' }
    const twice = await Promise.all([send(id, plain, key), send(id, plain, key)])
    expect(twice.map(({ status }) => status)).toEqual([202, 202])
    const more = await Promise.all(Array.from({ length: 6 }, () => send(id)))
    expect(more.map(({ status }) => status).toSorted()).toEqual([202, 202, 202, 202, 429, 429])
    const refused = more.find(({ status }) => status === 429)
    expect([refused?.body['code'], refused?.headers.get('retry-after')]).toEqual([
      'too_many_requests',
      '3600',
    ])
    expect((await mailbox.mailTo(email, 5)).subject).toBe('Choose a new password')
  })

  test('is refused for an unknown account, a disabled one, and an operator whom the caller may not change', async () => {
    expect(refusalOf(await send(nobody))).toEqual([404, 'not_found'])
    const { id } = await cluster.account()
    await plain.ask('POST', `/accounts/${id}/disable`, { body: { reason: 'test' } })
    expect(refusalOf(await send(id))).toEqual([403, 'account_disabled'])
    const operator = await cluster.account({ roles: ['support'] })
    expect(refusalOf(await send(operator.id))).toEqual([403, 'forbidden'])
    expect((await send(operator.id, owner)).status).toBe(202)
  })
})

test('a server without mail refuses the reset and names the setting', async () => {
  const silent = await startCluster({
    settings: {
      NODE_ENV: 'production',
      PARLEY_ISSUER: 'https://id.example',
      DATABASE_URL: 'postgres://unused',
      PARLEY_SECRET: 'J8vS1nq0Wm3Zt7Lx2Rb9Yd4Kc6Pf5Hg0',
    },
  })
  try {
    // The issuer of this server is not reachable here, so the token is asked for where it is.
    const base = silent.nodes[0] ?? ''
    const client = await silent.client({ ...machine, scopes: ['parley:accounts.help'] })
    const token = await adminToken({ ...silent, issuer: base }, client, ['parley:accounts.help'])
    const { id } = await silent.account()
    const path = `/accounts/${id}/password-reset`
    const { status, body } = await askerOf(silent, token)('POST', path, { base })
    expect([status, body['code'], body['detail']]).toEqual([
      409,
      'mail_unavailable',
      'set PARLEY_MAIL_URL to send mail',
    ])
  } finally {
    await silent.close()
  }
})
