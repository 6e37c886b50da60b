/** The additions of `parley start` in development: accounts, the demo, and the banner with links. */

import { styleText } from 'node:util'
import type { Logger } from 'pino'
import { createAccount } from '../accounts/create.ts'
import { openPasswords, type Passwords } from '../accounts/passwords.ts'
import { randomToken } from '../base/crypto.ts'
import { isDomainError } from '../base/errors.ts'
import { installationOf } from '../clients/judge-registration.ts'
import type { Config } from '../config/config.ts'
import { startDemo } from '../demo/app.ts'
import { claimOnce } from '../keys/installation.ts'
import { defaultResource } from '../model/admin-scopes.ts'
import { developmentMailPath } from '../model/mail.ts'
import { openStore, type Store } from '../store/database.ts'
import type { Db } from '../store/db.ts'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import type { HomeLink } from '../web/home.tsx'
import { alignColumns } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { ensureDemoClient } from './demo-client.ts'
import { portRefusal } from './listen.ts'
import { describePlace } from './postgres.ts'

type Development = {
  readonly context: Context
  readonly config: Config
  readonly log: Logger
  readonly databaseUrl: string
}

type Stage = Omit<Development, 'databaseUrl'> & { readonly store: Store }

/**
 * Returns how to close it. The passwords are made last and printed at once: nothing that can fail,
 * such as a port in use, comes between.
 */
export async function openDevelopment({
  databaseUrl,
  ...development
}: Development): Promise<() => Promise<void>> {
  const { context, config } = development
  const store = openStore({ url: databaseUrl, poolSize: 1 })
  try {
    const demo = config.demoPort === 0 ? null : await openDemo({ ...development, store })
    const passwords = await openPasswords(config.hashing)
    const seeded = await seedAccounts({ db: store, passwords })
    context.print(
      banner({
        issuer: config.issuer,
        demoUrl: demo === null ? null : demoLink(config),
        demoNote: demo?.note ?? null,
        mailUrl: config.mail === null ? `${config.issuer}${developmentMailPath}` : null,
        seeded,
        place: describePlace(config),
        isEmbedded: config.databaseUrl === null,
      }),
    )
    return demo?.close ?? (async () => undefined)
  } finally {
    await store.close()
  }
}

export function linksOf(config: Config): readonly HomeLink[] {
  if (config.mode === 'production') return []
  const discovery = {
    href: '/.well-known/openid-configuration',
    title: 'Discovery document',
    description: 'The endpoints of this server and their features, for applications.',
  }
  const account = {
    href: '/account',
    title: 'Your account',
    description: 'Your sessions, and the applications with access to your account.',
  }
  const operators = {
    href: '/console',
    title: 'Console',
    description: 'For operators: sessions, accounts, applications and the audit log.',
  }
  const mail = {
    href: developmentMailPath,
    title: 'Mail',
    description: 'Messages that this server would have sent.',
  }
  const own = [account, operators, ...(config.mail === null ? [mail] : []), discovery]
  if (config.demoPort === 0) return own
  const demo = {
    href: demoLink(config),
    title: 'Harbor Photos',
    description: 'A third-party application that signs you in here and shows its tokens.',
  }
  return [demo, ...own]
}

function demoLink(config: Config): string {
  return `${demoUrl(config)}/?${new URLSearchParams({ login_hint: seedEmails.demo })}`
}

function demoUrl({ demoPort }: Config): string {
  return `http://localhost:${demoPort}`
}

async function openDemo({ config, log, store }: Stage) {
  const { issuer, demoPort } = config
  const url = demoUrl(config)
  const client = await ensureDemoClient(store, {
    dataDir: config.dataDir,
    url,
    installation: installationOf(config),
  })
  const audience = defaultResource(issuer)
  try {
    const consoleUrl = `${issuer}/console/sessions`
    const demo = await startDemo({ ...client, issuer, audience, consoleUrl, port: demoPort, log })
    return { note: client.note, close: demo.close }
  } catch (error) {
    if (isKind(error, 'EADDRINUSE', 'EACCES'))
      throw portRefusal('PARLEY_DEMO_PORT', demoPort, error)
    const reason = reasonOf(error).replace(/\.$/, '')
    throw new Refusal(
      `PARLEY_DEMO_PORT: the demo application cannot start (${reason}). Set it to 0 for no demo.`,
      { cause: error },
    )
  }
}

export type BannerFacts = {
  readonly issuer: string
  readonly demoUrl: string | null
  readonly demoNote: string | null
  /** The page that shows the mail; null if mail is sent. */
  readonly mailUrl: string | null
  /** Null when the accounts were made at an earlier start. */
  readonly seeded: readonly SeededAccount[] | null
  readonly place: string
  readonly isEmbedded: boolean
}

const mark = ' DEVELOPMENT MODE '
const warning = 'For one person on one machine. Do not expose it to a network.'

function banner(facts: BannerFacts): string {
  const { issuer, demoUrl, demoNote, mailUrl, place, isEmbedded } = facts
  const demo = demoUrl === null ? [] : [['Try it', demoUrl]]
  const mail = mailUrl === null ? [] : [['Mail', mailUrl]]
  const reset = isEmbedded ? ' (kept; npm run reset starts over)' : ''
  const lines = [
    '',
    `${styleText(['bold', 'black', 'bgYellow'], mark)}  ${warning}`,
    '',
    ...alignColumns([['Parley', issuer], ...demo, ['Console', `${issuer}/console`], ...mail]),
    '',
    ...accounts(facts),
    '',
    ...alignColumns([
      ['Data', `${place}${reset}`],
      ['Stop', 'Ctrl-C'],
    ]),
    ...(demoNote === null ? [] : ['', demoNote]),
  ]
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n\n`
}

function accounts({ seeded, isEmbedded }: BannerFacts): string[] {
  if (seeded !== null && seeded.length > 0) {
    const rows = seeded.map(({ email, password }) => [labelOf(email), email, password])
    const lines = alignColumns([['', 'EMAIL', 'PASSWORD'], ...rows])
    return [...lines, 'Copy the passwords now: they are shown only once.']
  }
  const over = isEmbedded ? '; npm run reset starts over' : ''
  const known = `password: shown at the first start${over}`
  const rows = Object.values(seedEmails).map((email) => [labelOf(email), email, known])
  return alignColumns(rows)
}

function labelOf(email: string): string {
  return email === seedEmails.operator ? 'Operator' : 'Sign in as'
}

export type SeededAccount = { readonly email: string; readonly password: string }

const seedEmails = {
  demo: 'demo@parley.example',
  operator: 'operator@parley.example',
} as const

type Tools = { readonly db: Db; readonly passwords: Passwords }

/** Null if an earlier start or another node did it. */
function seedAccounts({ db, passwords }: Tools): Promise<readonly SeededAccount[] | null> {
  return db.transaction(async (tx) => {
    if (!(await claimOnce(tx, 'development_seed'))) return null
    const demo = { email: seedEmails.demo, name: 'Dana Demo', roles: [] }
    const operator = { email: seedEmails.operator, name: 'Oona Operator', roles: ['owner'] }
    const seeded: SeededAccount[] = []
    for (const account of [demo, operator]) {
      const password = randomToken(96)
      const isNew = await createUnlessTaken({ db: tx, passwords }, { ...account, password })
      if (isNew) seeded.push({ email: account.email, password })
    }
    return seeded
  })
}

type Person = SeededAccount & { readonly name: string; readonly roles: readonly string[] }

/** The account may have been created by hand before. */
async function createUnlessTaken(tools: Tools, person: Person): Promise<boolean> {
  try {
    await createAccount(tools, { ...person, by: { kind: 'system' } })
    return true
  } catch (error) {
    if (isDomainError(error, 'email_taken')) return false
    throw error
  }
}
