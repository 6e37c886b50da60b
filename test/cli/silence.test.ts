/** No credential ever reaches a log, at any log level. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { rawTokens } from '../demo/stage.ts'
import { createVisitor, type View } from '../demo/visitor.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { newPerson } from '../support/person.ts'
import {
  endAll,
  freePort,
  makeDataDir,
  type ServerProcess,
  startParley,
} from '../support/process.ts'

let home: Awaited<ReturnType<typeof makeDataDir>>
let database: TestDatabase

beforeAll(async () => {
  home = await makeDataDir()
  database = await createDatabase()
})
afterEach(endAll)
afterAll(async () => {
  await database.drop()
  await home.remove()
})

test('a whole sign-in at LOG_LEVEL=trace leaves no password, cookie, code or token behind', async () => {
  const demoPort = String(await freePort())
  const server = await startParley({
    DATABASE_URL: database.url,
    PARLEY_DATA_DIR: home.path,
    PARLEY_DEMO_PORT: demoPort,
    LOG_LEVEL: 'trace',
  })
  const secrets: Secret[] = [
    ...(await play(server, `http://localhost:${demoPort}`)),
    ...(await secretsKept()),
  ]
  expect(secrets.filter(({ value }) => value.length < 16)).toEqual([])

  const { err } = await server.end()
  expect(err).toMatch(/refresh_token/)
  const told = secrets.filter(({ value }) => err.includes(value)).map(({ name }) => name)
  expect(told).toEqual([])
})

type Secret = { readonly name: string; readonly value: string }

async function secretsKept(): Promise<Secret[]> {
  const secret = await readFile(join(home.path, 'secret'), 'utf8')
  const demo = await readFile(join(home.path, 'demo.json'), 'utf8')
  return [
    { name: 'PARLEY_SECRET', value: secret.trim() },
    { name: 'client secret', value: JSON.parse(demo).clientSecret },
  ]
}

const email = 'demo@parley.example'
const wrongPassword = 'not the password, but nearly one'

/** Goes from the demo's front page to the logout and returns every secret on the way. */
async function play(server: ServerProcess, demo: string): Promise<Secret[]> {
  const visitor = createVisitor()
  const person = newPerson({ issuer: server.url })
  const password = await passwordOf(server)
  const press = { method: 'POST', headers: { origin: demo } }
  const toParley = (await visitor.send(`${demo}/login`, press)).headers.get('location') ?? ''

  let page = await person.follow(toParley)
  for (const tried of [wrongPassword, password]) {
    page = await person.submit(page, { action: 'sign-in', email, password: tried })
  }
  page = await person.submit(page, { action: 'allow' })
  const answer = [...page.url.searchParams].filter(([name]) => name !== 'iss')
  const cookies = [...person.cookies].map(([name, { value }]) => [`cookie ${name}`, value] as const)

  const first = await visitor.get(page.url.href)
  for (const path of ['refresh', 'call-api', 'revoke']) await visitor.press(`${demo}/${path}`)
  const later = await visitor.get(`${demo}/`)
  await visitor.press(`${demo}/logout`)
  // A request that fails makes the log speak.
  const body = new URLSearchParams([['grant_type', 'authorization_code'], ...answer])
  await fetch(`${server.url}/token`, { method: 'POST', body })

  const typed = [
    ['wrong password', wrongPassword],
    ['password', password],
  ] as const
  const seen = [...typed, ...answer, ...cookies].map(([name, value]) => ({ name, value }))
  return [...seen, ...tokensOn(first, 'first'), ...tokensOn(later, 'later')]
}

function tokensOn(page: View, when: string): Secret[] {
  return Object.entries(rawTokens(page)).flatMap(([kind, token]) => [
    { name: `${when} ${kind}`, value: token },
    { name: `${when} signature of ${kind}`, value: token.split('.')[2] ?? '' },
  ])
}

async function passwordOf({ output }: ServerProcess): Promise<string> {
  for (let tries = 0; tries < 2_400; tries += 1) {
    const [, password] = new RegExp(`${email} +([\\w-]{16})$`, 'm').exec(output()) ?? []
    if (password !== undefined) return password
    await sleep(50)
  }
  throw new Error(`no password in ${output()}`)
}
