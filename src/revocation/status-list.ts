/**
 * The Token Status Lists (draft-ietf-oauth-status-list): one bit says whether a token's grant is valid.
 * Each node builds a list at most once in its time to live.
 */

import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { epochSeconds } from '../base/clock.ts'
import { macOf, sha256 } from '../base/crypto.ts'
import { bitsOf, listLength, placeOf } from '../model/status-list.ts'
import { column } from '../store/columns.ts'
import { type Db, read } from '../store/db.ts'
import { isGrantLive } from '../store/session-sql.ts'

export type StatusClaim = {
  readonly status_list: { readonly idx: number; readonly uri: string }
}

export type StatusListToken = { readonly token: string; readonly etag: string }

export type StatusLists = {
  /** The claim `status` of the tokens of the grant with this number. */
  readonly claimOf: (number: number) => StatusClaim
  /** Null for a list without grants. */
  readonly read: (list: number) => Promise<StatusListToken | null>
  /** How long a list may be cached, in seconds. */
  readonly ttl: number
}

export type StatusListOptions = {
  readonly db: Db
  readonly issuer: string
  /** The key that permutes the positions. */
  readonly key: Uint8Array
  readonly sign: (typ: string, claims: Record<string, unknown>) => Promise<string>
}

const ttl = 10
const expirySeconds = 60

/**
 * Judges like introspection: the grant, its session and its account. A deleted account leaves its
 * grants behind, so outer joins keep them, and anything not certainly valid is invalid.
 */
const invalidIn = read(
  'invalid_in_status_list',
  `SELECT count(*)::int AS known, coalesce(array_agg(g.status_number::text) FILTER (WHERE (
       ${isGrantLive} AND a.id IS NOT NULL AND a.disabled_at IS NULL) IS NOT TRUE), '{}') AS invalid
   FROM grants g LEFT JOIN sessions s ON s.id = g.session_id
     LEFT JOIN accounts a ON a.id = g.account_id
   WHERE g.status_number >= $1 AND g.status_number < $2`,
  { known: column.number, invalid: column.texts },
)

type ListBits = { readonly known: number; readonly invalid: readonly string[] }

type CachedList = { readonly until: number; readonly made: Promise<StatusListToken | null> }

const compress = promisify(deflate)

/** Bounds the cache, and empty lists are never cached, so that strangers cannot fill the memory. */
const mostKept = 1_000

export function openStatusLists(options: StatusListOptions): StatusLists {
  const { issuer, key } = options
  const kept = new Map<number, CachedList>()
  const keyed = (message: string) => macOf(key, message)[0] ?? 0
  const uriOf = (list: number) => `${issuer}/status/${list}`
  const claimOf = (number: number): StatusClaim => {
    const { list, index } = placeOf(number, keyed)
    return { status_list: { idx: index, uri: uriOf(list) } }
  }

  const make = async (list: number): Promise<StatusListToken | null> => {
    const first = list * listLength
    const [found] = await options.db.rows<ListBits>(invalidIn, [first, first + listLength])
    if (found === undefined || found.known === 0) return null
    const bits = bitsOf(found.invalid.map((number) => placeOf(Number(number), keyed).index))
    const lst = (await compress(bits)).toString('base64url')
    const iat = epochSeconds()
    const claims = { sub: uriOf(list), iat, exp: iat + expirySeconds, ttl }
    const status_list = { bits: 1, lst }
    const token = await options.sign('statuslist+jwt', { ...claims, status_list })
    return { token, etag: `"${sha256(token).toString('base64url')}"` }
  }

  return {
    claimOf,
    ttl,
    read: async (list) => {
      const known = kept.get(list)
      if (known && known.until > epochSeconds()) return known.made
      const made = make(list)
      keep(kept, list, made)
      return made
    },
  }
}

/** Concurrent callers share one build. Failures and empty lists are not cached. */
function keep(kept: Map<number, CachedList>, list: number, made: CachedList['made']): void {
  if (kept.size >= mostKept) kept.clear()
  kept.set(list, { until: epochSeconds() + ttl, made })
  const forget = () => void kept.delete(list)
  made.then((token) => token ?? forget(), forget)
}
