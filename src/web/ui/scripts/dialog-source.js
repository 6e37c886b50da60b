/** Gets the status of the session for the dialog. It keeps no token. */

/** This tab has no session. Other tabs ask for themselves. */
export const over = { state: 'ended', end_reason: null }

/**
 * A page whose server keeps the session passes `{ base }`, the address that answers `status`,
 * `keepalive` and, with `hasEvents`, `events`. A page that holds its own tokens passes `{ issuer,
 * idToken, freshToken }`. `idToken()` returns the ID token it has, however old: asking with it is no
 * activity, while a refresh may be. `freshToken()` promises a valid access token, or null when the
 * refresh was refused; it is called when the person stays, and when the ID token is refused.
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

/** Null when the server cannot be reached or fails; `refused` for any other refusal. */
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
