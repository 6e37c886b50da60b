/** Each noun's --json document has the contract's schema, and is what the admin API answers for the same thing. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { uuidv7 } from '../../src/base/crypto.ts'
import { checkSecret } from '../../src/keys/installation.ts'
import { newOperator, type Operator } from '../admin-api/operator.ts'
import { type Cluster, startCluster, testSecret } from '../support/cluster.ts'
import { contract, resolved, validatorAt } from '../support/contract.ts'
import { sidOf, signedIn } from '../support/sign-in.ts'
import { sql } from '../support/sql.ts'
import { claimsOf } from '../support/tokens.ts'
import { type CommandLine, commandLine, documentOf } from './command-line.ts'

let cluster: Cluster
let parley: CommandLine
let operator: Operator
let known: Known

type Known = {
  readonly client: string
  readonly account: string
  readonly session: string
  readonly grant: string
  readonly notice: string
  readonly revocation: string
  readonly token: string
}

beforeAll(async () => {
  cluster = await startCluster()
  parley = commandLine({ DATABASE_URL: cluster.databaseUrl, PARLEY_SECRET: testSecret })
  operator = await newOperator(cluster)
  // As a server does when it starts.
  await checkSecret(cluster.store, testSecret)
  known = await makeOneOfEach()
})
afterAll(() => cluster?.close())

const run = async (...args: readonly string[]) => documentOf(await parley([...args, '--json']))

async function makeOneOfEach(): Promise<Known> {
  const { account, client, tokens } = await signedIn(cluster)
  const grant = sidOf(tokens)
  const [session] = await sql<{ id: string }>(
    cluster,
    'SELECT id FROM sessions WHERE account_id = $1',
    [account.id],
  )
  const notice = uuidv7()
  await sql(
    cluster,
    `INSERT INTO notices (id, sid, account_id, client_id, cause, state, attempts, settled_at)
     VALUES ($1, $2, $3, $4, 'evicted', 'dead', 10, now())`,
    [notice, grant, account.id, client.clientId],
  )
  await cluster.resourceServer('https://documents.example', ['a:read', 'a:write'])
  await run('api-key', 'create', '--name', 'Report', '--scope', 'parley:sessions.read')
  await cluster.account({ roles: ['owner'] })
  const other = await cluster.client()
  const revoke = ['revoke', '--client', other.clientId, '--reason', 'It leaked']
  const made = Object(await run(...revoke))
  const token = String(claimsOf(tokens.accessToken)['jti'])
  const ids = { client: client.clientId, account: account.id, session: session?.id ?? '' }
  return { ...ids, grant, notice, revocation: String(made.id), token }
}

/** Throws if the document is not what the contract says of this answer. */
function checkDocument(document: unknown, method: string, template: string): void {
  const { responses = {} } = contract.paths[`/admin/v1${template}`]?.[method] ?? {}
  const status = '200' in responses ? '200' : '201'
  const response = responses[status]
  if (response === undefined) throw new Error(`openapi.yaml has no ${method} ${template}`)
  const place = `/admin/v1${template}`.replaceAll('/', '~1')
  const { pointer } = resolved(response, `/paths/${place}/${method}/responses/${status}`)
  const validate = validatorAt(`${pointer}/content/application~1json/schema`)
  expect([validate(document), validate.errors]).toEqual([true, null])
}

const lists: readonly (readonly [path: string, args: (ids: Known) => readonly string[]])[] = [
  ['/clients', () => ['client', 'list']],
  ['/sessions?account={account}', ({ account }) => ['session', 'list', '--account', account]],
  ['/grants?account={account}', ({ account }) => ['grant', 'list', '--account', account]],
  ['/notices', () => ['notice', 'list']],
  ['/policies', () => ['policy', 'list']],
  ['/resource-servers', () => ['resource-server', 'list']],
  ['/api-keys', () => ['api-key', 'list']],
  ['/operators', () => ['operator', 'list']],
  ['/keys', () => ['keys', 'list']],
]

describe('a list', () => {
  test.each(lists)('%s', async (path, args) => {
    const items = await run(...args(known))
    expect(items).not.toEqual([])
    const { status, body } = await operator.ask('GET', filled(path))
    expect(status).toBe(200)
    checkDocument({ ...body, items }, 'get', path.split('?')[0] ?? '')
    expect(items).toEqual(body['items'])
  })
})

type One = readonly [
  template: string,
  id: keyof Known | null,
  args: (ids: Known) => readonly string[],
]

const documents: readonly One[] = [
  ['/clients/{id}', 'client', ({ client }) => ['client', 'show', client]],
  ['/accounts/{id}', 'account', ({ account }) => ['account', 'show', account]],
  ['/sessions/{id}', 'session', ({ session }) => ['session', 'show', session]],
  ['/grants/{id}', 'grant', ({ grant }) => ['grant', 'show', grant]],
  ['/notices/{id}', 'notice', ({ notice }) => ['notice', 'resend', notice]],
  ['/policies/{name}', null, () => ['policy', 'set', 'kiosk', 'max_sessions=2']],
  [
    '/accounts/{id}/effective-policy',
    'account',
    ({ account }) => ['policy', 'explain', '--account', account],
  ],
]

describe('one document', () => {
  test.each(documents)('%s', async (template, id, args) => {
    const document = await run(...args(known))
    checkDocument(document, 'get', template)
    const path = template.replace(/\{\w+\}/, id === null ? 'kiosk' : known[id])
    const { status, body } = await operator.ask('GET', path)
    expect([status, body]).toEqual([200, document])
  })

  test('a revocation', async () => {
    const document = await run('revoke', '--grant', known.grant, '--reason', 'A test')
    checkDocument(document, 'get', '/revocations/{id}')
    const { body } = await operator.ask('GET', `/revocations/${Object(document).id}`)
    expect(body).toEqual(document)
  })

  test('a new API key is the answer that creates one', async () => {
    const created = await run('api-key', 'create', '--name', 'X', '--scope', 'parley:clients.read')
    checkDocument(created, 'post', '/api-keys')
    const { key: _, ...shown } = Object(created)
    const { body } = await operator.ask('GET', `/api-keys/${shown.id}`)
    expect(body).toEqual(shown)
  })

  test('a new client and a new account have the fields that scripts rely on, under their names', async () => {
    const uri = ['--redirect-uri', 'https://app.example/cb']
    const client = Object(await run('client', 'create', '--name', 'Shop', ...uri))
    expect(Object.keys(client)).toEqual(['client_id', 'client_secret'])
    const shown = await operator.ask('GET', `/clients/${client.client_id}`)
    checkDocument({ ...shown.body, ...client }, 'post', '/clients')
    const args = ['account', 'create', '--email', 'new@example.com', '--password-stdin', '--json']
    const account = Object(documentOf(await parley(args, 'correct horse battery staple')))
    const { body } = await operator.ask('GET', `/accounts/${account.id}`)
    expect(account).toEqual({ id: body['id'], email: body['email'] })
  })

  test('a rotated secret', async () => {
    const { clientId } = await cluster.client()
    const rotated = await run('client', 'rotate-secret', clientId)
    checkDocument(rotated, 'post', '/clients/{id}/secret')
  })

  test('a dry run, of a revocation and of a search', async () => {
    const reach = await run('revoke', '--account', known.account, '--dry-run')
    checkDocument(reach, 'post', '/revocations/reach')
    const scope = { kind: 'account', account_id: known.account }
    const tried = await operator.ask('POST', '/revocations/reach', { body: { scope } })
    expect(tried.body).toEqual(reach)
    const search = await run('session', 'end', '--policy', 'default', '--dry-run')
    checkDocument(search, 'post', '/sessions/end')
    const body = { filter: { policy: 'default' }, dry_run: true }
    expect((await operator.ask('POST', '/sessions/end', { body })).body).toEqual(search)
  })

  test('keys after a rotation', async () => {
    const items = await run('keys', 'rotate', '--alg', 'ES256', '--reason', 'A test')
    checkDocument({ items }, 'post', '/keys/rotate')
    const { body } = await operator.ask('GET', '/keys')
    expect(body['items']).toEqual(expect.arrayContaining([items].flat()))
  })

  // They move with the clock, so two answers need not be equal.
  test('statistics', async () => {
    checkDocument(await run('stats'), 'get', '/statistics')
  })
})

describe('revoke --token', () => {
  test('revokes a token by its id', async () => {
    const args = ['revoke', '--token', known.token, '--reason', 'It leaked']
    expect(await run(...args)).toMatchObject({ scope: { kind: 'token', jti: known.token } })
    expect((await parley(args)).out).toBe('Revoked.\n')
  })

  test.each(['NONSENSE', 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'])(
    'refuses %s, which is no id of a token, and revokes nothing',
    async (token) => {
      const count = () => sql(cluster, 'SELECT count(*)::int AS n FROM revocations')
      const before = await count()
      const { code, out, err } = await parley(['revoke', '--token', token, '--reason', 'x'])
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/^parley: --token: "[^"]+" is not the id of a token of this server\./)
      expect(await count()).toEqual(before)
    },
  )
})

function filled(path: string): string {
  return path.replace('{account}', known.account)
}
