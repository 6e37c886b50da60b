/** The place of an address from a file in MaxMind's format; an unusable file stops the start. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openPlaces } from '../../src/web/places.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { type Entry, writeMmdb } from '../support/mmdb.ts'
import { signedIn } from '../support/sign-in.ts'
import { abroad, believing, home, movingPerson } from '../support/whereabouts.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-places-'))
afterAll(() => rmSync(folder, { recursive: true }))

const germany = { names: { en: 'Germany', de: 'Deutschland' } }
const berlin = { city: { names: { en: 'Berlin' } }, country: germany }
const entries: readonly Entry[] = [
  { network: '203.0.113.0/24', found: berlin },
  { network: '198.51.100.0/25', found: { country: { names: { en: 'Norway' } } } },
  { network: '192.0.2.0/24', found: { city: {}, location: { accuracy_radius: 5 } } },
  { network: '2001:db8:85a3:0:0:0:0:0/48', found: berlin },
]

function fileOf(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const cities = fileOf('cities.mmdb', writeMmdb({ type: 'GeoLite2-City', version: 6, entries }))

describe('a place', () => {
  test.each([
    ['203.0.113.7', 'Berlin, Germany'],
    ['2001:db8:85a3::8a2e:370:7334', 'Berlin, Germany'],
    ['198.51.100.4', 'Norway'],
    ['198.51.100.200', null],
    ['192.0.2.1', null],
    ['127.0.0.1', null],
    ['2001:db8::1', null],
    [null, null],
  ])('of %s is %s', async (address, place) => {
    expect((await openPlaces(cities))(address)).toBe(place)
  })

  test('is in the language of the page if the file has it', async () => {
    const places = await openPlaces(cities)
    expect(places('203.0.113.7', 'de')).toBe('Berlin, Deutschland')
    expect(places('203.0.113.7', 'ja')).toBe('Berlin, Germany')
  })

  test('comes from a database of countries, or of IPv4 only, as far as that goes', async () => {
    const [first, second] = entries
    const known = [first, second].filter((entry) => entry !== undefined)
    const database = writeMmdb({ type: 'DBIP-Country-Lite', version: 4, entries: known })
    const places = await openPlaces(fileOf('countries.mmdb', database))
    expect(places('198.51.100.4')).toBe('Norway')
    expect(places('2001:db8:85a3::1')).toBeNull()
  })

  test('is unknown without a file', async () => {
    expect((await openPlaces(null))('203.0.113.7')).toBeNull()
  })

  test('is unknown if the file is damaged, and no page fails', async () => {
    const whole = writeMmdb({ type: 'GeoLite2-City', version: 6, entries })
    const broken = Buffer.from(whole)
    broken.fill(0xff, 0, 1_200)
    const places = await openPlaces(fileOf('broken.mmdb', broken))
    expect(places('203.0.113.7')).toBeNull()
  })
})

describe('the start fails with a sentence that names the setting and not the file', () => {
  test.each([
    ['for a file that is not there', join(folder, 'nowhere.mmdb'), 'cannot be read'],
    ['for a folder', folder, 'cannot be read'],
    ['for another kind of file', fileOf('notes.mmdb', 'no database'), 'is no MaxMind database'],
    ['for an empty file', fileOf('empty.mmdb', ''), 'is no MaxMind database'],
    [
      'for a database of something else',
      fileOf('asn.mmdb', writeMmdb({ type: 'GeoLite2-ASN', version: 6, entries })),
      'something else than cities or countries',
    ],
  ])('%s', async (_, path, words) => {
    const starting = startCluster({ settings: { PARLEY_GEOIP_FILE: path } })
    const refused = await starting.then(
      () => 'started',
      (error: Error) => `${error.name}: ${error.message}`,
    )
    expect(refused).toMatch(/^ConfigError: PARLEY_GEOIP_FILE .+\.$/)
    expect(refused).toContain(words)
    expect(refused).not.toContain(folder)
  })
})

describe('the page of sessions', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster({ settings: { ...believing, PARLEY_GEOIP_FILE: cities } })
  })
  afterAll(() => cluster?.close())

  test('shows the place of the last use, not of the sign-in', async () => {
    const person = movingPerson(cluster, { network: home })
    await signedIn(cluster, { person })
    expect((await person.visit('/account/sessions')).text).toContain('Berlin, Germany')
    person.at.network = abroad
    await person.visit('/account/sessions')
    const { text } = await person.visit('/account/sessions')
    expect(text).toContain('Norway')
    expect(text).toContain(abroad)
    expect(text).not.toContain('Berlin')
  })
})
