/** The demo application's registration, which outlives restarts in a file beside the data. */

import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { equalBytes, randomToken, sha256 } from '../base/crypto.ts'
import { createClient } from '../clients/create.ts'
import { findClient } from '../clients/find.ts'
import type { ClientRegistration } from '../model/client.ts'
import type { Db } from '../store/db.ts'
import { prepareDataDir } from '../store/embedded/cluster.ts'

export type DemoClient = {
  readonly clientId: string
  readonly clientSecret: string
  /** For the person, when the application had to be registered again. */
  readonly note: string | null
}

const fileName = 'demo.json'
const kept = z.object({ clientId: z.string(), clientSecret: z.string() })
type Kept = z.infer<typeof kept>

/** The registration of before, if it still fits; else a new one. */
export async function ensureDemoClient(
  db: Db,
  { dataDir, url }: { dataDir: string; url: string },
): Promise<DemoClient> {
  const path = join(await prepareDataDir(dataDir), fileName)
  const known = await readKept(path)
  const registration = registrationAt(url)
  if (known !== null && (await isStillGood(db, { ...known, registration }))) {
    return { ...known, note: null }
  }
  const { clientId, clientSecret } = await createClient(db, {
    registration,
    by: { kind: 'system' },
  })
  if (clientSecret === null) throw new Error('The demo application was given no secret.')
  await replace(path, { clientId, clientSecret })
  const note =
    known === null
      ? null
      : 'The demo application was registered anew: its old registration is gone.'
  return { clientId, clientSecret, note }
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
    backchannelLogout: {
      uri: `${url}/backchannel-logout`,
      sessionRequired: true,
      causes: null,
    },
  }
}

async function readKept(path: string): Promise<Kept | null> {
  try {
    return kept.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    // Lost or damaged: there is nothing to go on with.
    return null
  }
}

/** The database may be another one, and the port another too. */
async function isStillGood(
  db: Db,
  { clientId, clientSecret, registration }: Kept & { readonly registration: ClientRegistration },
): Promise<boolean> {
  const client = await findClient(db, clientId)
  if (client === null || client.secretHash === null) return false
  const [uri = ''] = registration.redirectUris
  const isTold = client.backchannelLogout?.uri === registration.backchannelLogout?.uri
  const isHere = client.redirectUris.includes(uri) && isTold
  return isHere && equalBytes(client.secretHash, sha256(clientSecret))
}

async function replace(path: string, client: Kept): Promise<void> {
  const draft = `${path}.${process.pid}-${randomToken(64)}`
  try {
    await writeFile(draft, `${JSON.stringify(client)}\n`, { mode: 0o600, flag: 'wx', flush: true })
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
}
