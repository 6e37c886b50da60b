/** docs/limits.md is complete: it names every table, and says the numbers that the code enforces. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { readConfig } from '../../src/config/config.ts'
import { mostGuestsAnHour } from '../../src/model/guest.ts'
import { linkLimits } from '../../src/model/mailed-link.ts'
import {
  mostBytesOf,
  mostPending,
  mostPendingInAll,
  mostRequestBytes,
} from '../../src/model/pending-request.ts'

function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

const page = textOf('docs/limits.md')
const [, rows = '', others = '', memory = ''] =
  /## Rows\n([\s\S]*?)### Written by operators only\n([\s\S]*?)## Memory\n([\s\S]*?)## Waiting/.exec(
    page,
  ) ?? []
const schema = textOf('prisma/schema.prisma')
const tables = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name = '']) => name)

function namedIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name))]
}

/** The tables of the first column: a row can be about several. */
const ofStrangers = namedIn(rows.replaceAll(/^\| ([^|]*)\|.*$/gm, '$1'))
const ofOperators = namedIn(others)

test('the schema is read rightly', () => {
  expect(tables.length).toBeGreaterThan(30)
  expect(tables).toEqual(expect.arrayContaining(['artifacts', 'failed_tries', 'gauges']))
})

test.each(tables)(
  'the table %s stands on the page, with its limits or as out of reach',
  (table) => {
    const isListed = [ofStrangers, ofOperators].map((names) => names.includes(table))
    expect(isListed.filter(Boolean)).toHaveLength(1)
  },
)

test('the page names no table that does not exist', () => {
  const known = [...tables, 'jobs']
  expect([...ofStrangers, ...ofOperators].filter((name) => !known.includes(name))).toEqual([])
})

test('each row of the tables says its limit and its end', () => {
  const lines = `${rows}${memory}`.split('\n').filter((line) => line.startsWith('| '))
  expect(lines.length).toBeGreaterThan(25)
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  expect(cells.flat().filter((cell) => cell === '')).toEqual([])
  expect(new Set(cells.map(({ length }) => length))).toEqual(new Set([3, 6]))
})

const { pending, streamsPerNetwork } = readConfig({})
const perClient = mostPending(pending, { source: 'client', pending: 0 })
const strict = mostPending(pending, { source: 'network', pending: pending.inAll })
const count = (amount: number) => amount.toLocaleString('en')

describe('the page says', () => {
  test.each([
    ['a network', `${count(pending.perNetwork)}; a client that authenticates ${count(perClient)}`],
    [
      'all',
      `[${count(pending.inAll)}, strictly](#waiting-sign-ins) ${count(mostPendingInAll(pending.inAll))}`,
    ],
    ['a network while too many wait', `a hundredth of its\n  number: ${strict}.`],
    ['a request', `All parameters together may have ${mostRequestBytes / 1024} KiB`],
    ['state', `\`state\`, \`redirect_uri\` ${mostBytesOf('state') / 1024} KiB`],
    ['claims', `\`resource\` ${mostBytesOf('claims') / 1024} KiB`],
    ['any other', `any other ${mostBytesOf('login_hint') / 1024} KiB`],
    ['streams', `\`PARLEY_STREAMS_PER_NETWORK\` (${streamsPerNetwork})`],
    ['guests', `${count(mostGuestsAnHour)} an hour`],
    ['links', `${linkLimits.mostAnHourFromNetwork} an hour (IPv4 address, IPv6 /64)`],
    ['links to one address', `${linkLimits.mostAnHourToAddress} an hour to one address`],
  ])('the limit of %s as it is', (_, words) => {
    expect(page).toContain(words)
  })
})
