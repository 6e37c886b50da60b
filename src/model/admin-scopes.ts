/** The scopes of the admin API, and the resource they belong to. */

const prefix = 'parley:'

/** The audience of a token for this server's own admin API. */
export function adminResource(issuer: string): string {
  return `${issuer}/admin/v1`
}

export function isOperatorScope(scope: string): boolean {
  return scope.startsWith(prefix)
}
