/** The memory of the bare issuer: a map. It expires nothing. */

import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

type Shelf = Map<string, AdapterPayload>

/** One shelf for all models, so that a revoked grant takes its tokens along. */
export function createShelf(): AdapterFactory {
  const shelf: Shelf = new Map()
  return (model) => createAdapter(shelf, model)
}

function createAdapter(shelf: Shelf, model: string): Adapter {
  const key = (id: string) => `${model} ${id}`
  const findBy = async (name: 'uid' | 'userCode', value: string) =>
    [...shelf].find(([at, payload]) => at.startsWith(`${model} `) && payload[name] === value)?.[1]

  return {
    upsert: async (id, payload) => void shelf.set(key(id), payload),
    find: async (id) => shelf.get(key(id)),
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    destroy: async (id) => void shelf.delete(key(id)),
    async consume(id) {
      const payload = shelf.get(key(id))
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000)
    },
    async revokeByGrantId(grantId) {
      for (const [at, payload] of shelf) if (payload.grantId === grantId) shelf.delete(at)
    },
  }
}
