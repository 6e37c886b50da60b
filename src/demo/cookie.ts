/** The demo's one cookie: it carries a random session id and nothing else. */

const name = 'harbor_session'

/** Lax: the browser sends it when Parley redirects back, but not with a POST from another site. */
export function setSessionCookie(id: string): Readonly<Record<string, string>> {
  return { 'set-cookie': `${name}=${id}; Path=/; HttpOnly; SameSite=Lax` }
}

/** Null also if the cookie is there twice: nobody can tell which one is ours. */
export function readSessionCookie(header: string | undefined): string | null {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? (values[0] ?? null) : null
}
