/** Of whom the dialog asks how the session stands. It keeps no token. */

/** There is no session for who asked. Other tabs ask for themselves. */
export const over = { state: 'ended', end_reason: null }

/**
 * A page of a server that keeps the session names where it answers `status`, `keepalive` and, with
 * `hasEvents`, `events`: `{ base }`. A page that holds its tokens says `{ issuer, idToken,
 * freshToken }`: `idToken()` is the one it has, however old, since asking by it is no activity, as
 * a refresh may be. `freshToken()` promises an access token that is good now, or null when the
 * refresh was refused; it is called when the person stays, and when the ID token is not taken any
 * more.
 */
export function sourceOf({ base, hasEvents = false, issuer, idToken, freshToken }) {
  if (base === undefined) return byTokens({ issuer, idToken, freshToken })
  return {
    name: base,
    ask: (method, path) => read(fetch(base + path, { method, cache: 'no-store' })),
    events: hasEvents ? () => new EventSource(`${base}/events`) : null,
  }
}

function byTokens({ issuer, idToken, freshToken }) {
  const send = (method, path, token) => {
    const headers = { authorization: `Bearer ${token}` }
    return read(fetch(`${issuer}/session${path}`, { method, headers, cache: 'no-store' }))
  }
  const ask = async (method, path) => {
    const known = method === 'GET' ? idToken() : null
    const status = known === null ? over : await send(method, path, known)
    if (status !== over) return status
    const token = await freshToken()
    return token === null ? over : send(method, path, token)
  }
  return { name: issuer, ask, events: null }
}

/** Null where nobody can tell; `refused` where the answer is no, and the status tells why. */
async function read(request) {
  try {
    const response = await request
    if (response.status === 401) return over
    if (response.ok) return await response.json()
    return response.status < 500 ? 'refused' : null
  } catch {
    return null
  }
}
