/** Parses documents of the revocation feed. It throws on kinds of entries that it does not know. */

/** Everything issued at `before` or earlier is revoked. Times are in seconds since 1970. */
export type CutOffEntry =
  | {
      readonly kind: 'account'
      readonly sub: string
      readonly before: number
      readonly except: readonly string[]
      readonly exp: number
    }
  | {
      readonly kind: 'client'
      readonly clientId: string
      readonly before: number
      readonly exp: number
    }
  | {
      readonly kind: 'account_client'
      readonly sub: string
      readonly clientId: string
      readonly before: number
      readonly exp: number
    }
  | { readonly kind: 'everything'; readonly before: number; readonly exp: number }

export type Entry =
  | { readonly kind: 'grant'; readonly sid: string; readonly exp: number }
  | { readonly kind: 'token'; readonly jti: string; readonly exp: number }
  | { readonly kind: 'key'; readonly kid: string; readonly exp: number }
  | CutOffEntry

export type FeedDocument = {
  readonly cursor: string
  /** The server's time up to which this is complete; null while there is more. */
  readonly asOf: number | null
  readonly entries: readonly Entry[]
  readonly more: boolean
}

/** Throws if it is no such document or has a kind of revocation that is unknown here. */
export function readDocument(value: unknown): FeedDocument {
  const entries = member(value, 'entries')
  if (!Array.isArray(entries)) throw new TypeError('the feed has no entries')
  return {
    cursor: text(value, 'cursor'),
    asOf: member(value, 'as_of') === null ? null : number(value, 'as_of'),
    entries: entries.map(readEntry),
    more: member(value, 'more') === true,
  }
}

function readEntry(value: unknown): Entry {
  const exp = number(value, 'exp')
  const kind = member(value, 'kind')
  switch (kind) {
    case 'grant':
      return { kind, sid: text(value, 'sid'), exp }
    case 'token':
      return { kind, jti: text(value, 'jti'), exp }
    case 'key':
      return { kind, kid: text(value, 'kid'), exp }
    default:
      return { ...readCutOff(value, kind), exp }
  }
}

function readCutOff(value: unknown, kind: unknown) {
  const before = number(value, 'before')
  switch (kind) {
    case 'account':
      return { kind, sub: text(value, 'sub'), before, except: texts(value, 'except') } as const
    case 'client':
      return { kind, clientId: text(value, 'client_id'), before } as const
    case 'account_client': {
      const clientId = text(value, 'client_id')
      return { kind, sub: text(value, 'sub'), clientId, before } as const
    }
    case 'everything':
      return { kind, before } as const
    default:
      // Ignoring it would let revoked tokens through; throwing makes the verifier stale instead.
      throw new TypeError(`the feed tells of an unknown kind: ${String(kind)}`)
  }
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

export function text(value: unknown, name: string): string {
  const found = member(value, name)
  if (typeof found !== 'string') throw new TypeError(`${name} is no text`)
  return found
}

function number(value: unknown, name: string): number {
  const found = member(value, name)
  if (typeof found !== 'number') throw new TypeError(`${name} is no number`)
  return found
}

function texts(value: unknown, name: string): readonly string[] {
  const found: unknown = member(value, name) ?? []
  const isTexts = Array.isArray(found) && found.every((one) => typeof one === 'string')
  if (!isTexts) throw new TypeError(`${name} is no list of texts`)
  return found
}
