/** The demo application's registration, which outlives restarts in a file beside the data. */

import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { equalBytes, randomToken, sha256 } from '../base/crypto.ts'
import { createClient } from '../clients/create.ts'
import { findClient } from '../clients/find.ts'
import type { Installation } from '../clients/judge-registration.ts'
import { type Client, type ClientRegistration, defaultSigning } from '../model/client.ts'
import type { Db } from '../store/db.ts'
import { prepareDataDir } from '../store/embedded/cluster.ts'

type Credentials = { readonly clientId: string; readonly clientSecret: string }

export type DemoClient = Credentials & {
  /** The client with which its API follows the revocation feed. */
  readonly feed: Credentials
  /** A message for the person if the application had to be registered again. */
  readonly note: string | null
}

const fileName = 'demo.json'
const credentials = z.object({ clientId: z.string(), clientSecret: z.string() })
const saved = credentials.extend({ feed: credentials })
type SavedClient = z.infer<typeof saved>

/** Returns the saved registration if it still fits, otherwise a new one. */
export async function ensureDemoClient(
  db: Db,
  { dataDir, url, installation }: { dataDir: string; url: string; installation: Installation },
): Promise<DemoClient> {
  const path = join(await prepareDataDir(dataDir), fileName)
  const known = await readSaved(path)
  const registration = registrationAt(url)
  if (known !== null && (await isStillGood(db, known, registration))) {
    return { ...known, note: null }
  }
  const made = {
    ...(await register(db, registration, installation)),
    feed: await register(db, apiRegistration(registration), installation),
  }
  await replace(path, made)
  const note =
    known === null
      ? null
      : 'The demo application was registered again: its old registration is gone.'
  return { ...made, note }
}

async function register(
  db: Db,
  registration: ClientRegistration,
  installation: Installation,
): Promise<Credentials> {
  const by = { kind: 'system' } as const
  const { clientId, clientSecret } = await createClient(db, { registration, installation, by })
  if (clientSecret === null) throw new Error('The demo application was given no secret.')
  return { clientId, clientSecret }
}

export async function removeDemoClient(dataDir: string): Promise<void> {
  await rm(join(dataDir, fileName), { force: true })
}

function registrationAt(url: string): ClientRegistration {
  return {
    name: 'Harbor Photos',
    authMethod: 'client_secret_basic',
    applicationType: 'web',
    redirectUris: [`${url}/callback`],
    postLogoutRedirectUris: [`${url}/logged-out`],
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: ['openid', 'profile', 'email', 'offline_access', 'photos:read'],
    jwks: null,
    policy: null,
    resource: null,
    allowGuests: false,
    ...defaultSigning,
    backchannelLogout: {
      uri: `${url}/backchannel-logout`,
      sessionRequired: true,
      causes: null,
    },
  }
}

/** The API of the demo is another party, which may only follow the revocation feed. */
function apiRegistration(app: ClientRegistration): ClientRegistration {
  return {
    ...app,
    name: 'Harbor Photos API',
    redirectUris: [],
    postLogoutRedirectUris: [],
    grantTypes: ['client_credentials'],
    scopes: ['parley:revocations.read'],
    backchannelLogout: null,
  }
}

async function readSaved(path: string): Promise<SavedClient | null> {
  try {
    return saved.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // Lost or damaged: a new registration replaces it.
    return null
  }
}

/** The database or the port may have changed. */
async function isStillGood(
  db: Db,
  { feed, ...app }: SavedClient,
  registration: ClientRegistration,
): Promise<boolean> {
  const [client, api] = [await findBySecret(db, app), await findBySecret(db, feed)]
  if (client === null || api === null) return false
  const [uri = ''] = registration.redirectUris
  const isNotified = client.backchannelLogout?.uri === registration.backchannelLogout?.uri
  return client.redirectUris.includes(uri) && isNotified
}

async function findBySecret(
  db: Db,
  { clientId, clientSecret }: Credentials,
): Promise<Client | null> {
  const client = await findClient(db, clientId)
  const hash = client?.secretHash ?? null
  return hash !== null && equalBytes(hash, sha256(clientSecret)) ? client : null
}

async function replace(path: string, client: SavedClient): Promise<void> {
  const draft = `${path}.${process.pid}-${randomToken(64)}`
  try {
    await writeFile(draft, `${JSON.stringify(client)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}
