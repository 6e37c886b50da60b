/** A token family: the refresh tokens of one code exchange, and what presenting one means. */

export type FamilyState = {
  readonly generation: number
  /** Seconds since the last rotation, by the database's clock. */
  readonly rotatedSecondsAgo: number
  readonly graceSeconds: number
}

/**
 * `fresh`: rotate. `repeated`: the response was lost, send it again. `reused`: theft. `ahead`: the
 * server forgot that it issued this token.
 */
export type Judgement = 'fresh' | 'repeated' | 'reused' | 'ahead'

/**
 * Only the newest generation is good. Its direct predecessor is an honest repeat within the grace
 * period, which counts from the rotation and never slides. Anything older is theft. Anything newer is
 * genuine, since its MAC was checked, but the database was set back by a restore: nobody stole it.
 */
export function judge(presented: number, family: FamilyState): Judgement {
  if (presented === family.generation) return 'fresh'
  if (presented > family.generation) return 'ahead'
  const isPredecessor = presented === family.generation - 1
  // Times have millisecond precision, so a rotation just now may appear to be in the future.
  const isInGrace = family.graceSeconds > 0 && family.rotatedSecondsAgo <= family.graceSeconds
  if (isPredecessor && isInGrace) return 'repeated'
  return 'reused'
}

export type PresentedToken = {
  readonly familyId: string
  readonly generation: number
  readonly signedPart: string
  readonly mac: string
}

/** `1.<family, 22>.<generation>.<MAC, 43>`: the MAC covers everything before it. */
const shape = /^(1\.([A-Za-z0-9_-]{22})\.(0|[1-9][0-9]{0,8}))\.([A-Za-z0-9_-]{43})$/

export function parseRefreshToken(value: string): PresentedToken | null {
  const [, signedPart, familyId, generation, mac] = shape.exec(value) ?? []
  if (!signedPart || !familyId || !generation || !mac) return null
  return { familyId, generation: Number(generation), signedPart, mac }
}

export function signedPartOf(familyId: string, generation: number): string {
  return `1.${familyId}.${generation}`
}
