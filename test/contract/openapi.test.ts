/** The rules for openapi.yaml itself, and its agreement with the sources. */

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import { errorCodes } from '../../src/base/errors.ts'
import { authMethods, grantTypes } from '../../src/model/client.ts'
import { eventTypes } from '../../src/model/event.ts'
import { noticeCauses, noticeStates } from '../../src/model/notice.ts'
import { endReasons } from '../../src/model/session.ts'
import { allScopes } from '../admin-api/operator.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import {
  contract,
  contractFile,
  type Described,
  type Operation,
  resolved,
  type Schema,
  validatorAt,
} from '../support/contract.ts'

const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
/** But for the contract itself, which anyone may read. */
const ofAdmin = operations.filter(
  ({ path, operation }) => path.startsWith('/admin/') && operation.security.length > 0,
)

type Place = { readonly pointer: string; readonly value: unknown }

/** Every value of the document with the place where it stands. */
function* placesOf(value: unknown, pointer = ''): Generator<Place> {
  yield { pointer, value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    yield* placesOf(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
  }
}

const places = [...placesOf(contract)]

function schemaNamed(name: string): Schema {
  const schema = contract.components['schemas']?.[name]
  if (typeof schema !== 'object' || schema === null) throw new Error(`no schema ${name}`)
  return schema as Schema
}

function responsesOf({ responses }: Operation): [status: string, response: Described][] {
  return Object.entries(responses).map(([status, one]) => [status, resolved(one, '').thing])
}

/** The contents of a refusal that are neither a page nor one of the two forms of an error. */
function wordlessIn({ description, content = {} }: Described): string[] {
  const contents = Object.entries(content)
  if (contents.length === 0) return [description]
  return contents
    .filter(([type, { schema }]) => type !== 'text/html' && !isError.test(JSON.stringify(schema)))
    .map(([type]) => `${description} ${type}`)
}

const isError = /schemas\/(Problem|OAuthError)"|"stopping"/

test('is OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(fileURLToPath(contractFile))).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

describe('every operation', () => {
  test('has its own id, a summary and a tag, and names its credentials', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids.filter((id, i) => !id || ids.indexOf(id) !== i)).toEqual([])
    const silent = operations.filter(
      ({ operation: { summary, tags, security } }) => !summary || !tags?.length || !security,
    )
    expect(silent).toEqual([])
  })

  test('describes its refusals, in the words of an error or a page', () => {
    for (const { operation } of operations) {
      const refusals = responsesOf(operation).filter(([status]) => Number(status) >= 400)
      expect(refusals.some(([status]) => status.startsWith('4'))).toBe(true)
      expect(refusals.flatMap(([, response]) => wordlessIn(response))).toEqual([])
    }
  })

  test('that may have a body says that it can be too large or of the wrong type', () => {
    // These three are answered before anything of the request but its address is looked at.
    const documents = /^\/(jwks|\.well-known\/.+)$/
    for (const { path, operation } of operations.filter((one) => !documents.test(one.path))) {
      const statuses = Object.keys(operation.responses)
      expect([path, ...statuses]).toEqual(expect.arrayContaining(['413', '415']))
    }
  })

  test('describes a 503 with Retry-After for an unavailable store', () => {
    for (const { operation } of operations) {
      const away = responsesOf(operation).find(([status]) => status === '503')
      if (away === undefined || operation.operationId === 'ready') continue
      expect(Object.keys(away[1].headers ?? {})).toEqual(['Retry-After'])
    }
  })
})

describe('every operation of the admin API', () => {
  test('needs exactly one scope, and the contract explains the scope', () => {
    const scopes = ofAdmin.map(({ operation }) => operation.security)
    expect(scopes.every((one) => one.length === 1 && one[0]?.['adminToken']?.length === 1)).toBe(
      true,
    )
    const used = new Set(scopes.flatMap((one) => one[0]?.['adminToken'] ?? []))
    expect([...used].toSorted()).toEqual(allScopes.toSorted())
    const { thing } = resolved<{ flows: Record<string, { scopes: object }> }>(
      { $ref: '#/components/securitySchemes/adminToken' },
      '',
    )
    expect(Object.keys(thing.flows['clientCredentials']?.scopes ?? {}).toSorted()).toEqual(
      allScopes.toSorted(),
    )
  })

  test('describes the answers without a token, without the scope, and on failure', () => {
    for (const { operation } of ofAdmin) {
      const statuses = Object.keys(operation.responses)
      expect(statuses).toEqual(expect.arrayContaining(['400', '401', '403', '500', '503']))
    }
  })

  test('describes its rate limit, and each POST its idempotency key', () => {
    for (const { method, operation } of ofAdmin) {
      expect([operation.operationId, ...Object.keys(operation.responses)]).toContain('429')
      if (method !== 'post') continue
      const names = (operation.parameters ?? []).map((one) => resolved(one, '').thing.name)
      expect([operation.operationId, ...names]).toContain('Idempotency-Key')
      expect(Object.keys(operation.responses)).toContain('422')
    }
  })

  test('that takes a precondition describes its failure, and each PATCH requires one', () => {
    for (const { method, operation } of ofAdmin) {
      const names = (operation.parameters ?? []).map((one) => resolved(one, '').thing.name)
      const statuses = Object.keys(operation.responses)
      expect([operation.operationId, statuses.includes('412')]).toEqual([
        operation.operationId,
        names.includes('If-Match'),
      ])
      if (method === 'patch') expect([operation.operationId, ...statuses]).toContain('428')
    }
  })

  test('takes only bodies with named fields', () => {
    const bodies = ofAdmin.flatMap(({ operation }) =>
      Object.values(operation.requestBody?.content ?? {}),
    )
    expect(bodies.length).toBeGreaterThan(0)
    for (const { schema } of bodies) {
      const { additionalProperties, unevaluatedProperties } = resolved<Schema>(schema, '').thing
      expect(additionalProperties ?? unevaluatedProperties).toBe(false)
    }
  })
})

test('every reference resolves, and every component is referenced', () => {
  const references = places
    .filter(({ pointer }) => pointer.endsWith('/$ref'))
    .map(({ value }) => String(value))
  for (const $ref of references) expect(() => resolved({ $ref }, '')).not.toThrow()
  const unused = Object.entries(contract.components)
    .filter(([kind]) => kind !== 'securitySchemes')
    .flatMap(([kind, ones]) => Object.keys(ones).map((name) => `#/components/${kind}/${name}`))
    .filter((pointer) => !references.includes(pointer))
  expect(unused).toEqual([])
})

test('every example matches its schema', () => {
  let examples = 0
  for (const { pointer, value } of places) {
    const [, place, name] = /^(.*\/content\/[^/]+)\/examples\/([^/]+)$/.exec(pointer) ?? []
    if (place === undefined) continue
    examples += 1
    const validate = validatorAt(`${place}/schema`)
    validate((value as { value: unknown }).value)
    expect({ place, name, errors: validate.errors ?? null }).toEqual({ place, name, errors: null })
  }
  expect(examples).toBeGreaterThan(15)
})

describe('agrees with the sources on', () => {
  test('the error codes', () => {
    expect(schemaNamed('ErrorCode')['enum']).toEqual(errorCodes)
  })

  test('the end reasons', () => {
    expect(schemaNamed('EndReasonOrNull')['enum']).toEqual([...endReasons, null])
    const given = contract.paths['/admin/v1/sessions/{id}']?.['delete']?.parameters ?? []
    const reason = given.map((one) => resolved(one, '').thing).find(({ name }) => name === 'reason')
    expect(endReasons).toEqual(expect.arrayContaining(reason?.schema['enum'] as unknown[]))
  })

  test('the causes and states of a notice', () => {
    expect(schemaNamed('NoticeCause')['enum']).toEqual(noticeCauses)
    const fields = schemaNamed('Notice')['properties'] as Record<string, Schema>
    expect(fields['state']?.['enum']).toEqual(noticeStates)
  })

  test('the types of events', () => {
    expect(schemaNamed('EventType')['enum']).toEqual(Object.keys(eventTypes))
  })

  test('the kinds of client', () => {
    const { operation } = ofAdmin.find((one) => one.operation.operationId === 'createClient') ?? {}
    expect(operation?.requestBody).toHaveProperty(
      ['content', 'application/json', 'schema', 'properties', 'token_endpoint_auth_method', 'enum'],
      authMethods,
    )
    expect(schemaNamed('GrantTypes')['items']).toHaveProperty('enum', grantTypes)
  })
})

describe('against a running server:', () => {
  let cluster: Cluster

  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster?.close())

  test('every endpoint in the metadata is a path of the contract', async () => {
    const response = await fetch(`${cluster.issuer}/.well-known/openid-configuration`)
    const metadata = (await response.json()) as Record<string, unknown>
    const paths = Object.entries(metadata)
      .filter(([name]) => /(_endpoint|_uri)$/.test(name))
      .map(([, address]) => new URL(String(address)).pathname)
    expect(paths.length).toBeGreaterThan(6)
    expect(paths.filter((path) => !(path in contract.paths))).toEqual([])
  })
})
