/** The demo's one cookie: it carries a random session id and nothing else. */

const name = 'harbor_session'

/** Lax, so that it comes along when Parley sends the browser back, and on no foreign POST. */
export function setSessionCookie(id: string): Readonly<Record<string, string>> {
  return { 'set-cookie': `${name}=${id}; Path=/; HttpOnly; SameSite=Lax` }
}

/** Null as well when the cookie stands twice: which one is ours cannot be known. */
export function readSessionCookie(header: string | undefined): string | null {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}
