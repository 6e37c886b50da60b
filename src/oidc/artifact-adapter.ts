/** Interactions, pushed requests and replay marks between the library and the domain. */

import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { epochSeconds } from '../base/clock.ts'
import { isDomainError } from '../base/errors.ts'
import { fail } from '../store/unit-of-work.ts'
import {
  consumeArtifact,
  findArtifact,
  isRemovedInUnit,
  markSeen,
  removeArtifact,
  saveArtifact,
} from '../tokens/artifacts.ts'
import type { Room } from '../tokens/pending-requests.ts'
import type { Domain } from './domain.ts'
import { isGuest } from './guests.ts'
import { endingSlot, requestSlot } from './request.ts'

/** The id of the artifact that this request found. */
const foundSlot = requestSlot<string>()

export function artifactAdapter(domain: Domain, kind: string): Partial<Adapter> {
  const { db } = domain
  return {
    find: async (id) => {
      const artifact = await findArtifact(db, { kind, id })
      if (artifact === null) return undefined
      foundSlot.set(id)
      const consumed = artifact.isConsumed ? { consumed: true } : {}
      const exp = epochSeconds(artifact.expiresAt)
      return { ...artifact.payload, jti: id, exp, ...consumed }
    },
    upsert: async (id, payload, seconds = 0) => {
      const ending = endingSlot.get()
      const told = kind === 'Interaction' && ending ? { ending } : {}
      const kept = { ...withoutSecrets(payload), ...told }
      saveArtifact({ kind, id }, { payload: kept, seconds, room: roomOf(domain, id) })
    },
    consume: async (id) => consumeArtifact({ kind, id }),
    destroy: async (id) => removeArtifact({ kind, id }),
  }
}

/**
 * A client that authenticates pushes the requests of many people, and is counted by itself. The
 * library would answer a fault to a refusal, so the unit fails as well.
 */
export function roomOf({ pending }: Domain, id: string): Room {
  const oidc = Provider.ctx?.oidc
  const isPushed = oidc?.route === 'pushed_authorization_request'
  const isConfidential = isPushed && oidc?.client?.clientAuthMethod !== 'none'
  try {
    const clientId = (isConfidential && oidc?.client?.clientId) || null
    const isNextStep = isRemovedInUnit() || foundSlot.get() === id
    return pending.roomFor({ clientId, isNextStep })
  } catch (error) {
    if (isDomainError(error)) fail(error)
    throw error
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
