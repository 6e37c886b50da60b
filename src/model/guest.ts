/** A guest: how a client asks for one, and what one is given. Pure values. */

/** What `acr_values` asks for, and what the tokens of a guest say. */
export const guestAcr = 'urn:parley:acr:guest'

/** The policy that guests live under. */
export const guestTier = 'commerce'

export const guestName = 'Guest'

/** A visitor is one request to us: a network that begins more than this is not one of visitors. */
export const mostGuestsAnHour = 1000

/** The claim by which a client learns which of its guests has signed in. */
export const formerSubClaim = 'parley_former_sub'
