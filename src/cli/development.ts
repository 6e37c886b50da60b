/** What only development gets: accounts, the demo application, and a word on where to click. */

import type { Logger } from 'pino'
import { openPasswords } from '../accounts/passwords.ts'
import type { Config } from '../config/config.ts'
import { startDemo } from '../demo/app.ts'
import { defaultResource } from '../oidc/scopes.ts'
import { openStore, type Store } from '../store/database.ts'
import { isKind, reasonOf } from '../store/embedded/failure.ts'
import type { HomeLink } from '../web/home.tsx'
import { banner } from './banner.ts'
import { type Context, Refusal } from './context.ts'
import { ensureDemoClient } from './demo-client.ts'
import { portRefusal } from './listen.ts'
import { describePlace } from './postgres.ts'
import { seedAccounts, seedEmails } from './seed.ts'

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
    description: 'What an application reads first: every endpoint and what it understands.',
  }
  const account = {
    href: '/account',
    title: 'Your account',
    description: 'Where you are signed in, and what you allowed to which application.',
  }
  const operators = {
    href: '/console',
    title: 'Console',
    description: 'For operators: what happens here, and what to do about it.',
  }
  if (config.demoPort === 0) return [account, operators, discovery]
  const demo = {
    href: demoLink(config),
    title: 'Harbor Photos',
    description: 'A third-party application that signs you in here and shows what it got.',
  }
  return [demo, account, operators, discovery]
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
  const client = await ensureDemoClient(store, { dataDir: config.dataDir, url })
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
      `PARLEY_DEMO_PORT: the demo application cannot start (${reason}): 0 goes without it.`,
      { cause: error },
    )
  }
}
