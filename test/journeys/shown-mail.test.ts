/** Without a mail server: in development mail is shown, in production what needs it is not there. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { eventually } from '../support/eventually.ts'
import { newPerson } from '../support/person.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ runsJobs: true })
})
afterAll(() => cluster?.close())

test('in development a page shows the message, and its link works', async () => {
  const { email } = await cluster.account()
  const person = newPerson(cluster)
  expect((await person.visit('/dev/mail')).text).toContain('None yet.')
  const sent = await person.submit(await person.visit('/account/forgot'), { email })
  expect(sent.text).toContain('href="/dev/mail"')
  await eventually(async () => (await person.visit('/dev/mail')).text.includes(email))
  const shown = await person.visit('/dev/mail')
  const [, path = ''] = /href="(\/account\/reset\?token=[\w-]{43})"/.exec(shown.text) ?? []
  expect((await person.visit(path)).text).toContain('Choose a new password')
})

test('with a mail server in development, no page links to the mail page', async () => {
  const sending = await startCluster({
    settings: { PARLEY_MAIL_URL: 'smtp://127.0.0.1:9', PARLEY_MAIL_FROM: 'id@example.com' },
  })
  try {
    const person = newPerson(sending)
    const form = await person.visit('/account/forgot')
    const sent = await person.submit(form, { email: 'nobody@example.com' })
    expect(sent.status).toBe(200)
    expect(sent.text).not.toContain('/dev/mail')
    expect((await person.visit('/dev/mail')).status).toBe(404)
  } finally {
    await sending.close()
  }
})

test('in production without a mail server, pages that need mail do not exist', async () => {
  const production = await startCluster({
    settings: {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://parley@db.example/parley',
      PARLEY_ISSUER: 'https://id.example',
      PARLEY_SECRET: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    },
  })
  try {
    const paths = ['/account/forgot', '/account/reset', '/interaction/x/register', '/dev/mail']
    const answers = await Promise.all(paths.map((path) => fetch(production.nodes[0] + path)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  } finally {
    await production.close()
  }
})
