/** How soon a verifier in another process refuses what was revoked, and what verifying costs there. */

import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { importJWK, SignJWT } from 'jose'
import type * as Clients from '../src/clients/create.ts'
import type * as Grants from '../src/endings/end-grant.ts'
import type * as Keys from '../src/keys/signing-keys.ts'
import type * as Database from '../src/store/database.ts'
import type { VerifierOptions } from '../src/verifier/index.ts'
import { built } from './built.ts'
import { line } from './table.ts'
import type { Refused, VerificationCost, VerifierOrder } from './verifier-process.ts'

export type RevocationBench = {
  readonly databaseUrl: string
  readonly secret: string
  readonly port: number
  readonly revocations: number
}

const rememberedEntries = 1_000_000
const tokensForCost = 4_000
/** On average; each at a moment of its own, so that no rhythm hides the time between two looks. */
const millisecondsBetween = 20
const patience = 10_000

type Scene = {
  readonly issuer: string
  readonly store: Database.Store
  readonly verifier: ChildProcess
  readonly mint: (sid: string) => Promise<string>
}

export async function measureRevocations(bench: RevocationBench): Promise<string> {
  const { openStore }: typeof Database = await import(built('store/database.js'))
  const store = openStore({ url: bench.databaseUrl, poolSize: 4 })
  const verifier = fork(fileURLToPath(new URL('./verifier-process.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
  })
  try {
    const issuer = `http://localhost:${bench.port}`
    const mint = await minter(store, { issuer, secret: bench.secret })
    const scene = { issuer, store, verifier, mint }
    await ask(verifier, { open: await verifierOptions(scene) })
    const delays = await propagate(scene, bench.revocations)
    const tokens = await Promise.all(Array.from({ length: tokensForCost }, () => mint(newId())))
    const cost = await ask<VerificationCost>(verifier, { cost: tokens })
    const memory = await ask<number>(verifier, { memory: rememberedEntries })
    return tableOf(delays, cost, memory)
  } finally {
    verifier.disconnect()
    await store.close()
  }
}

async function ask<Answer>(verifier: ChildProcess, order: VerifierOrder): Promise<Answer> {
  verifier.send(order)
  const [answer] = await once(verifier, 'message')
  return answer
}

async function verifierOptions({ issuer, store }: Scene): Promise<VerifierOptions> {
  const { createClient }: typeof Clients = await import(built('clients/create.js'))
  const { clientId, clientSecret } = await createClient(store, {
    registration: {
      name: 'A resource server of the benchmark',
      authMethod: 'client_secret_basic',
      applicationType: 'web',
      redirectUris: [],
      postLogoutRedirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: ['parley:revocations.read'],
      jwks: null,
      policy: null,
      resource: null,
      allowGuests: false,
      backchannelLogout: null,
      idTokenAlg: 'ES256',
      userinfoAlg: null,
      assertionAudience: 'issuer',
    },
    installation: { issuer, brandName: 'Parley', internalReceivers: [] },
    by: { kind: 'system' },
  })
  const feed = { clientId, clientSecret: clientSecret ?? '' }
  return { issuer, audience: `${issuer}/api`, feed }
}

/** Tokens as the server signs them: what signing costs is measured elsewhere. */
async function minter(
  store: Database.Store,
  { issuer, secret }: { issuer: string; secret: string },
) {
  const { loadSigningKeys }: typeof Keys = await import(built('keys/signing-keys.js'))
  const { signing } = await loadSigningKeys(store, secret)
  const key = signing.find(({ alg }) => alg === 'ES256')
  if (key === undefined) throw new Error('the server has no key')
  const privateKey = await importJWK(key.privateJwk, key.alg)
  return (sid: string) =>
    new SignJWT({ client_id: 'bench', sid, scope: 'photos:read' })
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(`${issuer}/api`)
      .setSubject('0199aaaa-0000-7000-8000-000000000000')
      .setJti(newId())
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey)
}

function newId(): string {
  return randomBytes(16).toString('base64url')
}

/** Milliseconds from when a revocation was acknowledged until the verifier refused, sorted. */
async function propagate(scene: Scene, revocations: number): Promise<readonly number[]> {
  const sids = Array.from({ length: revocations }, newId)
  await scene.store.rows({ name: 'bench_grants', text: insertGrants, kind: 'write' }, [sids])
  const acknowledged = new Map<string, number>()
  const refused = new Map<string, number>()
  const hear = ({ id, at }: Refused) => refused.set(id, at)
  scene.verifier.on('message', hear)
  for (const sid of sids) scene.verifier.send({ watch: await scene.mint(sid), id: sid })
  // Until each was verified once: what counts is that it was good, and is not any more.
  await sleep(500)
  if (refused.size > 0) throw new Error('a token was refused before it was revoked')
  for (const sid of sids) {
    await revoke(scene, sid)
    acknowledged.set(sid, performance.timeOrigin + performance.now())
    await sleep(Math.random() * 2 * millisecondsBetween)
  }
  for (let waited = 0; refused.size < revocations && waited < patience; waited += 20)
    await sleep(20)
  scene.verifier.off('message', hear)
  if (refused.size < revocations) throw new Error('a revoked token was still good after 10 s')
  const delays = sids.map((sid) => (refused.get(sid) ?? 0) - (acknowledged.get(sid) ?? 0))
  return delays.sort((a, b) => a - b)
}

const insertGrants = `INSERT INTO grants (id, session_id, account_id, client_id, allowed)
  SELECT sid, gen_random_uuid(), gen_random_uuid(), 'bench', '{}' FROM unnest($1::text[]) AS sid`

async function revoke({ store }: Scene, grantId: string): Promise<void> {
  const { endGrant }: typeof Grants = await import(built('endings/end-grant.js'))
  await endGrant(store, { grantId, reason: 'revoked', by: { kind: 'system' } })
}

function tableOf(delays: readonly number[], cost: VerificationCost, memory: number): string {
  const at = (part: number) => `${delays[Math.ceil(delays.length * part) - 1]?.toFixed(0)} ms`
  const rows = [
    [`propagation to a verifier, ${delays.length} revocations: p50`, at(0.5), '–'],
    ['the same: p99', at(0.99), '1000 ms'],
    ['the same: the latest', at(1), '–'],
    ['verifying a token for the first time, CPU', microseconds(cost.firstMicroseconds), '150 µs'],
    ['verifying it again within a minute, CPU', microseconds(cost.againMicroseconds), '150 µs'],
    ['memory of a million ended grants', `${memory.toFixed(0)} MiB`, '–'],
  ]
  const heads = ['revocation', 'measured', 'target at most']
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

function microseconds(value: number): string {
  return `${value.toFixed(1)} µs`
}
