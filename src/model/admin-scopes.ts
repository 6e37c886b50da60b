/** The scopes of the admin API, and the resource they belong to. */

const prefix = 'parley:'

/** The audience of a token for this server's own admin API. */
export function adminResource(issuer: string): string {
  return `${issuer}/admin/v1`
}

export function isOperatorScope(scope: string): boolean {
  return scope.startsWith(prefix)
}

/** Follows the revocation feed. It opens nothing of the admin API. */
export const feedScope = 'parley:revocations.read'

/** Whether the scope is a right over this server. */
export function isRight(scope: string): boolean {
  return isOperatorScope(scope) && scope !== feedScope
}

/** The audience of a token when the request names no resource. An API may be registered as it. */
export function defaultResource(issuer: string): string {
  return `${issuer}/api`
}

/**
 * True for the issuer and everything under it but the default audience: a token for it is good at this
 * server itself. Compares as a browser would, so that no other spelling gets around it.
 */
export function isReservedResource(issuer: string, identifier: string): boolean {
  if (!URL.canParse(identifier) || identifier === defaultResource(issuer)) return false
  const own = new URL(issuer)
  const asked = new URL(identifier)
  const place = decoded(asked.pathname)
  const root = own.pathname.replace(/\/$/, '')
  return asked.host === own.host && (place === root || place.startsWith(`${root}/`))
}

/** An escape that stands for nothing stays as it is. */
function decoded(path: string): string {
  return path.replaceAll(/%[0-7][\da-f]/gi, (code) =>
    String.fromCharCode(Number.parseInt(code.slice(1), 16)),
  )
}
