/** Interactions, pushed requests and replay marks between the library and the domain. */

import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import {
  consumeArtifact,
  findArtifact,
  markSeen,
  removeArtifact,
  saveArtifact,
} from '../tokens/artifacts.ts'
import type { Domain } from './domain.ts'
import { isGuest } from './guests.ts'
import { endingSlot } from './request.ts'

export function artifactAdapter({ db }: Domain, kind: string): Partial<Adapter> {
  return {
    find: async (id) => {
      const artifact = await findArtifact(db, { kind, id })
      if (artifact === null) return undefined
      const consumed = artifact.isConsumed ? { consumed: true } : {}
      const exp = epochSeconds(artifact.expiresAt)
      return { ...artifact.payload, jti: id, exp, ...consumed }
    },
    upsert: async (id, payload, seconds = 0) => {
      const ending = endingSlot.get()
      const told = kind === 'Interaction' && ending ? { ending } : {}
      saveArtifact({ kind, id }, { ...withoutSecrets(payload), ...told }, seconds)
    },
    consume: async (id) => consumeArtifact({ kind, id }),
    destroy: async (id) => removeArtifact({ kind, id }),
  }
}

/**
 * The library would keep the session cookie's value in the interaction, where nothing reads it. It
 * would also tie the step to a guest's session, which another tab may end by signing in first.
 */
function withoutSecrets(payload: AdapterPayload): AdapterPayload {
  if (payload.session === undefined) return payload
  if (isGuest(payload.session)) return { ...payload, session: undefined }
  const { cookie: _, ...session } = payload.session
  return { ...payload, session }
}

/** `find` finds nothing on purpose: only the insert decides which request was first. */
export function replayAdapter({ db }: Domain, kind: string): Partial<Adapter> {
  return {
    find: async () => undefined,
    upsert: async (id) => {
      if (await markSeen(db, { kind, id })) return
      throw new errors.InvalidClientAuth('the assertion was used before')
    },
  }
}
