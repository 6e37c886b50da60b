/** The schema of the settings: each name with its check and its default. It reads none. */

import { z } from 'zod'
import { brandColour, brandName } from './brand.ts'
import {
  databaseUrl,
  issuer,
  loopback,
  mailFrom,
  mailUrl,
  networks,
  noDemo,
  plainUrl,
  secureIssuer,
  secureUrl,
  strongSecret,
  whole,
} from './checks.ts'

export type Mode = 'production' | 'development'

export type LogLevel = (typeof logLevels)[number]

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export type Settings = z.infer<ReturnType<typeof settingsFor>>

export function settingsFor(mode: Mode) {
  const isProduction = mode === 'production'
  return z.object({
    DATABASE_URL: isProduction ? databaseUrl : databaseUrl.nullable().default(null),
    PORT: whole(1, 65_535).default(3000),
    PARLEY_ISSUER: isProduction ? secureIssuer : issuer.nullable().default(null),
    PARLEY_SECRET: isProduction ? strongSecret : z.string().nullable().default(null),
    PARLEY_DATA_DIR: z.string().default('.parley'),
    PARLEY_DEMO_PORT: isProduction ? noDemo : whole(0, 65_535).default(3001),
    PARLEY_TRUSTED_PROXIES: networks.default([]),
    PARLEY_GEOIP_FILE: z.string().nullable().default(null),
    PARLEY_INTERNAL_RECEIVERS: networks.default(isProduction ? [] : loopback),
    LOG_LEVEL: z
      .enum(logLevels, `must be one of ${logLevels.join(', ')}.`)
      .default(isProduction ? 'info' : 'warn'),
    PARLEY_KEY_ROTATION_DAYS: whole(0, 3_650).default(90),
    PARLEY_SEAL_FILE: z.string().nullable().default(null),
    PARLEY_SEAL_URL: (isProduction ? secureUrl : plainUrl).nullable().default(null),
    PARLEY_AUDIT_MONTHS: whole(1, 1_200).nullable().default(null),
    PARLEY_AUDIT_ARCHIVE: z.string().nullable().default(null),
    PARLEY_WORKERS: whole(1, 256).default(1),
    PARLEY_MAIL_URL: mailUrl.nullable().default(null),
    PARLEY_MAIL_FROM: mailFrom.nullable().default(null),
    PARLEY_REGISTRATION: z
      .enum(['open', 'closed'], 'must be open or closed.')
      .default(isProduction ? 'closed' : 'open'),
    PARLEY_ADMIN_RATE: whole(1, 100_000).default(50),
    PARLEY_ADMIN_BURST: whole(1, 1_000_000).default(200),
    PARLEY_GUESSES_PER_NETWORK: whole(1, 1_000_000).default(10),
    PARLEY_GUESSES_IN_ALL: whole(1, 1_000_000).default(300),
    PARLEY_BRAND_NAME: brandName.default('Parley'),
    PARLEY_BRAND_COLOR: brandColour.nullable().default(null),
    PARLEY_BRAND_LOGO: z.string().nullable().default(null),
    PARLEY_ARGON2_MEMORY_KIB: whole(19_456, 4_194_304).default(19_456),
    PARLEY_ARGON2_ITERATIONS: whole(2, 100).default(2),
    PARLEY_ARGON2_PARALLELISM: whole(1, 64).default(1),
  })
}
