/** Finds the place of a network address in a MaxMind file. The file is read once; nothing leaves the server. */

import { readFile } from 'node:fs/promises'
import { type CityResponse, Reader } from 'maxmind'
import { ConfigError } from '../config/config.ts'
import type { Language } from '../model/language.ts'

/** City and country as a person reads them; null when unknown. */
export type Places = (address: string | null, language?: Language) => string | null

const longestName = 100

/** Without a file every place is unknown. Throws `ConfigError` for an unusable file. */
export async function openPlaces(path: string | null): Promise<Places> {
  if (path === null) return () => null
  const reader = await openReader(path)
  return (address, language = 'en') =>
    address === null ? null : describe(find(reader, address), language)
}

async function openReader(path: string): Promise<Reader<CityResponse>> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) throw refusal('names a file that cannot be read.')
  const reader = parse(bytes)
  if (reader === null) throw refusal('names a file that is no MaxMind database (.mmdb).')
  // Databases of providers or domains hold no places.
  if (/city|country|enterprise/i.test(reader.metadata.databaseType)) return reader
  throw refusal('names a database of something else than cities or countries.')
}

function parse(bytes: Buffer): Reader<CityResponse> | null {
  try {
    return new Reader(bytes)
  } catch {
    return null
  }
}

function refusal(sentence: string): ConfigError {
  return new ConfigError([`PARLEY_GEOIP_FILE ${sentence}`])
}

/** No page fails because the file is damaged: the place is only decoration. */
function find(reader: Reader<CityResponse>, address: string): CityResponse | null {
  try {
    return reader.get(address)
  } catch {
    return null
  }
}

/** The file has every place in English and most places in our languages. */
function describe(found: CityResponse | null, language: Language): string | null {
  const names = [found?.city?.names, found?.country?.names].map(
    (each) => each?.[language] ?? each?.en,
  )
  const known = names.filter((name) => typeof name === 'string' && name !== '')
  return known.join(', ').slice(0, longestName) || null
}
