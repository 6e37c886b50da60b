/** Exported events follow CEF and OCSF, whatever a stranger wrote into an event. */

import { describe, expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { toCef } from '../../src/model/cef.ts'
import { eventTypes } from '../../src/model/event.ts'
import { severityOf } from '../../src/model/event-catalogue.ts'
import { type EventDocument, isEventType } from '../../src/model/event-document.ts'
import { eventFormats, lineOf } from '../../src/model/event-format.ts'
import { toOcsf } from '../../src/model/ocsf.ts'

const types = Object.keys(eventTypes).filter(isEventType)

const begun: EventDocument = {
  id: '4711',
  occurred_at: '2026-11-23T01:00:00.000Z',
  type: 'session.begun',
  severity: 'info',
  outcome: 'success',
  actor: { kind: 'account', id: 'me' },
  account_id: '019b1c3e-7a44-7cc2-9d0e-3a51f0a9d2b7',
  session_id: '019b1c41-3a10-7d02-9c44-2b7f60d1e5a3',
  client_id: 'app',
  grant_id: null,
  network: '203.0.113.9',
  user_agent: 'Firefox',
  request_id: 'req',
  details: { policy: 'default' },
  forgotten: false,
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('|', '\\', '=', '\n', '\r\n', '\\=', 'a=b c=d', '\\\\n', '\u001b[31m', ' rt=1 '),
)
const textOrNull = fc.option(text)

/** An event of any type with any content. */
const anyEvent: fc.Arbitrary<EventDocument> = fc.record({
  id: fc.integer({ min: 1 }).map(String),
  occurred_at: fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString()),
  type: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom<string>(...types) },
    { weight: 1, arbitrary: text },
  ),
  severity: fc.constantFrom('info', 'notice', 'warning', 'alert'),
  outcome: fc.constantFrom('success', 'failure'),
  actor: fc.record({
    kind: fc.constantFrom('account', 'client', 'operator', 'api_key', 'system', 'nobody'),
    id: textOrNull,
  }),
  account_id: textOrNull,
  session_id: textOrNull,
  client_id: textOrNull,
  grant_id: textOrNull,
  network: fc.option(fc.oneof(fc.ipV4(), fc.ipV6())),
  user_agent: textOrNull,
  request_id: textOrNull,
  details: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())),
  forgotten: fc.boolean(),
})

test.each(eventFormats)('as %s, any event is one line', (format) => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      expect(lineOf(event, format)).not.toMatch(/[\r\n]/)
    }),
  )
})

describe('CEF', () => {
  /** As a collector reads it: seven fields between bars, then keys and values. */
  function parsed(line: string) {
    const [, header = '', extension = ''] = /^((?:(?:\\.|[^\\|])*\|){7})(.*)$/s.exec(line) ?? []
    const fields = header.match(/(?:\\.|[^\\|])*\|/g)?.map((field) => field.slice(0, -1)) ?? []
    const pairs = extension.split(/ (?=[A-Za-z0-9]+=)/).map((pair) => {
      const [, key = '', value = ''] = /^(\w+)=(.*)$/s.exec(pair) ?? []
      return [
        key,
        value.replaceAll(/\\(.)/g, (_, one) => ({ n: '\n', r: '\r' })[String(one)] ?? one),
      ]
    })
    return { fields, pairs }
  }

  test('has its header, and an extension with known keys', () => {
    const { fields, pairs } = parsed(toCef(begun))
    expect(fields).toEqual([
      'CEF:0',
      'Parley',
      'Parley',
      '1',
      'session.begun',
      eventTypes['session.begun'],
      '2',
    ])
    expect(Object.fromEntries(pairs)).toEqual({
      rt: '1795395600000',
      externalId: '4711',
      cat: 'audit',
      act: 'session.begun',
      outcome: 'success',
      msg: eventTypes['session.begun'],
      suid: 'me',
      spriv: 'account',
      duid: begun.account_id,
      src: '203.0.113.9',
      requestClientApplication: 'Firefox',
      cs1Label: 'session',
      cs1: begun.session_id,
      cs2Label: 'client',
      cs2: 'app',
      cs4Label: 'request',
      cs4: 'req',
      cs6Label: 'details',
      cs6: '{"policy":"default"}',
    })
  })

  test('an IPv6 address is in the field where collectors look for one', () => {
    const { pairs } = parsed(toCef({ ...begun, network: '2001:db8::1' }))
    const found = Object.fromEntries(pairs)
    expect([found['src'], found['c6a2'], found['c6a2Label']]).toEqual([
      undefined,
      '2001:db8::1',
      'source',
    ])
  })

  test.each<[string, string]>([
    ['a=b', 'a\\=b'],
    ['back\\slash', 'back\\\\slash'],
    ['two\nlines', 'two\\nlines'],
    ['two\r\nlines', 'two\\r\\nlines'],
    ['a|bar', 'a|bar'],
  ])('in the extension %j is written %s', (agent, written) => {
    const line = toCef({ ...begun, user_agent: agent })
    expect(line).toContain(`requestClientApplication=${written} cs1Label=`)
  })

  test('bars, backslashes and line breaks in the header do not end it', () => {
    const line = toCef({ ...begun, type: 'a|b\\c\nd' })
    expect(line.startsWith('CEF:0|Parley|Parley|1|a\\|b\\\\c d|a\\|b\\\\c d|2|rt=')).toBe(true)
  })

  test('no value can add a field', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        // The equals sign is escaped in a value that looks like a key.
        const bare = toCef(event).replaceAll(/\\./gs, '')
        const [, extension = ''] = /^(?:[^|]*\|){7}(.*)$/s.exec(bare) ?? []
        const keys = extension.match(/=/g) ?? []
        expect(keys).toHaveLength(parsed(toCef({ ...event, ...harmless(event) })).pairs.length)
      }),
    )
  })

  function harmless(event: EventDocument) {
    const calm = (value: string | null) => (value === null ? null : 'x')
    return {
      type: isEventType(event.type) ? event.type : 'x',
      actor: { kind: event.actor.kind, id: calm(event.actor.id) },
      account_id: calm(event.account_id),
      session_id: calm(event.session_id),
      client_id: calm(event.client_id),
      grant_id: calm(event.grant_id),
      user_agent: calm(event.user_agent),
      request_id: calm(event.request_id),
      details: Object.keys(event.details).length === 0 ? {} : harmlessDetails(event.details),
    }
  }

  function harmlessDetails({ reason }: EventDocument['details']) {
    return typeof reason === 'string' ? { reason: 'x' } : { x: 'x' }
  }
})

describe('OCSF', () => {
  const text = { type: 'string' }
  const required = [
    'activity_id',
    'category_uid',
    'class_uid',
    'metadata',
    'severity_id',
    'time',
    'type_uid',
  ]
  const anyOf = (...names: string[]) => ({ anyOf: names.map((name) => ({ required: [name] })) })
  const user = { type: 'object', ...anyOf('uid', 'name', 'account') }
  /** The required fields of version 1.3, for every event and for each class. */
  const base = {
    type: 'object',
    required,
    properties: {
      activity_id: { type: 'integer' },
      category_uid: { enum: [3, 6] },
      class_uid: { enum: [3001, 3002, 3003, 3004, 6003] },
      class_name: text,
      type_uid: { type: 'integer' },
      time: { type: 'integer' },
      severity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] },
      status_id: { enum: [0, 1, 2, 99] },
      message: text,
      metadata: {
        type: 'object',
        required: ['product', 'version'],
        properties: {
          version: { const: '1.3.0' },
          uid: text,
          event_code: text,
          product: { type: 'object', required: ['vendor_name'], ...anyOf('name', 'uid') },
        },
      },
      actor: { type: 'object', ...anyOf('process', 'user', 'session', 'app_name', 'app_uid') },
      src_endpoint: { type: 'object', ...anyOf('ip', 'uid', 'name', 'hostname') },
      http_request: { type: 'object' },
      unmapped: { type: 'object' },
    },
  }
  const byClass: Readonly<Record<number, object>> = {
    3001: {
      required: ['user'],
      properties: { user, activity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99] } },
    },
    3002: {
      required: ['user'],
      ...anyOf('service', 'dst_endpoint'),
      properties: { user, activity_id: { enum: [0, 1, 2, 3, 4, 5, 6, 99] } },
    },
    3003: {
      required: ['user'],
      ...anyOf('privileges', 'groups'),
      properties: { user, activity_id: { enum: [0, 1, 2, 99] } },
    },
    3004: {
      required: ['entity'],
      properties: {
        entity: { type: 'object', ...anyOf('name', 'uid') },
        activity_id: { enum: [0, 1, 2, 3, 4, 99] },
      },
    },
    6003: {
      required: ['actor', 'api', 'src_endpoint'],
      properties: {
        api: { type: 'object', required: ['operation'] },
        activity_id: { enum: [0, 1, 2, 3, 4, 99] },
      },
    },
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  const schemas = Object.entries(byClass).map(([uid, own]) => {
    const isOther = { properties: { class_uid: { not: { const: Number(uid) } } } }
    return { anyOf: [isOther, own] }
  })
  const isValid = ajv.compile({ allOf: [base, ...schemas] })

  function faultsOf(event: EventDocument) {
    isValid(toOcsf(event))
    return isValid.errors ?? []
  }

  test.each(types)('%s is valid in its class, full and empty', (type) => {
    const full = { ...begun, type, severity: severityOf(type) }
    const empty = {
      ...full,
      actor: { kind: 'nobody', id: null },
      account_id: null,
      session_id: null,
      client_id: null,
      network: null,
      user_agent: null,
      request_id: null,
      details: {},
      forgotten: true,
    }
    expect([...faultsOf(full), ...faultsOf(empty)]).toEqual([])
  })

  test('any event is valid, and its type follows from class and activity', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(faultsOf(event)).toEqual([])
        const { class_uid, category_uid, activity_id, type_uid } = toOcsf(event)
        expect(type_uid).toBe(Number(class_uid) * 100 + Number(activity_id))
        expect(category_uid).toBe(Math.floor(Number(class_uid) / 1000))
      }),
    )
  })

  test.each([
    ['session.begun', 3002, 1],
    ['authentication.failed', 3002, 1],
    ['session.ended', 3002, 2],
    ['password.changed', 3001, 3],
    ['account.disabled', 3001, 5],
    ['consent.granted', 3003, 1],
    ['client.deleted', 3004, 4],
    ['ledger.read', 6003, 2],
    ['code.of.tomorrow', 6003, 99],
  ])('%s is class %d, activity %d', (type, class_uid, activity_id) => {
    expect(toOcsf({ ...begun, type })).toMatchObject({ class_uid, activity_id })
  })
})
