/** The settings: what is refused and in which words, what is accepted, and what is never said. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { ConfigError, type Environment, readConfig } from '../../src/config/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const goodSecret = 'vT4mQ9xLr2ZkW8cBn6HsYd1JfUo5EgPa'
const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://keeper:hunter2hunter2@db.internal:5432/ledger',
  PARLEY_ISSUER: 'https://id.example.org',
  PARLEY_SECRET: goodSecret,
} as const

function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** The setting that must be named, and what is changed in a good production environment. */
const mailFrom = { PARLEY_MAIL_FROM: 'Parley <no-reply@id.example>' }
const mailUrl = { PARLEY_MAIL_URL: 'smtp://mail.example' }

const bad: readonly [setting: string, change: Environment][] = [
  ['NODE_ENV', { NODE_ENV: 'prod' }],
  ['NODE_ENV', { NODE_ENV: 'Production' }],
  ['DATABASE_URL', { DATABASE_URL: undefined }],
  ['DATABASE_URL', { DATABASE_URL: '   ' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://keeper:hunter2hunter2@db.internal/ledger' }],
  ['DATABASE_URL', { DATABASE_URL: 'db.internal:5432/ledger' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres:keeper:hunter2hunter2' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://keeper:hunter2#hunter2@db.internal/ledger' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://keeper:hunter2@db.internal:port/ledger' }],
  ['PARLEY_INTERNAL_RECEIVERS', { PARLEY_INTERNAL_RECEIVERS: '0.0.0.0/0' }],
  ['PARLEY_INTERNAL_RECEIVERS', { PARLEY_INTERNAL_RECEIVERS: 'app.internal' }],
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000.5' }],
  ['PORT', { PORT: '0x1F90' }],
  ['PORT', { PORT: 'three thousand' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: undefined }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'id.example.org' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'http://id.example.org' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'http://localhost:3000' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://id.example.org/' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://id.example.org?tenant=a' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://id.example.org#a' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://keeper:hunter2hunter2@id.example.org' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://ID.example.org' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'https://id.example.org:443' }],
  ['PARLEY_ISSUER', { PARLEY_ISSUER: 'ftp://id.example.org' }],
  ['PARLEY_SECRET', { PARLEY_SECRET: undefined }],
  ['PARLEY_SECRET', { PARLEY_SECRET: goodSecret.slice(1) }],
  ['PARLEY_SECRET', { PARLEY_SECRET: 'x'.repeat(40) }],
  ['PARLEY_SECRET', { PARLEY_SECRET: 'vT4mQ9xLr2Zk'.repeat(4) }],
  ['PARLEY_SECRET', { PARLEY_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789' }],
  ['PARLEY_SECRET', { PARLEY_SECRET: 'changeme-vT4mQ9xLr2ZkW8cBn6HsYd1JfUo5' }],
  ['PARLEY_SECRET', { PARLEY_SECRET: 'MyPassword-vT4mQ9xLr2ZkW8cBn6HsYd1Jf' }],
  ['PARLEY_SECRET', { PARLEY_SECRET_FILE: fileOf('doubled', goodSecret) }],
  ['PARLEY_SECRET', { PARLEY_SECRET: '', PARLEY_SECRET_FILE: join(folder, 'nowhere') }],
  ['PARLEY_SECRET', { PARLEY_SECRET: '', PARLEY_SECRET_FILE: fileOf('empty', '\n') }],
  ['PARLEY_SECRET', { PARLEY_SECRET: '', PARLEY_SECRET_FILE: fileOf('short', 'tooshort\n') }],
  ['PARLEY_SECRET', { PARLEY_SECRET: '', PARLEY_SECRET_FILE: fileOf('huge', 'aB3'.repeat(9_999)) }],
  ['PARLEY_SECRET', { PARLEY_SECRET: '', PARLEY_SECRET_FILE: folder }],
  ['PARLEY_DEMO_PORT', { PARLEY_DEMO_PORT: '3001' }],
  ['PARLEY_DEMO_PORT', { PARLEY_DEMO_PORT: '-1' }],
  ['PARLEY_DEMO_PORT', { NODE_ENV: 'development', PARLEY_DEMO_PORT: '3000' }],
  ['PARLEY_TRUSTED_PROXIES', { PARLEY_TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['PARLEY_TRUSTED_PROXIES', { PARLEY_TRUSTED_PROXIES: '0.0.0.0/0' }],
  ['PARLEY_TRUSTED_PROXIES', { PARLEY_TRUSTED_PROXIES: '10.0.0.0/8, everyone' }],
  ['PARLEY_TRUSTED_PROXIES', { PARLEY_TRUSTED_PROXIES: 'fd00::/129' }],
  ['PARLEY_TRUSTED_PROXIES', { PARLEY_TRUSTED_PROXIES: '10.0.0.0/8/8' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['PARLEY_ADMIN_RATE', { PARLEY_ADMIN_RATE: '0' }],
  ['PARLEY_ADMIN_BURST', { PARLEY_ADMIN_BURST: 'none' }],
  ['PARLEY_GUESSES_PER_NETWORK', { PARLEY_GUESSES_PER_NETWORK: '0' }],
  ['PARLEY_GUESSES_IN_ALL', { PARLEY_GUESSES_IN_ALL: 'many' }],
  ['PARLEY_PENDING_PER_NETWORK', { PARLEY_PENDING_PER_NETWORK: '0' }],
  ['PARLEY_PENDING_IN_ALL', { PARLEY_PENDING_IN_ALL: 'many' }],
  ['PARLEY_STREAMS_PER_NETWORK', { PARLEY_STREAMS_PER_NETWORK: '5001' }],
  ['PARLEY_KEY_ROTATION_DAYS', { PARLEY_KEY_ROTATION_DAYS: '-1' }],
  ['PARLEY_KEY_ROTATION_DAYS', { PARLEY_KEY_ROTATION_DAYS: '3651' }],
  ['PARLEY_WORKERS', { PARLEY_WORKERS: '0' }],
  ['PARLEY_WORKERS', { PARLEY_WORKERS: 'auto' }],
  ['PARLEY_ARGON2_MEMORY_KIB', { PARLEY_ARGON2_MEMORY_KIB: '19455' }],
  ['PARLEY_ARGON2_ITERATIONS', { PARLEY_ARGON2_ITERATIONS: '1' }],
  ['PARLEY_ARGON2_PARALLELISM', { PARLEY_ARGON2_PARALLELISM: '0' }],
  ['PARLEY_GEOIP', { PARLEY_GEOIP: '/data/cities.mmdb' }],
  ['PARLEY_MAIL_URL', { ...mailFrom, PARLEY_MAIL_URL: 'mail.example:25' }],
  ['PARLEY_MAIL_URL', { ...mailFrom, PARLEY_MAIL_URL: 'https://mail.example' }],
  ['PARLEY_MAIL_URL', { ...mailFrom, PARLEY_MAIL_URL: 'smtp://mail.example/?tls.x=1' }],
  ['PARLEY_MAIL_URL', { ...mailFrom, PARLEY_MAIL_URL: 'smtp://user:%zz@mail.example' }],
  ['PARLEY_MAIL_URL', mailFrom],
  ['PARLEY_MAIL_FROM', { PARLEY_MAIL_URL: 'smtp://mail.example' }],
  ['PARLEY_MAIL_FROM', { ...mailUrl, PARLEY_MAIL_FROM: 'nobody' }],
  ['PARLEY_MAIL_FROM', { ...mailUrl, PARLEY_MAIL_FROM: 'a@b.example, c@d.example' }],
  ['PARLEY_MAIL_FROM', { ...mailUrl, PARLEY_MAIL_FROM: 'A\r\nBcc: c@d.example <a@b.example>' }],
  ['PARLEY_REGISTRATION', { PARLEY_REGISTRATION: 'yes' }],
  ['PARLEY_REGISTRATION', { PARLEY_REGISTRATION: 'open' }],
  ['PARLEY_BRAND_NAME', { PARLEY_BRAND_NAME: 'A'.repeat(41) }],
  ['PARLEY_BRAND_NAME', { PARLEY_BRAND_NAME: 'Photos <b>' }],
  ['PARLEY_BRAND_NAME', { PARLEY_BRAND_NAME: 'Photos\r\nBcc: a@b.example' }],
  ['PARLEY_BRAND_NAME', { PARLEY_BRAND_NAME: '\u202Esotohp' }],
  ['PARLEY_BRAND_NAME', { PARLEY_BRAND_NAME: 'Photos {client}' }],
  ['PARLEY_BRAND_COLOR', { PARLEY_BRAND_COLOR: 'green' }],
  ['PARLEY_BRAND_COLOR', { PARLEY_BRAND_COLOR: '#abc' }],
  ['PARLEY_BRAND_COLOR', { PARLEY_BRAND_COLOR: '#0d6350;}body{display:none' }],
  ['PARLEY_ISUER', { PARLEY_ISUER: 'https://id.example.org' }],
  ['PARLEY_SECRET_FLIE', { PARLEY_SECRET_FLIE: goodSecret }],
  ['PARLEY_PORT', { PARLEY_PORT: '3000' }],
]

/** Words of our own sentences that may happen to be values too. */
const sayable = new Set(['production', 'development', 'prod', '3000', '1', '0'])

test.each(bad)(
  '%s is reported once, and nothing else is, if it is invalid (case %#)',
  (setting, change) => {
    const env: Environment = { ...production, ...change }
    const problems = problemsOf(env)

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${setting} .+\\.$`))
    const values = Object.values(env).filter((value) => value && !sayable.has(value))
    for (const value of values) expect(problems.join()).not.toContain(value)
    expect(problems.join()).not.toMatch(/hunter2|tooshort/)
  },
)

test('all invalid settings are reported together', () => {
  const env = { ...production, PORT: 'a', PARLEY_SECRET: 'b', PARLEY_WORKERS: 'c', PARLEY_X: 'd' }
  const names = problemsOf(env).map((problem) => problem.split(' ')[0])
  expect(names.sort()).toEqual(['PARLEY_SECRET', 'PARLEY_WORKERS', 'PARLEY_X', 'PORT'])
})

describe('valid settings:', () => {
  test('an empty environment means development with every default', () => {
    const { shown: _, ...config } = readConfig({})
    expect(config).toEqual({
      mode: 'development',
      adminRate: { perSecond: 50, burst: 200 },
      throttle: { perNetwork: 10, inAll: 300 },
      pending: { perNetwork: 1000, inAll: 50_000 },
      streamsPerNetwork: 500,
      keyRotationDays: 90,
      port: 3000,
      issuer: 'http://localhost:3000',
      databaseUrl: null,
      secret: null,
      dataDir: '.parley',
      demoPort: 3001,
      trustedProxies: [],
      geoipFile: null,
      internalReceivers: ['127.0.0.0/8', '::1'],
      logLevel: 'warn',
      sealFile: null,
      sealUrl: null,
      auditMonths: null,
      auditArchive: null,
      workers: 1,
      hashing: { memoryKib: 19_456, iterations: 2, parallelism: 1 },
      mail: null,
      registration: 'open',
      brand: { name: 'Parley', colour: null, logoFile: null },
    })
  })

  test('the brand has a name in any script, a colour and a file', () => {
    const brand = {
      PARLEY_BRAND_NAME: 'Café 写真 & Co.',
      PARLEY_BRAND_COLOR: '#7A1FA2',
      PARLEY_BRAND_LOGO: '/etc/logo.svg',
    }
    const expected = { name: 'Café 写真 & Co.', colour: '#7a1fa2', logoFile: '/etc/logo.svg' }
    expect(readConfig({ ...production, ...brand }).brand).toEqual(expected)
  })

  test('a setting whose own name ends in _FILE is not read from a file', () => {
    expect(readConfig({ PARLEY_SEAL_FILE: '/var/seals' }).sealFile).toBe('/var/seals')
  })

  test('an archive needs a retention, and the address for seals must not contain secrets', () => {
    expect(readConfig({ PARLEY_AUDIT_MONTHS: '13', PARLEY_AUDIT_ARCHIVE: '/a' })).toMatchObject({
      auditMonths: 13,
      auditArchive: '/a',
    })
    expect(() => readConfig({ PARLEY_AUDIT_ARCHIVE: '/a' })).toThrow('needs PARLEY_AUDIT_MONTHS')
    expect(() => readConfig({ PARLEY_AUDIT_MONTHS: '0' })).toThrow('from 1 to 1200')
    expect(readConfig({ PARLEY_SEAL_URL: 'http://localhost:9' }).sealUrl).toBe('http://localhost:9')
    for (const url of ['ftp://a.example', 'https://u:p@a.example', 'https://a.example/#f', 'a']) {
      expect(() => readConfig({ PARLEY_SEAL_URL: url })).toThrow('PARLEY_SEAL_URL must be')
    }
    const plain = { ...production, PARLEY_SEAL_URL: 'http://a.example' }
    expect(() => readConfig(plain)).toThrow('must be an https address')
  })

  test('mail needs a server and a sender, and in production registration is closed unless opened', () => {
    const mail = {
      PARLEY_MAIL_URL: 'smtps://parley:p%40ss@mail.example:465',
      PARLEY_MAIL_FROM: 'Parley <no-reply@id.example>',
    }
    const config = readConfig({ ...production, ...mail })
    expect(config.mail).toEqual({ url: mail.PARLEY_MAIL_URL, from: mail.PARLEY_MAIL_FROM })
    expect(config.registration).toBe('closed')
    const open = { ...production, ...mail, PARLEY_REGISTRATION: 'open' }
    expect(readConfig(open).registration).toBe('open')
    expect(readConfig(production)).toMatchObject({ mail: null, registration: 'closed' })
  })

  test('without a configured issuer, the issuer follows the port', () => {
    expect(readConfig({ PORT: '4000' }).issuer).toBe('http://localhost:4000')
  })

  test('production has no demo and keeps the settings it is given', () => {
    const config = readConfig(production)
    expect(config).toMatchObject({ mode: 'production', demoPort: 0, secret: goodSecret })
    expect(config.logLevel).toBe('info')
    expect(config.internalReceivers).toEqual([])
    expect(config.databaseUrl).toBe(production.DATABASE_URL)
  })

  test('a setting can come from a file, without its last line break', () => {
    const { PARLEY_SECRET: _left, ...rest } = production
    const env = { ...rest, PARLEY_SECRET_FILE: fileOf('good', `${goodSecret}\n`) }
    expect(readConfig(env).secret).toBe(goodSecret)
    expect(readConfig({ PORT_FILE: fileOf('port', '4000') }).port).toBe(4000)
  })

  test('the setting for places is the path of the file, not its content', () => {
    expect(readConfig({ PARLEY_GEOIP_FILE: 'cities.mmdb' }).geoipFile).toBe('cities.mmdb')
  })

  test('networks, including single addresses, are separated by commas or spaces', () => {
    const config = readConfig({ PARLEY_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1 fd00::/8' })
    expect(config.trustedProxies).toEqual(['10.0.0.0/8', '127.0.0.1', 'fd00::/8'])
  })

  test.each(['3f9a1c77e02b64d85ce1907ab3f2486d', 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA='])(
    'a random secret in any usual alphabet is strong enough: %s',
    (secret) => {
      expect(readConfig({ ...production, PARLEY_SECRET: secret }).secret).toBe(secret)
    },
  )

  test('names that test runners and Kubernetes set are ignored without an error', () => {
    const foreign = {
      PARLEY_TEST_DATABASE_URL: 'postgres://localhost/test',
      PARLEY_SERVICE_HOST: '10.1.2.3',
      PARLEY_SERVICE_PORT_HTTP: '80',
      PARLEY_PORT: 'tcp://10.1.2.3:80',
      PARLEY_PORT_80_TCP_ADDR: '10.1.2.3',
    }
    expect(problemsOf({ ...production, ...foreign })).toEqual([])
  })

  test('the whole configuration is frozen', () => {
    const config = readConfig(production)
    const parts = [config, config.trustedProxies, config.hashing]
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true)
  })
})
