/** How many requests may wait for a person or a client, and how long their parameters may be. Pure. */

export type PendingLimits = {
  /** How many of one network may wait. */
  readonly perNetwork: number
  /** Above this many, each network may leave only a few. At twice this many, none is accepted. */
  readonly inAll: number
}

/** Where a request comes from: the clients that authenticate are counted by themselves. */
export type PendingSource = 'network' | 'client'

/** A client pushes the requests of many people. */
const networksPerClient = 5
const strictDivisor = 100

/** How many of one source may wait while `pending` wait in all. */
export function mostPending(
  { perNetwork, inAll }: PendingLimits,
  { source, pending }: { readonly source: PendingSource; readonly pending: number },
): number {
  if (pending >= mostPendingInAll(inAll)) return 0
  if (source === 'client') return perNetwork * networksPerClient
  return pending < inAll ? perNetwork : Math.ceil(perNetwork / strictDivisor)
}

export function mostPendingInAll(inAll: number): number {
  return 2 * inAll
}

/** The most bytes of all parameters of one authorization request, names included. */
export const mostRequestBytes = 8 * 1024

/** The most bytes of one parameter. */
const mostParameterBytes: Readonly<Record<string, number>> = {
  claims: 4 * 1024,
  id_token_hint: 6 * 1024,
  nonce: 1024,
  redirect_uri: 2 * 1024,
  resource: 4 * 1024,
  scope: 4 * 1024,
  state: 2 * 1024,
  ui_locales: 4 * 1024,
}
const mostOtherBytes = 1024

/** The limit that the parameters of a request exceed, in words; null if they exceed none. */
export function exceededLimit(parameters: Readonly<Record<string, unknown>>): string | null {
  let total = 0
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue
    const bytes = bytesOf(value)
    const most = mostBytesOf(name)
    if (bytes > most) return `${name} must not be longer than ${most} bytes`
    total += name.length + bytes
  }
  return total > mostRequestBytes
    ? `the parameters must not be longer than ${mostRequestBytes} bytes together`
    : null
}

export function mostBytesOf(parameter: string): number {
  return mostParameterBytes[parameter] ?? mostOtherBytes
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)).length
}
