/** Requests of attackers: other sites, and holders of some of the cookies. */

import fc from 'fast-check'
import { testPassword } from '../support/cluster.ts'
import { newPerson, type Person, type Visit } from '../support/person.ts'
import { expectRefused, type Here, onStep, place, post } from './step-run.ts'

/** A valid answer to the interaction. */
function answerTo({ step, r }: Here) {
  const action = step.asks === 'consent' ? 'allow' : 'sign-in'
  return { action, email: r.accounts.roomy.email, password: testPassword }
}

/** Every header with which a browser names the origin of a form. */
const origins = fc.constantFrom<Readonly<Record<string, string>>>(
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
)

const forging = fc.tuple(place, origins, fc.boolean()).map(([where, headers, isForDevices]) =>
  onStep(`forge ${JSON.stringify(headers)}`, where, async (here) => {
    const path = `/interaction/${here.step.uid}${isForDevices ? '/devices' : ''}`
    const fields = isForDevices ? { action: 'deny' } : answerTo(here)
    await expectRefused(here.r, () => post(here.r, here.person, { path, fields, headers }))
  }),
)

type Cookies = readonly (readonly [name: string, value: string])[]

/** As they would go to an address. */
function cookiesFor({ cookies }: Person, path: string): Cookies {
  return [...cookies]
    .filter(([, cookie]) => cookie.path === '/' || path.startsWith(cookie.path))
    .map(([name, { value }]) => [name.split('|')[0] ?? '', value])
}

const isOfSession = ([name]: Cookies[number]) => name.startsWith('parley_session')

function others({ r, person }: Here): Cookies {
  return r.people.filter((one) => one !== person).flatMap((one) => cookiesFor(one, '/'))
}

function ofAnotherStep({ m, step, browser, person }: Here, path: string): Cookies {
  const other = m.steps.find((one) => one.browser === browser && one !== step)
  return other ? cookiesFor(person, path.replace(step.uid, other.uid)) : []
}

type Spoiling = {
  readonly name: string
  readonly of: (here: Here, path: string) => Cookies
  readonly applies?: (here: Here, path: string) => boolean
}

const spoilings: readonly Spoiling[] = [
  { name: 'no cookies', of: () => [] },
  {
    name: 'unsigned cookies',
    of: ({ person }, path) => cookiesFor(person, path).filter(([name]) => !name.endsWith('.sig')),
  },
  {
    name: 'changed cookies',
    of: ({ person }, path) =>
      cookiesFor(person, path).map(([name, value]) => [name, `${value.slice(1)}${value.at(0)}`]),
  },
  {
    name: 'empty cookies',
    of: ({ person }, path) => cookiesFor(person, path).map(([name]) => [name, '']),
  },
  {
    name: 'the cookies of another step',
    of: ofAnotherStep,
    // The cookie decides where the browser continues; the address only repeats it.
    applies: (_, path) => !path.startsWith('/authorize'),
  },
  {
    name: "another browser's session",
    of: (here, path) => [
      ...cookiesFor(here.person, path).filter((one) => !isOfSession(one)),
      ...others(here).filter(isOfSession),
    ],
    // An interaction that began without a session belongs to the holder of its cookie.
    applies: ({ step }) => step.session !== null,
  },
]

type Way = {
  readonly pathOf: (uid: string) => string
  readonly isPosted?: true
}

const ways: readonly Way[] = [
  { pathOf: (uid) => `/interaction/${uid}` },
  { pathOf: (uid) => `/interaction/${uid}`, isPosted: true },
  { pathOf: (uid) => `/interaction/${uid}/devices` },
  { pathOf: (uid) => `/authorize/${uid}` },
]

function send(thief: Person, here: Here, { path, cookie, isPosted }: Stolen): Promise<Visit> {
  const headers = { cookie }
  if (!isPosted) return thief.visit(path, { headers })
  return post(here.r, thief, { path, fields: answerTo(here), headers })
}

type Stolen = {
  readonly path: string
  readonly cookie: string
  readonly isPosted: boolean
}

const spoiling = fc
  .tuple(place, fc.constantFrom(...spoilings), fc.constantFrom(...ways))
  .map(([where, { name, of, applies }, { pathOf, isPosted = false }]) =>
    onStep(`${name} to ${pathOf('')}`, where, async (here) => {
      const path = pathOf(here.step.uid)
      if (applies?.(here, path) === false) return
      const cookie = of(here, path)
        .map((one) => one.join('='))
        .join('; ')
      const thief = newPerson(here.r.cluster, here.r.reach)
      await expectRefused(here.r, () => send(thief, here, { path, cookie, isPosted }))
    }),
  )

export const hostile = [forging, spoiling, spoiling]
