/** Requests to addresses that others chose reach nothing of ours, whatever the address looks like. */

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { isPublic, openOutgoing, type Resolved } from '../../src/base/outgoing.ts'
import { type Mood, openReceiver, type Receiver } from '../support/receiver.ts'

let receiver: Receiver

beforeAll(async () => {
  receiver = await openReceiver()
})
afterAll(() => receiver?.close())

const forever = new AbortController().signal
const fields = { logout_token: 'a.b.c' }

function portOf({ uri }: Receiver): string {
  return new URL(uri).port
}

describe('no internal address can be reached:', () => {
  const outgoing = openOutgoing({ internal: [] })

  test.each([
    '127.0.0.1',
    '127.1',
    '127.0.0.2',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '0.0.0.0',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:0001]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[2001:db8::1]',
    '10.1.2.3',
    '100.64.0.1',
    '100.100.100.200',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    'localhost',
    'LOCALHOST',
    '１２７.0.0.1',
    '127.0.0.1.',
  ])('%s', async (host) => {
    const url = `http://${host}:${portOf(receiver)}/`
    expect(await outgoing.postForm(url, fields, forever)).toEqual({ kind: 'address_refused' })
    expect(receiver.received).toEqual([])
  })

  test.each(['gopher://127.0.0.1/', 'file:///etc/passwd', 'ftp://8.8.8.8/', 'nonsense', ''])(
    'another scheme: %j',
    async (url) => {
      expect(await outgoing.postForm(url, fields, forever)).toEqual({ kind: 'address_refused' })
    },
  )
})

describe('a name', () => {
  const ofNames = (answers: readonly (readonly Resolved[])[], internal: readonly string[] = []) => {
    const asked: string[] = []
    const outgoing = openOutgoing({
      internal,
      resolve: async (name) => {
        asked.push(name)
        return answers[asked.length - 1] ?? []
      },
    })
    const send = () => outgoing.postForm(`http://app.example:${portOf(receiver)}/`, fields, forever)
    return { asked, send }
  }
  const v4 = (address: string): Resolved => ({ address, family: 4 })
  const v6 = (address: string): Resolved => ({ address, family: 6 })

  test.each([
    ['loopback', [v4('127.0.0.1')]],
    ['loopback of IPv6', [v6('::1')]],
    ['a mapped address', [v6('::ffff:127.0.0.1')]],
    ['a link-local one with its zone', [v6('fe80::1%lo')]],
    ['the metadata of a cloud', [v4('169.254.169.254')]],
    ['a private network', [v4('10.0.0.1')]],
    ['a good address and a bad one', [v4('93.184.215.14'), v4('127.0.0.1')]],
  ])('that leads to %s is refused', async (_, found) => {
    const { send } = ofNames([found])
    expect(await send()).toEqual({ kind: 'address_refused' })
    expect(receiver.received).toEqual([])
  })

  test('is looked up once, and the address that was checked is the one that is called: it cannot be rebound', async () => {
    const { asked, send } = ofNames([[v4('127.0.0.1')], [v4('169.254.169.254')]], ['127.0.0.1'])
    expect(await send()).toEqual({ kind: 'status', status: 200 })
    expect(asked).toEqual(['app.example'])
    // Its next address is checked when it is used.
    expect(await send()).toEqual({ kind: 'address_refused' })
  })

  test('without an address is out of reach', async () => {
    expect(await ofNames([[]]).send()).toEqual({ kind: 'unreachable' })
  })
})

describe('a receiver', () => {
  const outgoing = openOutgoing({ internal: ['127.0.0.0/8', '::1'] })
  const post = (mood: Mood) => {
    receiver.mood = mood
    return outgoing.postForm(receiver.uri, fields, forever)
  }

  test('gets one form, by POST, at its whole address', async () => {
    const before = receiver.received.length
    expect(await post(204)).toEqual({ kind: 'status', status: 204 })
    expect(receiver.received.slice(before)).toEqual([
      {
        method: 'POST',
        path: '/logged-out?by=parley',
        type: 'application/x-www-form-urlencoded',
        body: 'logout_token=a.b.c',
      },
    ])
  })

  test('that redirects is not followed', async () => {
    expect(await post('redirect')).toEqual({ kind: 'status', status: 302 })
  })

  test('is read only as far as its status, however much it sends', async () => {
    expect(await post('endless body')).toEqual({ kind: 'status', status: 200 })
    expect(await post('endless headers')).toEqual({ kind: 'unreachable' })
  })

  test('that hangs up or does not exist is out of reach', async () => {
    expect(await post('reset')).toEqual({ kind: 'unreachable' })
    expect(await outgoing.postForm('http://127.0.0.1:9/', fields, forever)).toEqual({
      kind: 'unreachable',
    })
  })

  test('that never answers, or sends one byte at a time, is given up', async () => {
    const slow = post('slow headers')
    const silent = post('silent')
    expect(await Promise.all([slow, silent])).toEqual([{ kind: 'timeout' }, { kind: 'timeout' }])
  })

  test('is given up when the caller aborts', async () => {
    receiver.mood = 'silent'
    const stopping = new AbortController()
    const sent = outgoing.postForm(receiver.uri, fields, stopping.signal)
    stopping.abort()
    expect(await sent).toEqual({ kind: 'timeout' })
  })
})

test.each([
  ['8.8.8.8', true],
  ['172.32.0.1', true],
  ['100.128.0.1', true],
  ['2606:4700::1111', true],
  ['2a00:1450::1', true],
  ['::ffff:8.8.8.8', false],
  ['not an address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublic(address)).toBe(expected)
})
