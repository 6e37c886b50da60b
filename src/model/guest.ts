/** A guest: how a client asks for one, and the limits of one. Pure values. */

/** The `acr` value that asks for a guest, and that a guest's tokens carry. */
export const guestAcr = 'urn:parley:acr:guest'

/** The policy that guests live under. */
export const guestTier = 'commerce'

export const guestName = 'Guest'

/** Guests one network may begin an hour. A visitor needs only one, so more is abuse. */
export const mostGuestsAnHour = 1000

/** Codes that a node answers to the guests of one network. */
export const guestCodeRate = { perSecond: 5, burst: mostGuestsAnHour } as const

/** The claim that tells a client which of its guests has signed in. */
export const formerSubClaim = 'parley_former_sub'
