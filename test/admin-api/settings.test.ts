/** The settings in the admin API: all of them, explained, without secrets. */

import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readConfig, type SettingDocument } from '../../src/config/config.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { itemsOf, newOperator, refusalOf } from './operator.ts'

const environment = {
  DATABASE_URL: 'postgresql://keeper:hunter2hunter2@db.internal:5432/ledger?sslpassword=deepdeep',
  PARLEY_SECRET: 'vT4mQ9xLr2ZkW8cBn6HsYd1JfUo5EgPa',
  PARLEY_MAIL_URL: 'smtps://mailer:swordfish@mail.example:465',
  PARLEY_MAIL_FROM: 'Parley <no-reply@id.example>',
  PARLEY_SEAL_URL: 'http://localhost:9/hooks/openSesame?token=abracadabra',
  PARLEY_TRUSTED_PROXIES: '10.0.0.0/8 192.0.2.1',
} as const

const secrets =
  /hunter2|deepdeep|vT4mQ9xLr2ZkW8cBn6HsYd1JfUo5EgPa|mailer|swordfish|openSesame|abracadabra/

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster({ settings: environment })
})
afterAll(() => cluster?.close())

async function settings() {
  const operator = await newOperator(cluster, ['parley:settings.read'])
  return operator.ask('GET', '/settings')
}

test('no secret is shown, and hidden values are marked as hidden', async () => {
  const answer = await settings()
  expect(answer.status).toBe(200)
  expect(JSON.stringify(answer.body)).not.toMatch(secrets)
  const hidden = itemsOf(answer).filter((one) => one['hidden'] === true)
  expect(hidden.map(({ name, value }) => [name, value])).toEqual([
    ['DATABASE_URL', 'postgresql://keeper@db.internal:5432/ledger'],
    ['PARLEY_SECRET', null],
    ['PARLEY_SEAL_URL', 'http://localhost:9'],
    ['PARLEY_MAIL_URL', 'smtps://mail.example:465'],
  ])
})

test('each setting has its value and says whether the environment gives it', async () => {
  const answer = await settings()
  expect(answer.body['mode']).toBe('development')
  const byName = new Map(itemsOf(answer).map((one) => [one['name'], one]))
  expect(byName.get('PARLEY_ISSUER')).toMatchObject({ value: cluster.issuer, given: true })
  expect(byName.get('PARLEY_TRUSTED_PROXIES')).toMatchObject({ value: '10.0.0.0/8, 192.0.2.1' })
  expect(byName.get('PARLEY_KEY_ROTATION_DAYS')).toMatchObject({ value: '90', given: false })
  expect(byName.get('PARLEY_GEOIP_FILE')).toMatchObject({
    value: null,
    given: false,
    hidden: false,
  })
})

test('reading the settings needs its scope', async () => {
  const other = await newOperator(cluster, ['parley:keys.read'])
  expect(refusalOf(await other.ask('GET', '/settings'))).toEqual([403, 'insufficient_scope'])
})

const page = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')

/** The table row that explains a setting. */
function rowOf(name: string): string {
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.includes(`\`${name}\``))
  return rows.find((row) => row.split('|')[1]?.includes(`\`${name}\``)) ?? ''
}

function anchorsOf(text: string): string[] {
  const headings = text.split('\n').filter((line) => /^#+ /.test(line))
  return headings.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

test.each(readConfig({}).shown.map((one) => [one.name, one] as [string, SettingDocument]))(
  'the documentation that the answer names contains %s',
  (name, setting) => {
    const row = rowOf(name)
    expect(row).not.toBe('')
    const [, linked] = /\]\(([\w-]+\.md(?:#[\w-]+)?)\)/.exec(row) ?? []
    expect(setting.page).toBe(
      linked === undefined ? 'docs/operations.md#settings' : `docs/${linked}`,
    )
    const [path = '', anchor] = setting.page.split('#')
    const file = new URL(`../../${path}`, import.meta.url)
    expect(existsSync(file)).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(readFileSync(file, 'utf8'))).toContain(anchor)
    expect(setting.meaning).not.toBe('')
  },
)
