/** The bare library's storage: maps in memory, bounded, with nothing lost while a run lasts. */

import type { Adapter, AdapterPayload } from 'oidc-provider'

/** The bundled one keeps a thousand entries, fewer than one run makes. */
const mostKept = 200_000

type Kept = { readonly payload: AdapterPayload; readonly expiresAt: number }

export function memoryAdapter(): (name: string) => Adapter {
  const entries = new Map<string, Kept>()
  const idsByUid = new Map<string, string>()
  const keysByGrant = new Map<string, string[]>()

  const get = (key: string): AdapterPayload | undefined => {
    const kept = entries.get(key)
    return kept !== undefined && kept.expiresAt > Date.now() ? kept.payload : undefined
  }
  const set = (key: string, payload: AdapterPayload, seconds: number): void => {
    entries.set(key, { payload, expiresAt: Date.now() + seconds * 1000 })
    if (entries.size <= mostKept) return
    const [oldest] = entries.keys()
    if (oldest !== undefined) entries.delete(oldest)
  }
  const index = (key: string, { grantId }: AdapterPayload): void => {
    if (grantId === undefined) return
    const keys = keysByGrant.get(grantId)
    if (keys === undefined) keysByGrant.set(grantId, [key])
    else keys.push(key)
  }

  return (name) => ({
    find: async (id) => get(`${name}:${id}`),
    findByUid: async (uid) => get(`${name}:${idsByUid.get(uid)}`),
    findByUserCode: async () => undefined,
    upsert: async (id, payload, seconds) => {
      const key = `${name}:${id}`
      if (name === 'Session' && payload.uid !== undefined) idsByUid.set(payload.uid, id)
      if (name !== 'Grant') index(key, payload)
      set(key, payload, seconds ?? 86_400)
    },
    consume: async (id) => {
      const payload = get(`${name}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id) => void entries.delete(`${name}:${id}`),
    revokeByGrantId: async (grantId) => {
      for (const key of keysByGrant.get(grantId) ?? []) entries.delete(key)
      keysByGrant.delete(grantId)
    },
  })
}
