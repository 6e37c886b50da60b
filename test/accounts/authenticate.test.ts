/** Signing in gives away nothing about who has an account, by words, by status or by work done. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { authenticate } from '../../src/accounts/authenticate.ts'
import { createAccount } from '../../src/accounts/create.ts'
import type { Passwords } from '../../src/accounts/passwords.ts'
import type { ProvingTools } from '../../src/accounts/prove-password.ts'
import { DomainError, isDomainError } from '../../src/base/errors.ts'
import { openRefusals, type Refusals } from '../../src/ledger/refusals.ts'
import { read, write } from '../../src/store/db.ts'
import { newWork, runWork } from '../../src/store/unit-of-work.ts'
import { type Cluster, startCluster, testPassword } from '../support/cluster.ts'
import { provingTools } from '../support/guesses.ts'
import { authorizationRequest, newPerson } from '../support/person.ts'

let cluster: Cluster
let passwords: Passwords
let refusals: Refusals
let tools: ProvingTools

beforeAll(async () => {
  cluster = await startCluster({ hashing: 'as configured' })
  refusals = openRefusals(cluster.store)
  tools = await provingTools(cluster.store)
  passwords = tools.passwords
})
afterAll(async () => {
  await refusals?.close()
  await cluster?.close()
})

/** The cost of one attempt: statements and hashes. */
async function costOf(credentials: { email: string; password: string }) {
  let hashes = 0
  const counting: Passwords = {
    ...passwords,
    verify: (hash, password) => {
      hashes += 1
      return passwords.verify(hash, password)
    },
  }
  const work = newWork()
  const found = await runWork(work, () =>
    authenticate(
      { ...tools, passwords: counting, recordRefusal: refusals.record },
      credentials,
      async (account) => account,
    ),
  )
  return { found: found?.email ?? null, hashes, ...work.counts }
}

test('an unknown account, a wrong password and a disabled account cost the same work', async () => {
  const { email } = await cluster.account()
  const disabled = await cluster.account()
  await cluster.store.rows(
    write('test_disable', 'UPDATE accounts SET disabled_at = now() WHERE id = $1'),
    [disabled.id],
  )
  const wrong = await costOf({ email, password: 'wrong but long enough' })
  const unknown = await costOf({ email: 'nobody@example.com', password: testPassword })
  const closed = await costOf({ email: disabled.email, password: testPassword })
  expect(unknown).toEqual(wrong)
  expect(closed).toEqual(wrong)
  // It is counted, and recorded.
  expect(wrong).toMatchObject({ found: null, hashes: 1, reads: 1, writes: 2, commits: 2 })
})

test('the answers to an unknown account and to a wrong password are the same byte for byte', async () => {
  const { email } = await cluster.account()
  const client = await cluster.client()
  const pages = await Promise.all(
    [email, 'nobody@example.com'].map(async (tried) => {
      const person = newPerson(cluster)
      const form = await person.follow(authorizationRequest(cluster, client.clientId).url)
      const page = await person.submit(form, {
        action: 'sign-in',
        email: tried,
        password: 'x'.repeat(20),
      })
      const uid = form.url.pathname.split('/').at(-1) ?? ''
      return {
        status: page.status,
        text: page.text.replaceAll(tried, 'TRIED').replaceAll(uid, 'UID'),
      }
    }),
  )
  expect(pages[0]).toEqual(pages[1])
  expect(pages[0]?.status).toBe(401)
})

test('an attempt that there was no time to hash does not count', async () => {
  const { email } = await cluster.account()
  const counted = () => cluster.store.rows(read('test_counted', 'SELECT FROM failed_tries'))
  const before = (await counted()).length
  const verify = () => Promise.reject(new DomainError('too_busy', 'try again shortly'))
  const busy = { ...tools, passwords: { ...passwords, verify } }
  const trying = runWork(newWork(), () =>
    authenticate(busy, { email, password: 'x' }, async (account) => account),
  )
  await expect(trying).rejects.toThrow(/too_busy/)
  expect(await counted()).toHaveLength(before)
})

test('an email belongs to one account however it is written, and a password is used exactly as typed', async () => {
  const { email } = await cluster.account({ email: 'Ada.Lovelace@Example.com' })
  expect(email).toBe('ada.lovelace@example.com')
  expect(
    await costOf({ email: ' ADA.lovelace@example.COM ', password: testPassword }),
  ).toMatchObject({ found: email })
  expect(await costOf({ email, password: ` ${testPassword}` })).toMatchObject({ found: null })
  expect(await costOf({ email, password: testPassword.toUpperCase() })).toMatchObject({
    found: null,
  })
})

test('a password of a megabyte is refused without hashing its bulk, and none is cut short', async () => {
  const long = 'seven quiet herons by the weir. '.repeat(8)
  const { email } = await cluster.account({ email: 'long@example.com', password: long })
  expect(await costOf({ email, password: long })).toMatchObject({ found: email })
  expect(await costOf({ email, password: `${long}p` })).toMatchObject({ found: null, hashes: 1 })
  await expect(cluster.account({ password: `${long}p` })).rejects.toThrow(/password_too_long/)
  await expect(cluster.account({ password: 'short' })).rejects.toThrow(/password_too_short/)
})

test('two accounts never share an email, however many are created at once', async () => {
  const made = await Promise.allSettled(
    Array.from({ length: 8 }, () => cluster.account({ email: 'twin@example.com' })),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = made.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused.every((error) => isDomainError(error, 'email_taken'))).toBe(true)
})

test.each([
  '',
  'a',
  'a@b',
  'a@@b.example',
  'a b@c.example',
  'a@b.example,c@d.example',
  'a@b.example\r\nbcc: x',
  `${'a'.repeat(65)}@b.example`,
])('%j is not an email address', async (email) => {
  const by = { kind: 'system' } as const
  const making = createAccount(
    { db: cluster.store, passwords },
    { email, password: testPassword, by },
  )
  await expect(making).rejects.toThrow(/email_invalid/)
})

test('passwords are kept as argon2id with at least 19 MiB, two passes and one lane', async () => {
  await cluster.account()
  const rows = await cluster.store.rows<{ hash: string }>(
    read('test_hashes', 'SELECT password_hash AS hash FROM accounts'),
  )
  const strong = /^\$argon2id\$v=19\$m=19456,(?:t=2,p=1|p=1,t=2)\$/
  for (const { hash } of rows) expect(hash).toMatch(strong)
})

test('sign-ins beyond what can be hashed at once are told to come back, and the rest get through', async () => {
  const hash = await passwords.hash(testPassword)
  const tries = await Promise.allSettled(
    Array.from({ length: 130 }, () => passwords.verify(hash, testPassword)),
  )
  const busy = tries.filter((one) => one.status === 'rejected')
  expect(tries.filter((one) => one.status === 'fulfilled' && one.value)).toHaveLength(
    130 - busy.length,
  )
  expect(busy.length).toBeGreaterThan(0)
  expect(
    busy.every((one) => isDomainError(one.status === 'rejected' && one.reason, 'too_busy')),
  ).toBe(true)
})
